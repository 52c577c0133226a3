import { setTimeout as pause } from 'node:timers/promises';
import type { Desk } from '../../desk.js';
import { doneOf, type Mark, progressOf } from './model.js';

const TICK_MS = 1_000;
/** The rate is that of the last ten seconds. */
const WINDOW = 10;
/** Shorter than a session may idle: a page left open does not keep somebody signed in. */
const LONGEST_TICKS = 20 * 60;

/** Server-sent events: `progress` each second while the scan runs, `end` when it does not. */
export async function* liveProgress(
  desk: Desk,
  scanId: string,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const marks: Mark[] = [];
  for (let tick = 0; tick < LONGEST_TICKS && !signal.aborted; tick += 1) {
    const scan = await desk.store.oversight.scan(scanId).catch(() => undefined);
    if (scan === undefined) break; // purged meanwhile
    const now = desk.now();
    marks.push({ atMs: now.getTime(), done: doneOf(scan) });
    if (marks.length > WINDOW) marks.shift();
    const view = progressOf(scan, marks[0]!, now);
    yield `event: progress\ndata: ${JSON.stringify(view)}\n\n`;
    if (view.standing !== 'running') break;
    await pause(TICK_MS, undefined, { signal }).catch(() => {});
  }
  yield 'event: end\ndata: {}\n\n';
}
