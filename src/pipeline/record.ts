import type { ReviewJob } from '../model/job.js';
import type { Recorded, Store } from '../store/store.js';
import { checkedReview } from './analyse.js';
import { type Patience, untilItWorks } from './until-it-works.js';

/**
 * The stage `review`: what one batch gave goes into the store, in one transaction. Repeating it
 * changes nothing.
 */
export async function recordBatch(
  data: unknown,
  store: Store,
  patience: Patience,
): Promise<{ readonly job: ReviewJob; readonly recorded: Recorded }> {
  const job = checkedReview(data);
  // Before the batch is closed: a document that could not be read is never forgotten.
  for (const source of job.unread ?? []) {
    await untilItWorks(() => store.noteUnread(job.scanId, source), patience);
  }
  return { job, recorded: await untilItWorks(() => store.record(job), patience) };
}
