import { QueueEvents } from 'bullmq';
import { BullConsumer } from './bullmq-consumer.js';
import { BullLane } from './bullmq-lane.js';
import { fromJobId, IDLE_WAIT_S, LET_GO_MS } from './bullmq-settings.js';
import type { FailedJob, Job, JobQueue, QueueLimits, QueueName } from './job-queue.js';
import { DEFAULT_LIMITS, QUEUE_NAMES, STOP_LIMIT_MS } from './job-queue.js';
import { linkRedis } from './redis-link.js';
import { within } from './within.js';

export interface BullQueueOptions extends Partial<QueueLimits> {
  /** `redis://…` or `rediss://…`; Redis 5 or later, or Valkey. */
  readonly url: string;
  /** Start of every key, so that one server can carry several installations. */
  readonly prefix?: string;
  /** How long first contact may take. */
  readonly connectMs?: number;
  /** Hears about outages and lost workers, a sentence each, for the log. */
  readonly onNotice?: (sentence: string) => void;
}

/**
 * Jobs carried by BullMQ on Redis, between any number of machines. Throws a UsageError for an address
 * that is none; everything else about the server is told by `ready`.
 */
export function createBullQueue(options: BullQueueOptions): JobQueue {
  const limits: QueueLimits = {
    depth: options.depth ?? DEFAULT_LIMITS.depth,
    attempts: options.attempts ?? DEFAULT_LIMITS.attempts,
    backoffMs: options.backoffMs ?? DEFAULT_LIMITS.backoffMs,
  };
  const prefix = options.prefix ?? 'probity';
  const onNotice = options.onNotice ?? (() => {});
  const link = linkRedis({
    url: options.url,
    onNotice,
    ...(options.connectMs === undefined ? {} : { connectMs: options.connectMs }),
  });
  const closing = new AbortController();
  const shared = { link, prefix, limits, onNotice, closing: closing.signal };
  const lanes = new Map(QUEUE_NAMES.map((name) => [name, new BullLane(name, shared)]));
  const lane = (name: QueueName): BullLane => lanes.get(name)!;
  const consumers = new Set<BullConsumer>();
  const events: Promise<QueueEvents | null>[] = [];

  const failed = async (queue?: QueueName): Promise<FailedJob[]> => {
    const names = queue === undefined ? QUEUE_NAMES : [queue];
    return (await Promise.all(names.map((name) => lane(name).failed()))).flat();
  };

  const listen = async (name: QueueName): Promise<QueueEvents | null> => {
    await link.ready();
    if (closing.signal.aborted) return null;
    const stream = new QueueEvents(name, {
      connection: link.client,
      prefix,
      blockingTimeout: IDLE_WAIT_S * 1_000,
    });
    stream.on('error', () => {}); // the shared connection has told of the outage already
    return stream;
  };

  return {
    ready: () => link.ready(),
    submit: (queue, job) => lane(queue).submit(job),
    consume<T>(
      queue: QueueName,
      handler: (job: Job<T>) => Promise<void>,
      { concurrency }: { readonly concurrency: number },
    ) {
      // The caller names the type of what was put in; use cases check it with the model's schemas.
      const untyped = (job: Job<unknown>): Promise<void> => handler(job as Job<T>);
      const consumer = new BullConsumer(queue, untyped, concurrency, shared);
      consumers.add(consumer);
      return consumer;
    },
    depth: (queue) => lane(queue).depth(),
    failed,
    retryFailed: (queue, id) => lane(queue).retryFailed(id),
    remove: (queue, idPrefix) => lane(queue).remove(idPrefix),
    onProgress(queue, listener) {
      let open = true;
      const stream = listen(queue).catch(() => null); // `ready` tells of a server that is not there
      events.push(stream);
      void stream.then((opened) =>
        opened?.on('progress', ({ jobId, data }) => {
          if (open && typeof data === 'number') listener({ id: fromJobId(jobId), done: data });
        }),
      );
      return () => {
        open = false;
      };
    },
    drain: (queue) => lane(queue).drain(),
    close: async () => {
      if (closing.signal.aborted) return;
      closing.abort();
      await Promise.all([...consumers].map((consumer) => consumer.stop(STOP_LIMIT_MS)));
      // During an outage this does not end; then the link's closing ends the reconnecting.
      const streams = (await Promise.all(events)).map((stream) => stream?.close());
      await within(Promise.all(streams), LET_GO_MS).catch(() => {});
      for (const each of lanes.values()) await each.close();
      await link.close();
    },
  };
}
