import { createChildPool } from '../queue/child-pool.js';
import type { ReadingPool } from './analyse.js';
import { workerEntry } from './package-root.js';
import type { Reading, ReadingOrder } from './read-document.js';

/** A message that takes longer is an attack or a fault; an ordinary one takes 1–2 ms. */
const TIME_LIMIT_MS = 10_000;

/** Heap of a child: a message at the cap of 50 MB with its decoded copies fits, a bomb does not. */
const MEMORY_MB = 384;

/** @param size children at most, each busy with one batch */
export function createReadingPool(size: number): ReadingPool {
  return createChildPool<ReadingOrder, Reading>({
    entry: workerEntry('analysis-child'),
    size,
    timeLimitMs: TIME_LIMIT_MS,
    memoryMb: MEMORY_MB,
  });
}
