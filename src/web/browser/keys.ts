/**
 * Single keys. An element says with `data-key` which key clicks or focuses it, so a page brings its
 * own keys in its markup. They rest while somebody types (WCAG 2.2, 2.1.4).
 */
export function listenForKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '?') return showKeys(event);
    const wanted = document.querySelector<HTMLElement>(`[data-key~="${CSS.escape(event.key)}"]`);
    if (wanted === null) return;
    event.preventDefault();
    if (wanted.matches('input, textarea, select')) wanted.focus();
    if (wanted.matches('a, button, [type=radio], [type=checkbox]')) wanted.click();
  });
}

function showKeys(event: Event): void {
  const dialog = document.querySelector<HTMLDialogElement>('#keys');
  if (dialog === null) return;
  event.preventDefault();
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches(
      'textarea, select, input:not([type=checkbox]):not([type=radio]):not([type=submit])',
    ));
