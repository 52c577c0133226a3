import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { OVER_MEMORY, type WatchSettings } from './child-protocol.js';

/**
 * Runs on a thread of its own inside each child, since the child's main thread may be stuck in a
 * regular expression or in filling buffers. Ends the child when its parent is gone, so that a killed
 * scan leaves nothing spinning, and when its memory is over the limit: the heap has V8's own limit,
 * but buffers lie outside it.
 */

/** Two gigabytes a second is about the fastest a buffer fills: at most 200 MB more than allowed. */
const LOOK_MS = 100;

const { parentPid, rssLimitMb } = workerData as WatchSettings;

setInterval(() => {
  if (isOrphan()) process.kill(process.pid, 'SIGKILL');
  if (process.memoryUsage.rss() > rssLimitMb * 1024 * 1024) {
    tell(OVER_MEMORY);
    process.kill(process.pid, 'SIGKILL');
  }
}, LOOK_MS);

/** A child whose parent dies gets another parent; on Windows it keeps the number of a dead one. */
function isOrphan(): boolean {
  if (process.ppid !== parentPid) return true;
  try {
    process.kill(parentPid, 0);
    return false;
  } catch {
    return true;
  }
}

/** Straight to the pipe: the stream of the main thread would never be written any more. */
function tell(line: string): void {
  try {
    writeSync(2, `${line}\n`);
  } catch {
    // The pipe is full or gone; the pool then reports a killed child without the reason.
  }
}
