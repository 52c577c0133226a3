/**
 * Waits for `work`, at most `limitMs`. Gives true when it was done in time; a rejection of `work`
 * within the limit is passed on, a later one is dropped.
 */
export async function within(work: Promise<unknown>, limitMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  const done = work.then(() => true);
  // Heard even when the limit has won, so that a late rejection is not an unhandled one.
  done.catch(() => {});
  try {
    return await Promise.race([done, limit]);
  } finally {
    clearTimeout(timer);
  }
}
