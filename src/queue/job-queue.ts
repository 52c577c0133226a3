/**
 * The contract between the stages of a scan and whatever carries their jobs. One test suite runs
 * against both transports, so a use case never knows which of them it has.
 *
 * Delivery is at least once: a job whose worker died is given to another one, so handlers must be
 * repeatable.
 */

export const QUEUE_NAMES = ['intake', 'analysis', 'review'] as const;
export type QueueName = (typeof QUEUE_NAMES)[number];

/** What is handed in. `data` must survive JSON: it may cross machines. */
export interface Submission<T> {
  readonly id: string;
  readonly data: T;
  /** Whole number, lower first; clamped to 1–2,000,000. Equal ones go in the order they came. */
  readonly priority: number;
}

/** A job as its handler sees it. */
export interface Job<T> {
  readonly id: string;
  readonly data: T;
  /** 1 for the first try. A job given again because its worker died keeps its number. */
  readonly attempt: number;
  /** Tells how much of the job is done, for progress bars. Best effort: never rejects. */
  progress(done: number): Promise<void>;
}

export interface JobProgress {
  readonly id: string;
  readonly done: number;
}

/** A job that used up its attempts; kept until it is retried or removed. */
export interface FailedJob {
  readonly queue: QueueName;
  readonly id: string;
  /** Message of the last error. */
  readonly reason: string;
  readonly attempts: number;
}

export interface Consumer {
  /**
   * Takes no further job and waits for the running ones, at most `limitMs` (default
   * {@link STOP_LIMIT_MS}). Gives the number of jobs left running; those are done again elsewhere
   * (`bullmq`, when their lock expires) or by a later run (`local`).
   */
  stop(limitMs?: number): Promise<number>;
}

export interface JobQueue {
  /** Resolves once jobs can be carried. Rejects with one EnvironmentError when they never can. */
  ready(): Promise<void>;
  /**
   * Hands a job in. Nothing happens when its id waits, runs, awaits a retry or has failed. Waits
   * while the queue is over its depth limit, and through an outage of the transport. Rejects with an
   * EnvironmentError when the queue is closed meanwhile.
   */
  submit<T>(queue: QueueName, job: Submission<T>): Promise<void>;
  /** Runs `handler` on jobs, `concurrency` at a time. A rejection is retried with backoff. */
  consume<T>(
    queue: QueueName,
    handler: (job: Job<T>) => Promise<void>,
    options: { readonly concurrency: number },
  ): Consumer;
  /** Jobs waiting for their turn or for a retry; neither running nor failed ones. */
  depth(queue: QueueName): Promise<number>;
  /** Failed jobs of one queue or of all, oldest first. */
  failed(queue?: QueueName): Promise<FailedJob[]>;
  /** Gives a failed job its attempts back. UsageError when there is no such failed job. */
  retryFailed(queue: QueueName, id: string): Promise<void>;
  /** Removes waiting, delayed and failed jobs whose id starts so; gives how many. */
  remove(queue: QueueName, idPrefix: string): Promise<number>;
  /** Calls `listener` for progress reported on any machine, until the function it gives is called. */
  onProgress(queue: QueueName, listener: (progress: JobProgress) => void): () => void;
  /** Resolves when nothing waits or runs. Failed jobs do not hold it up. */
  drain(queue: QueueName): Promise<void>;
  /** Stops every consumer and lets go of the transport. Safe to call twice. */
  close(): Promise<void>;
}

/** What both transports can be told; times in milliseconds. */
export interface QueueLimits {
  /** Waiting jobs a queue holds before `submit` waits. */
  readonly depth: number;
  /** Tries before a job counts as failed. */
  readonly attempts: number;
  /** Wait before the second try; doubles each time. */
  readonly backoffMs: number;
}

/**
 * 64 jobs of 100–200 messages keep the workers of several machines busy for seconds, while the
 * largest of them, batches that carry their bytes, stay within a few hundred megabytes of Redis.
 */
export const DEFAULT_LIMITS: QueueLimits = { depth: 64, attempts: 3, backoffMs: 1_000 };

/** A stopped process has to be out within 10 s; two are left to close children and connections. */
export const STOP_LIMIT_MS = 8_000;

/** BullMQ's own limit is 2,097,151; `local` clamps alike, so that both order jobs the same. */
const PRIORITY_MAX = 2_000_000;

/** A priority within the contract's range, whatever was asked for. */
export function clampPriority(priority: number): number {
  if (Number.isNaN(priority)) return PRIORITY_MAX;
  return Math.min(Math.max(Math.trunc(priority), 1), PRIORITY_MAX);
}
