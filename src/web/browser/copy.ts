/** Shows the copy buttons, which do nothing without a script, and copies what they name. */
export function offerCopies(): void {
  const told = document.querySelector('[data-copied]');
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
    button.hidden = false;
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(button.dataset.copy ?? '').then(
        () => tell('The wording was copied.'),
        () => tell('The browser did not allow copying; select the words instead.'),
      );
    });
  }
  function tell(sentence: string): void {
    if (told !== null) told.textContent = sentence;
  }
}
