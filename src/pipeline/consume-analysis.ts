import { analysisJobSchema } from '../model/job.js';
import type { Consumer, JobQueue } from '../queue/job-queue.js';
import { analyseBatch, type ReadingPool } from './analyse.js';
import type { CatalogueSource } from './kept-catalogue.js';

/** The result of a batch is small and closes it: it waits behind nothing. */
const REVIEW_PRIORITY = 1;

/** Takes batches from the queue `analysis`, and hands what they gave to the queue `review`. */
export function consumeAnalysis(
  queue: JobQueue,
  pool: ReadingPool,
  catalogue: CatalogueSource,
  jobs: number,
): Consumer {
  return queue.consume<unknown>(
    'analysis',
    async (job) => {
      const data = await analyseBatch(analysisJobSchema.parse(job.data), pool, catalogue);
      await queue.submit('review', { id: job.id, data, priority: REVIEW_PRIORITY });
    },
    // One more than there are children, so that none is idle while a batch is handed on.
    { concurrency: jobs + 1 },
  );
}
