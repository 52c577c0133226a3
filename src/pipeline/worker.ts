import { once } from 'node:events';
import type { JobQueue } from '../queue/job-queue.js';
import type { Store } from '../store/store.js';
import { consumeAnalysis } from './consume-analysis.js';
import { readCatalogue } from './kept-catalogue.js';
import { compileSource } from './load-catalogue.js';
import { createReadingPool } from './reading-pool.js';
import { recordBatch } from './record.js';
import type { Patience } from './until-it-works.js';

/** Running batches may end after the signal; what is not done by then is given to another worker. */
const STOP_MS = 6_000;

/** Reads and judges batches until the signal. Opens no store: what it reads is hostile. */
export async function workAtAnalysis(
  queue: JobQueue,
  jobs: number,
  { signal }: Patience,
): Promise<void> {
  const catalogue = readCatalogue();
  compileSource(catalogue); // an author's mistake is told now, not by the first batch
  const pool = createReadingPool(jobs);
  const consumer = consumeAnalysis(queue, pool, catalogue, jobs);
  await aborted(signal);
  await consumer.stop(STOP_MS);
  await pool.close();
}

/** Records results until the signal; for the machine of the store. */
export async function workAtReview(
  queue: JobQueue,
  store: Store,
  patience: Patience,
): Promise<void> {
  const record = async ({ data }: { readonly data: unknown }): Promise<void> => {
    await recordBatch(data, store, patience);
  };
  const consumer = queue.consume<unknown>('review', record, { concurrency: 1 });
  await aborted(patience.signal);
  await consumer.stop(STOP_MS);
}

async function aborted(signal: AbortSignal): Promise<void> {
  // A timer that never matters keeps the process alive while all connections are at rest.
  const alive = setInterval(() => {}, 60_000);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(alive);
}
