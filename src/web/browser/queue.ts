import { isTyping } from './keys.js';

/** Going through the rows of a list: `j` and `k` move, `o` opens, `x` ticks, the others open to decide. */
export function listenForRows(): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  if (rows.length === 0) return;
  const linkOf = (row: HTMLElement | undefined): HTMLAnchorElement | null =>
    row?.querySelector<HTMLAnchorElement>('[data-open]') ?? null;
  const current = (): number => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (to: number): void =>
    linkOf(rows[Math.min(Math.max(to, 0), rows.length - 1)])?.focus();
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const at = current();
    const row = rows[at];
    if (event.key === 'j') go(at + 1);
    else if (event.key === 'k') go(at < 0 ? 0 : at - 1);
    else if (row === undefined) return;
    else if (event.key === 'x') row.querySelector<HTMLInputElement>('[data-tick]')?.click();
    else if (event.key === 'o') linkOf(row)?.click();
    else if (event.key in DECISIONS) decide(linkOf(row), DECISIONS[event.key]!);
    else return;
    event.preventDefault();
  });
}

const DECISIONS: Readonly<Record<string, string>> = {
  c: 'confirm',
  d: 'dismiss',
  e: 'escalate',
  n: 'note',
};

function decide(link: HTMLAnchorElement | null, decision: string): void {
  if (link === null) return;
  const url = new URL(link.href);
  url.searchParams.set('decide', decision);
  url.hash = 'verdict';
  location.assign(url);
}

/** On a narrow screen the filters start folded, so that the findings come first. */
export function foldFilters(): void {
  if (matchMedia('(min-width: 60rem)').matches) return;
  for (const it of document.querySelectorAll<HTMLDetailsElement>('[data-open-wide]'))
    it.open = false;
}
