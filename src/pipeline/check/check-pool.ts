import { EnvironmentError } from '../../model/errors.js';
import { type ChildPool, createChildPool } from '../../queue/child-pool.js';
import { workerEntry } from '../package-root.js';
import type { CheckAnswer, CheckOrder } from './check-servant.js';

/** A letter takes some 20 ms; what takes so long is an attack or a fault, and somebody is waiting. */
const TIME_LIMIT_MS = 5_000;

/** Heap of a child: a letter at the cap of an upload with its decoded copies fits, a bomb does not. */
const MEMORY_MB = 256;

/** Checks drafts from outside in children that can be killed: what arrives is untrusted. */
export interface CheckPool {
  /** Throws EnvironmentError when no child can be had. A draft that ends its child is unreadable. */
  check(order: CheckOrder): Promise<CheckAnswer>;
  close(): Promise<void>;
}

/** @param size children at most, started when first needed */
export function createCheckPool(size: number): CheckPool {
  const pool: ChildPool<CheckOrder, CheckAnswer> = createChildPool({
    entry: workerEntry('check-child'),
    size,
    timeLimitMs: TIME_LIMIT_MS,
    memoryMb: MEMORY_MB,
  });
  return {
    check: async (order) => {
      const [outcome] = await pool.runBatch([order], null);
      if (outcome === undefined) throw new EnvironmentError('The check gave no answer; try again.');
      if (outcome.ok) return outcome.result;
      // The reason of one that threw may quote the letter, and goes nowhere.
      return { kind: 'unreadable', reason: 'could not be read: it is broken, or made to do harm' };
    },
    close: () => pool.close(),
  };
}
