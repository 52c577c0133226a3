import { Queue, Worker } from 'bullmq';
import { IDLE_WAIT_S, LET_GO_MS, LOCK_MS, STALLED_CHECK_MS } from './bullmq-settings.js';
import { linkRedis } from './redis-link.js';
import { within } from './within.js';

/** The queue of work that is due at set times. */
const NAME = 'scheduled';

export interface Schedule<T> {
  readonly name: string;
  /** Five fields, by the clock in London: `0 7 1 * *`. */
  readonly cron: string;
  /** When it is next due; null when never. */
  readonly next: Date | null;
  readonly data: T;
}

/** Work that repeats at set times, kept in Redis: whoever runs takes what is due, once. */
export interface Schedules<T> {
  ready(): Promise<void>;
  /** Adds a schedule, or changes the one of that name. */
  put(name: string, cron: string, data: T): Promise<void>;
  /** Whether there was one. */
  remove(name: string): Promise<boolean>;
  list(): Promise<Schedule<T>[]>;
  /** Does what is due until the signal; failed work is told to `onFailed` and is due again next time. */
  run(
    work: (name: string, data: T) => Promise<void>,
    options: { signal: AbortSignal; onFailed: (sentence: string) => void },
  ): Promise<void>;
  close(): Promise<void>;
}

export interface ScheduleOptions {
  readonly url: string;
  readonly prefix: string;
  readonly onNotice: (sentence: string) => void;
}

const ZONE = 'Europe/London';

/** On BullMQ's job schedulers. */
export function createSchedules<T>({ url, prefix, onNotice }: ScheduleOptions): Schedules<T> {
  const link = linkRedis({ url, onNotice });
  let opened: Queue<unknown> | null = null;
  const queue = (): Queue<unknown> => {
    opened ??= new Queue<unknown>(NAME, { connection: link.client, prefix });
    return opened;
  };
  return {
    ready: () => link.ready(),
    put: async (name, cron, data) => {
      await queue().upsertJobScheduler(
        name,
        { pattern: cron, tz: ZONE },
        { name, data, opts: { removeOnComplete: true, removeOnFail: 50 } },
      );
    },
    remove: (name) => queue().removeJobScheduler(name),
    list: async () => {
      const all = await queue().getJobSchedulers(0, -1, true);
      return all.map(({ key, pattern, next, template }) => ({
        name: key,
        cron: pattern ?? '',
        next: next === undefined ? null : new Date(next),
        data: template?.data as T,
      }));
    },
    run: async (work, { signal, onFailed }) => {
      const worker = new Worker<unknown>(NAME, (job) => work(job.name, job.data as T), {
        connection: link.client,
        prefix,
        lockDuration: LOCK_MS,
        stalledInterval: STALLED_CHECK_MS,
        drainDelay: IDLE_WAIT_S,
      });
      worker.on('error', () => {}); // the shared connection has told of the outage already
      worker.on('failed', (job, error) =>
        onFailed(`${job?.name ?? 'A schedule'}: ${error.message}`),
      );
      if (!signal.aborted) {
        await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
      }
      await worker.close();
    },
    close: async () => {
      if (opened !== null) await within(opened.close(), LET_GO_MS).catch(() => {});
      await link.close();
    },
  };
}
