import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Looks until `holds` does; fails with `what` after the limit. For facts nobody sends an event of. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs: number,
): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${limitMs} ms: ${what}`);
    await pause(10);
  }
}

/** Resolves when no process of this id runs any more; one that only waits to be reaped does not. */
export async function processGone(pid: number, limitMs: number): Promise<void> {
  const gone = (): boolean => {
    try {
      process.kill(pid, 0);
      return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
    } catch (error) {
      // No /proc on this system: then the signal's word is all there is.
      return !(error instanceof Error && 'code' in error && error.code === 'ENOENT') || isLinux;
    }
  };
  await until(`process ${pid} is gone`, gone, limitMs);
}

const isLinux = process.platform === 'linux';

/** A promise and what settles it. */
export function signal<T = void>(): { promise: Promise<T>; give: (value: T) => void } {
  let give: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { promise, give };
}

/** Waits for `promise`, at most `limitMs`; fails with `what`. */
export async function inTime<T>(what: string, promise: Promise<T>, limitMs: number): Promise<T> {
  const stop = new AbortController();
  const late = pause(limitMs, undefined, { signal: stop.signal }).then(() => {
    throw new Error(`not within ${limitMs} ms: ${what}`);
  });
  late.catch(() => {});
  try {
    return await Promise.race([promise, late]);
  } finally {
    stop.abort();
  }
}
