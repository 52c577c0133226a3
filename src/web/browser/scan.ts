/** What the server sends each second; see `ProgressView` of the scan page. */
type Progress = Readonly<Record<string, string | number | boolean>>;

const figures = new Intl.NumberFormat('en-GB');

/** Shows a running scan as it goes. Without this script the page has a link that shows it anew. */
export function followScan(): void {
  const section = document.querySelector<HTMLElement>('[data-scan-events]');
  const url = section?.dataset.scanEvents;
  if (section === null || url === undefined) return;
  const events = new EventSource(url);
  events.addEventListener('progress', (event) => {
    show(JSON.parse((event as MessageEvent<string>).data) as Progress);
  });
  events.addEventListener('end', () => {
    events.close();
    const status = document.querySelector('[data-live-status]');
    if (status !== null) status.textContent = 'The scan has ended. Reload the page for the result.';
  });
  window.addEventListener('pagehide', () => events.close());
}

function show(progress: Progress): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const name = element.dataset.live ?? '';
    const value = progress[name];
    if (element instanceof HTMLProgressElement) element.value = Number(value);
    else element.textContent = wordsFor(name, value, progress);
  }
}

function wordsFor(name: string, value: Progress[string] | undefined, progress: Progress): string {
  if (value === undefined || value === '') return '–';
  if (typeof value !== 'number') return String(value);
  const about = name === 'total' && progress.isTotalKnown === false ? 'about ' : '';
  return about + figures.format(value);
}
