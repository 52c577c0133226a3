import type {
  Consumer,
  FailedJob,
  Job,
  JobProgress,
  QueueLimits,
  QueueName,
  Submission,
} from './job-queue.js';
import { clampPriority, STOP_LIMIT_MS } from './job-queue.js';
import { type Entry, insertInOrder } from './local-entry.js';
import { closedError, noSuchFailedJob } from './queue-errors.js';
import { within } from './within.js';

type Handler = (job: Job<unknown>) => Promise<void>;

interface Outsider {
  readonly entry: Entry;
  readonly admit: () => void;
  readonly refuse: (error: Error) => void;
}

interface LaneConsumer {
  readonly handler: Handler;
  readonly concurrency: number;
  running: number;
  idle: (() => void) | null;
}

/** One queue of the local transport. */
export class LocalLane {
  readonly #known = new Map<string, Entry>();
  readonly #waiting: Entry[] = [];
  /** Submitters held up by the depth limit, the most urgent first. */
  readonly #outside: Outsider[] = [];
  readonly #consumers = new Set<LaneConsumer>();
  readonly #listeners = new Set<(progress: JobProgress) => void>();
  readonly #drainers: { resolve: () => void; reject: (error: Error) => void }[] = [];
  #delayed = 0;
  #running = 0;
  #arrivals = 0;
  #closed = false;

  constructor(
    readonly name: QueueName,
    readonly limits: QueueLimits,
  ) {}

  submit(job: Submission<unknown>): Promise<void> {
    if (this.#closed) return Promise.reject(closedError());
    if (this.#known.has(job.id)) return Promise.resolve();
    const entry: Entry = {
      id: job.id,
      data: job.data,
      priority: clampPriority(job.priority),
      order: this.#arrivals++,
      attempt: 0,
      state: 'outside',
      reason: '',
    };
    this.#known.set(entry.id, entry);
    if (this.depth < this.limits.depth) {
      this.#enqueue(entry);
      this.#pump();
      return Promise.resolve();
    }
    return new Promise((admit, refuse) => {
      insertInOrder(this.#outside, { entry, admit, refuse }, (o) => o.entry);
    });
  }

  get depth(): number {
    return this.#waiting.length + this.#delayed;
  }

  consume(handler: Handler, concurrency: number): Consumer {
    const consumer: LaneConsumer = { handler, concurrency, running: 0, idle: null };
    if (!this.#closed) this.#consumers.add(consumer);
    this.#pump();
    return {
      stop: async (limitMs = STOP_LIMIT_MS) => {
        this.#consumers.delete(consumer);
        if (consumer.running > 0) {
          const idle = new Promise<void>((resolve) => {
            consumer.idle = resolve;
          });
          await within(idle, limitMs);
        }
        return consumer.running;
      },
    };
  }

  failed(): FailedJob[] {
    return [...this.#known.values()]
      .filter((entry) => entry.state === 'failed')
      .map(({ id, reason, attempt }) => ({ queue: this.name, id, reason, attempts: attempt }));
  }

  retryFailed(id: string): void {
    const entry = this.#known.get(id);
    if (entry?.state !== 'failed') throw noSuchFailedJob(this.name, id);
    entry.attempt = 0;
    this.#enqueue(entry);
    this.#pump();
  }

  remove(idPrefix: string): number {
    const gone = [...this.#known.values()].filter(
      (entry) => entry.id.startsWith(idPrefix) && entry.state !== 'running',
    );
    for (const entry of gone) this.#forget(entry);
    this.#pump();
    return gone.length;
  }

  onProgress(listener: (progress: JobProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  drain(): Promise<void> {
    if (this.#isDrained()) return Promise.resolve();
    if (this.#closed) return Promise.reject(closedError());
    return new Promise((resolve, reject) => {
      this.#drainers.push({ resolve, reject });
    });
  }

  close(): void {
    this.#closed = true;
    this.#consumers.clear();
    for (const entry of this.#known.values()) clearTimeout(entry.timer);
    for (const { refuse } of this.#outside.splice(0)) refuse(closedError());
    for (const { reject } of this.#drainers.splice(0)) reject(closedError());
  }

  #isDrained(): boolean {
    return this.depth + this.#running + this.#outside.length === 0;
  }

  #enqueue(entry: Entry): void {
    entry.state = 'waiting';
    insertInOrder(this.#waiting, entry, (e) => e);
  }

  /** Gives out what can run, lets in whom there is room for, and wakes who waits for the end. */
  #pump(): void {
    if (this.#closed) return;
    let moved = true;
    while (moved) {
      moved = this.#admit();
      for (const consumer of this.#consumers) {
        if (consumer.running >= consumer.concurrency) continue;
        const entry = this.#waiting.shift();
        if (entry === undefined) break;
        void this.#run(entry, consumer);
        moved = true;
      }
    }
    if (this.#isDrained()) for (const { resolve } of this.#drainers.splice(0)) resolve();
  }

  #admit(): boolean {
    if (this.depth >= this.limits.depth) return false;
    const first = this.#outside.shift();
    if (first === undefined) return false;
    this.#enqueue(first.entry);
    first.admit();
    return true;
  }

  async #run(entry: Entry, consumer: LaneConsumer): Promise<void> {
    entry.state = 'running';
    entry.attempt += 1;
    consumer.running += 1;
    this.#running += 1;
    const error = await attempt(consumer.handler, this.#jobOf(entry));
    consumer.running -= 1;
    this.#running -= 1;
    if (error === null) this.#known.delete(entry.id);
    else this.#postpone(entry, error);
    if (consumer.running === 0) consumer.idle?.();
    this.#pump();
  }

  #jobOf(entry: Entry): Job<unknown> {
    return {
      id: entry.id,
      data: entry.data,
      attempt: entry.attempt,
      progress: async (done) => {
        for (const listener of this.#listeners) listener({ id: entry.id, done });
      },
    };
  }

  #postpone(entry: Entry, reason: string): void {
    entry.reason = reason;
    if (this.#closed) return;
    if (entry.attempt >= this.limits.attempts) {
      entry.state = 'failed';
      return;
    }
    entry.state = 'delayed';
    this.#delayed += 1;
    entry.timer = setTimeout(
      () => {
        this.#delayed -= 1;
        this.#enqueue(entry);
        this.#pump();
      },
      this.limits.backoffMs * 2 ** (entry.attempt - 1),
    );
  }

  #forget(entry: Entry): void {
    this.#known.delete(entry.id);
    if (entry.state === 'delayed') {
      clearTimeout(entry.timer);
      this.#delayed -= 1;
    }
    if (entry.state === 'waiting') this.#waiting.splice(this.#waiting.indexOf(entry), 1);
    if (entry.state === 'outside') {
      const at = this.#outside.findIndex((outsider) => outsider.entry === entry);
      // Its submitter need not wait for room any more.
      for (const { admit } of this.#outside.splice(at, 1)) admit();
    }
  }
}

/** Runs the handler in a later microtask, so that `submit` never runs a job inside its own call. */
async function attempt(handler: Handler, job: Job<unknown>): Promise<string | null> {
  try {
    await null;
    await handler(job);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
