import type { JobQueue, QueueLimits, QueueName } from './job-queue.js';
import { DEFAULT_LIMITS, type Job, QUEUE_NAMES, STOP_LIMIT_MS } from './job-queue.js';
import { LocalLane } from './local-lane.js';

/**
 * Jobs carried inside this process: bounded, ordered, retried, nothing durable. A restart works the
 * list out again from the source minus what the store has recorded.
 */
export function createLocalQueue(options: Partial<QueueLimits> = {}): JobQueue {
  const limits = { ...DEFAULT_LIMITS, ...options };
  const lanes = new Map(QUEUE_NAMES.map((name) => [name, new LocalLane(name, limits)]));
  const lane = (name: QueueName): LocalLane => lanes.get(name)!;
  const consumers = new Set<{ stop(limitMs?: number): Promise<number> }>();
  return {
    ready: async () => {},
    submit: (queue, job) => lane(queue).submit(job),
    consume<T>(
      queue: QueueName,
      handler: (job: Job<T>) => Promise<void>,
      { concurrency }: { readonly concurrency: number },
    ) {
      // The caller names the type of what it put in; this transport hands the same object on.
      const untyped = (job: Job<unknown>): Promise<void> => handler(job as Job<T>);
      const consumer = lane(queue).consume(untyped, concurrency);
      consumers.add(consumer);
      return consumer;
    },
    depth: async (queue) => lane(queue).depth,
    failed: async (queue) =>
      (queue === undefined ? QUEUE_NAMES : [queue]).flatMap((name) => lane(name).failed()),
    retryFailed: async (queue, id) => lane(queue).retryFailed(id),
    remove: async (queue, idPrefix) => lane(queue).remove(idPrefix),
    onProgress: (queue, listener) => lane(queue).onProgress(listener),
    drain: (queue) => lane(queue).drain(),
    close: async () => {
      for (const each of lanes.values()) each.close();
      await Promise.all([...consumers].map((consumer) => consumer.stop(STOP_LIMIT_MS)));
    },
  };
}
