import { type Job as BullJob, Worker } from 'bullmq';
import type { BullShared } from './bullmq-settings.js';
import {
  fromJobId,
  IDLE_WAIT_S,
  LET_GO_MS,
  LOCK_MS,
  MAX_STALLED,
  RUN_RETRY_MS,
  STALLED_CHECK_MS,
} from './bullmq-settings.js';
import type { Consumer, Job, QueueName } from './job-queue.js';
import { STOP_LIMIT_MS } from './job-queue.js';
import { within } from './within.js';

/** The receiving half of one queue on BullMQ. */
export class BullConsumer implements Consumer {
  readonly #starting: Promise<Worker<unknown, void> | null>;
  #running = 0;
  #stopped = false;

  constructor(
    readonly name: QueueName,
    readonly handler: (job: Job<unknown>) => Promise<void>,
    concurrency: number,
    readonly shared: BullShared,
  ) {
    // A server that is not there is told by `ready`; there is nothing to consume then.
    this.#starting = shared.link.ready().then(
      () => (this.#stopped ? null : this.#start(concurrency)),
      () => null,
    );
  }

  async stop(limitMs = STOP_LIMIT_MS): Promise<number> {
    this.#stopped = true;
    const worker = await this.#starting;
    if (worker === null) return 0;
    // Pausing waits for the running jobs and for Redis to hear that they are done. During an outage
    // that may be never, so there the wait is short unless a job is still at work.
    const patient = this.#running > 0 || this.shared.link.client.status === 'ready';
    await within(worker.pause(), patient ? limitMs : LET_GO_MS).catch(() => {});
    const left = this.#running;
    // By force: a gentle close waits for a server that is away. Nobody minds, all is paused; the locks
    // of jobs that are still running run out, and another consumer does them.
    await within(worker.close(true), LET_GO_MS).catch(() => {});
    return left;
  }

  #start(concurrency: number): Worker<unknown, void> {
    const worker = new Worker<unknown, void>(this.name, (job) => this.#run(job), {
      connection: this.shared.link.client,
      prefix: this.shared.prefix,
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: MAX_STALLED,
      runRetryDelay: RUN_RETRY_MS,
      drainDelay: IDLE_WAIT_S,
    });
    worker.on('error', (error) => {
      if (!isOutage(error)) this.shared.onNotice(`Queue ${this.name}: ${error.message}`);
    });
    worker.on('stalled', (jobId) => {
      const id = fromJobId(jobId);
      this.shared.onNotice(`Queue ${this.name}: job ${id} lost its worker and is given again.`);
    });
    return worker;
  }

  async #run(job: BullJob<unknown, void>): Promise<void> {
    this.#running += 1;
    try {
      await this.handler({
        id: fromJobId(job.id ?? ''),
        data: job.data,
        attempt: job.attemptsMade + 1,
        progress: async (done) => {
          await job.updateProgress(done).catch(() => {});
        },
      });
    } finally {
      this.#running -= 1;
    }
  }
}

/** The shared connection tells of an outage once; every worker repeating it would be noise. */
function isOutage(error: Error): boolean {
  return /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|Connection is closed/.test(
    `${error.message} ${'code' in error ? error.code : ''}`,
  );
}
