import { setTimeout as pause } from 'node:timers/promises';
import { type JobType, Queue } from 'bullmq';
import type { BullShared } from './bullmq-settings.js';
import { EVENTS_KEPT, fromJobId, POLL_MS, toJobId } from './bullmq-settings.js';
import type { FailedJob, QueueName, Submission } from './job-queue.js';
import { clampPriority } from './job-queue.js';
import { closedError, noSuchFailedJob } from './queue-errors.js';

/** States in which a job waits; a priority puts it in `prioritized`, a lost worker in `wait`. */
const WAITING: JobType[] = ['wait', 'prioritized', 'delayed'];

/** Replies of a server out of memory, with a full disk, starting, or changing its leader. */
const PASSING = /\b(OOM|MISCONF|LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|NOREPLICAS)\b/;

/** Failed jobs carry their data, so they are read a few at a time. */
const PAGE = 50;

/** The sending half of one queue on BullMQ: submitting, counting, failed jobs. */
export class BullLane {
  #queue: Queue<unknown> | null = null;
  /** Jobs that may be added before the depth is looked at again. */
  #credit = 0;

  constructor(
    readonly name: QueueName,
    readonly shared: BullShared,
  ) {}

  async submit(job: Submission<unknown>): Promise<void> {
    const queue = await this.#open();
    const jobId = toJobId(job.id);
    while (!(await this.#hasRoom())) {
      if ((await queue.getJob(jobId)) !== undefined) return;
      await this.#nextLook();
    }
    const { attempts, backoffMs } = this.shared.limits;
    await this.#persistently(() =>
      queue.add('job', job.data, {
        jobId,
        priority: clampPriority(job.priority),
        attempts,
        backoff: { type: 'exponential', delay: backoffMs },
        removeOnComplete: true,
        removeOnFail: false,
        stackTraceLimit: 1,
      }),
    );
  }

  async depth(): Promise<number> {
    return (await this.#open()).getJobCountByTypes(...WAITING);
  }

  async failed(): Promise<FailedJob[]> {
    const queue = await this.#open();
    const found: FailedJob[] = [];
    for (let from = 0; ; from += PAGE) {
      const jobs = await queue.getJobs('failed', from, from + PAGE - 1, true);
      for (const job of jobs) {
        found.push({
          queue: this.name,
          id: fromJobId(job.id ?? ''),
          reason: job.failedReason,
          attempts: job.attemptsMade,
        });
      }
      if (jobs.length < PAGE) return found;
    }
  }

  async retryFailed(id: string): Promise<void> {
    const job = await (await this.#open()).getJob(toJobId(id));
    if (job === undefined || !(await job.isFailed())) throw noSuchFailedJob(this.name, id);
    await job.retry('failed', { resetAttemptsMade: true, resetAttemptsStarted: true });
  }

  async remove(idPrefix: string): Promise<number> {
    const queue = await this.#open();
    const start = toJobId(idPrefix);
    const ids = await queue.getRanges([...WAITING, 'failed'], 0, -1);
    const removed = await Promise.all(
      ids.filter((id) => id.startsWith(start)).map((id) => queue.remove(id)),
    );
    return removed.filter((count) => count > 0).length;
  }

  async drain(): Promise<void> {
    const queue = await this.#open();
    while ((await this.#unlessClosed(queue.getJobCountByTypes(...WAITING, 'active'))) > 0) {
      await this.#nextLook();
    }
  }

  async close(): Promise<void> {
    await this.#queue?.close().catch(() => {});
  }

  async #open(): Promise<Queue<unknown>> {
    if (this.shared.closing.aborted) throw closedError();
    await this.shared.link.ready();
    if (this.#queue === null) {
      const { link, prefix } = this.shared;
      this.#queue = new Queue(this.name, {
        connection: link.client,
        prefix,
        streams: { events: { maxLen: EVENTS_KEPT } },
      });
      this.#queue.on('error', () => {}); // each call's own rejection says it better
    }
    return this.#queue;
  }

  /**
   * Spends a quarter of the room seen at one look before it looks again: a queue that is far from
   * full costs hardly a question, and one nearly full is never overrun by more than a job a producer.
   */
  async #hasRoom(): Promise<boolean> {
    if (this.#credit > 0) {
      this.#credit -= 1;
      return true;
    }
    const room = this.shared.limits.depth - (await this.#unlessClosed(this.depth()));
    this.#credit = Math.max(Math.floor(room / 4) - 1, 0);
    return room > 0;
  }

  /** A server that is full or busy is an outage like any other: it is waited out. */
  async #persistently(work: () => Promise<unknown>): Promise<void> {
    for (let told = false; ; told = true) {
      try {
        await this.#unlessClosed(work());
        return;
      } catch (error) {
        if (!(error instanceof Error && PASSING.test(error.message))) throw error;
        if (!told) this.shared.onNotice(`Redis takes no jobs now, waiting: ${error.message}`);
        await this.#nextLook();
      }
    }
  }

  async #nextLook(): Promise<void> {
    await this.#unlessClosed(pause(POLL_MS, undefined, { signal: this.shared.closing }));
  }

  /** In an outage a command is held back until the server is there; closing must not wait for that. */
  async #unlessClosed<T>(work: Promise<T>): Promise<T> {
    const { closing } = this.shared;
    work.catch(() => {});
    if (closing.aborted) throw closedError();
    let refuse = (): void => {};
    const closed = new Promise<never>((_, reject) => {
      refuse = () => reject(closedError());
      closing.addEventListener('abort', refuse, { once: true });
    });
    try {
      return await Promise.race([work, closed]);
    } finally {
      closing.removeEventListener('abort', refuse);
    }
  }
}
