import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EnvironmentError, UsageError } from '../../src/model/errors.js';
import { type BullQueueOptions, createBullQueue } from '../../src/queue/bullmq.js';
import type { JobQueue } from '../../src/queue/job-queue.js';
import { freePort, type RedisServer, service, startRedis } from '../services.js';
import { testJobQueue } from './contract.js';
import { inTime, signal, until } from './waiting.js';

const redisServer = service('redis-server', 'valkey-server');
const WORKER = new URL('./children/bull-consumer.mjs', import.meta.url);

async function message(worker: ChildProcess): Promise<unknown> {
  const [first] = await once(worker, 'message');
  return first;
}

const open: JobQueue[] = [];
function bull(options: BullQueueOptions): JobQueue {
  const queue = createBullQueue(options);
  open.push(queue);
  return queue;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((queue) => queue.close()));
});

describe.skipIf(redisServer === null)('with a server', () => {
  let redis: RedisServer;
  let prefixes = 0;
  beforeAll(async () => {
    redis = await startRedis(redisServer!, false);
  });
  afterAll(() => redis.close());

  testJobQueue('bullmq', async (limits) => {
    prefixes += 1;
    return createBullQueue({ ...limits, url: redis.url, prefix: `test-${prefixes}` });
  });

  test('two installations on one server do not see each other', async () => {
    const [one, other] = ['one', 'other'].map((prefix) => bull({ url: redis.url, prefix }));
    await one!.submit('review', { id: 'a', data: 1, priority: 1 });
    expect(await one!.depth('review')).toBe(1);
    expect(await other!.depth('review')).toBe(0);
  });

  test('a job is done by another when its worker is killed, within 9 s', async () => {
    const notices: string[] = [];
    const options = { url: redis.url, prefix: 'taken-over' };
    const queue = bull({ ...options, onNotice: (sentence) => notices.push(sentence) });
    const worker = fork(WORKER, [redis.url, 'hold']);
    try {
      await queue.submit('analysis', { id: 'batch:1', data: { n: 1 }, priority: 5 });
      expect(await message(worker)).toEqual({ took: 'batch:1' });
    } finally {
      worker.kill('SIGKILL');
    }
    const taken = signal<{ id: string; data: unknown; attempt: number }>();
    queue.consume('analysis', async (job) => taken.give(job), { concurrency: 1 });
    const job = await inTime('the job of the killed worker', taken.promise, 9_000);
    expect(job).toMatchObject({ id: 'batch:1', data: { n: 1 }, attempt: 1 });
    await inTime('drain', queue.drain('analysis'), 5_000);
    expect(notices.join()).toContain('job batch:1 lost its worker');
  });
});

describe.skipIf(redisServer === null)('with a server that comes and goes', () => {
  /** Does 30 jobs and takes the server away at the tenth; gives which jobs were done. */
  async function outage(
    durable: boolean,
    whenBack: (queue: JobQueue, submitAll: () => Promise<void>) => Promise<void>,
  ): Promise<{ done: Set<string>; notices: string[] }> {
    const redis = await startRedis(redisServer!, durable);
    const notices: string[] = [];
    const queue = bull({ url: redis.url, depth: 50, onNotice: (each) => notices.push(each) });
    const done = new Set<string>();
    const tenth = signal();
    const work = async ({ id }: { id: string }): Promise<void> => {
      done.add(id);
      if (done.size === 10) tenth.give();
      await queue.depth('analysis');
    };
    const submitAll = async (): Promise<void> => {
      for (let n = 0; n < 30; n += 1) {
        if (!done.has(`job ${n}`))
          await queue.submit('analysis', { id: `job ${n}`, data: n, priority: 5 });
      }
    };
    try {
      await submitAll();
      queue.consume('analysis', work, { concurrency: 2 });
      await inTime('ten jobs', tenth.promise, 5_000);
      await redis.stop();
      await redis.start();
      await whenBack(queue, submitAll);
      await until('all jobs are done', () => done.size === 30, 15_000);
      await inTime('drain', queue.drain('analysis'), 15_000);
      expect(await queue.failed()).toEqual([]);
      return { done, notices };
    } finally {
      await queue.close();
      await redis.close();
    }
  }

  test('nothing is lost when a durable one restarts, and the outage is told once', async () => {
    const { done, notices } = await outage(true, async () => {});
    expect(done.size).toBe(30);
    expect(notices.filter((each) => /is lost/.test(each))).toHaveLength(1);
    expect(notices.filter((each) => /is back/.test(each))).toHaveLength(1);
  });

  test('what a forgetful one lost can be handed in again', async () => {
    const { done } = await outage(false, async (_, submitAll) => submitAll());
    expect(done.size).toBe(30);
  });

  test('submitting waits the outage out', async () => {
    const redis = await startRedis(redisServer!, true);
    try {
      const queue = bull({ url: redis.url });
      await queue.ready();
      await redis.stop();
      const late = queue.submit('analysis', { id: 'late', data: null, priority: 1 });
      await redis.start();
      await inTime('the submission', late, 5_000);
      expect(await queue.depth('analysis')).toBe(1);
    } finally {
      await redis.close();
    }
  });

  test('submitting waits until a full one has room again', async () => {
    const redis = await startRedis(redisServer!, false);
    const admin = new Redis(redis.url);
    try {
      const full = signal<string>();
      const queue = bull({ url: redis.url, onNotice: full.give });
      await queue.submit('analysis', { id: 'a', data: null, priority: 1 });
      await admin.config('SET', 'maxmemory', '1');
      const late = queue.submit('analysis', { id: 'b', data: null, priority: 1 });
      const notice = await inTime('the notice', full.promise, 5_000);
      expect(notice).toMatch(/^Redis takes no jobs now, waiting: OOM/);
      await admin.config('SET', 'maxmemory', '0');
      await inTime('the submission', late, 5_000);
      expect(await queue.depth('analysis')).toBe(2);
    } finally {
      admin.disconnect();
      await redis.close();
    }
  });

  test('closing does not wait for its return', async () => {
    const redis = await startRedis(redisServer!, true);
    const worker = fork(WORKER, [redis.url, 'idle']);
    try {
      await message(worker);
      const queue = bull({ url: redis.url });
      queue.consume('analysis', async () => {}, { concurrency: 1 });
      await queue.depth('analysis');
      await redis.stop();
      const waiting = queue.submit('analysis', { id: 'a', data: null, priority: 1 });
      const refused = expect(waiting).rejects.toThrow(EnvironmentError);
      await inTime('close', queue.close(), 4_000);
      await refused;
      // Nor is its process held up by anything left behind.
      worker.send('close');
      expect(await inTime('the end of the worker', once(worker, 'close'), 5_000)).toEqual([
        0,
        null,
      ]);
    } finally {
      worker.kill('SIGKILL');
      await redis.close();
    }
  });
});

describe('without a server', () => {
  const sentence = (host: string): RegExp =>
    new RegExp(`^Redis at ${host} \\(set by REDIS_URL\\) cannot be used: .*unset REDIS_URL`);

  test('one sentence says so, whatever is asked of the queue', async () => {
    const port = await freePort();
    const queue = bull({ url: `redis://user:secret@127.0.0.1:${port}`, connectMs: 300 });
    const consumer = queue.consume('analysis', async () => {}, { concurrency: 1 });
    queue.onProgress('analysis', () => {});
    const asked = [
      queue.ready(),
      queue.submit('analysis', { id: 'a', data: null, priority: 1 }),
      queue.depth('review'),
      queue.failed(),
      queue.drain('intake'),
    ];
    for (const end of await Promise.allSettled(asked)) {
      if (end.status === 'fulfilled') throw new Error('nothing can be answered');
      expect(end.reason).toBeInstanceOf(EnvironmentError);
      expect(end.reason.message).toMatch(sentence(`127.0.0.1:${port}`));
      expect(end.reason.message).toMatch(/ECONNREFUSED/);
      expect(end.reason.message).not.toMatch(/secret/);
    }
    expect(await consumer.stop()).toBe(0);
    await inTime('close', queue.close(), 1_000);
  });

  test('a process says so and ends: nothing unhandled, nothing left running', async () => {
    const worker = fork(WORKER, [`redis://127.0.0.1:${await freePort()}`, 'hold'], {
      stdio: 'pipe',
    });
    let printed = '';
    worker.stderr?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    const said = message(worker);
    expect(await inTime('the end', once(worker, 'close'), 10_000)).toEqual([0, null]);
    expect(await said).toEqual({ error: expect.stringMatching(/REDIS_URL/) });
    expect(printed).toBe('');
  });

  test('a port where something else listens, or nothing answers, is told too', async () => {
    const dumb = createServer(() => {}).listen(0, '127.0.0.1');
    await once(dumb, 'listening');
    const address = dumb.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const queue = bull({ url: `redis://127.0.0.1:${address.port}`, connectMs: 200 });
    await expect(queue.ready()).rejects.toThrow(/cannot be used: no answer/);
    dumb.close();
  });

  test.skipIf(redisServer === null)(
    'a refused password is told at once, and not printed',
    async () => {
      const redis = await startRedis(redisServer!, false);
      const admin = new Redis(redis.url);
      try {
        await admin.config('SET', 'requirepass', 'right');
        const wrong = bull({ url: redis.url.replace('//', '//:wrong@'), connectMs: 20_000 });
        const error = await inTime('the refusal', wrong.ready().catch(String), 5_000);
        expect(error).toMatch(/WRONGPASS/);
        expect(error).not.toMatch(/wrong@/);
        const right = bull({ url: redis.url.replace('//', '//:right@') });
        expect(await right.depth('analysis')).toBe(0);
        await right.close();
      } finally {
        admin.disconnect();
        await redis.close();
      }
    },
  );

  test('an address that is none is a mistake in the settings', () => {
    for (const url of ['localhost:6379', 'http://localhost', 'redis', '']) {
      expect(() => createBullQueue({ url })).toThrow(UsageError);
    }
  });
});
