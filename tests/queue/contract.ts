import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EnvironmentError, UsageError } from '../../src/model/errors.js';
import type { JobQueue, QueueLimits } from '../../src/queue/job-queue.js';
import { inTime, signal } from './waiting.js';

/** Short waits, so that the tests are quick; everything else as in use. */
const LIMITS: QueueLimits = { depth: 20, attempts: 3, backoffMs: 40 };

/**
 * What both transports must do.
 * @param open gives a new, empty queue; the suite closes it
 */
export function testJobQueue(
  transport: string,
  open: (limits: QueueLimits) => Promise<JobQueue>,
): void {
  describe(`the queue contract, ${transport}`, () => {
    let queue: JobQueue;
    beforeEach(async () => {
      queue = await open(LIMITS);
    });
    afterEach(() => queue.close());

    const submit = (id: string, priority = 10, data: unknown = null): Promise<void> =>
      queue.submit('analysis', { id, data, priority });

    test('is ready', async () => {
      await queue.ready();
      expect(await queue.depth('analysis')).toBe(0);
      expect(await queue.failed()).toEqual([]);
    });

    test('hands data on and forgets the job when it is done', async () => {
      const data = {
        scanId: 's',
        batch: 1,
        refs: [{ path: 'a/b.mbox', offset: 12 }],
        word: 'ŵ“–”',
      };
      const seen = signal<unknown>();
      queue.consume('analysis', async (job) => seen.give(job), { concurrency: 1 });
      await submit('scan:7 / 1', 5, data);
      expect(await inTime('the job', seen.promise, 5_000)).toMatchObject({
        id: 'scan:7 / 1',
        data,
        attempt: 1,
      });
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(await queue.depth('analysis')).toBe(0);
    });

    test('does the most urgent first and equals in the order they came', async () => {
      const asked: [string, number][] = [
        ['late', 1_000_000],
        ['b1', 50],
        ['b2', 50],
        ['first', 1],
        ['beyond', 9_000_000],
        ['b3', 50],
        ['12', 50],
      ];
      for (const [id, priority] of asked) await submit(id, priority);
      const order: string[] = [];
      const record = async ({ id }: { id: string }): Promise<void> => {
        order.push(id);
      };
      queue.consume('analysis', record, { concurrency: 1 });
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(order).toEqual(['first', 'b1', 'b2', 'b3', '12', 'late', 'beyond']);
    });

    test('keeps the queues apart', async () => {
      const seen: string[] = [];
      await queue.submit('review', { id: 'same', data: 'r', priority: 1 });
      await queue.submit('intake', { id: 'same', data: 'i', priority: 1 });
      const note = async (job: { data: string }): Promise<void> => {
        seen.push(job.data);
      };
      queue.consume<string>('review', note, { concurrency: 1 });
      await inTime('drain', queue.drain('review'), 5_000);
      expect(seen).toEqual(['r']);
      expect(await queue.depth('intake')).toBe(1);
    });

    test('takes the same id for the same job while it waits, runs, is retried or has failed', async () => {
      let done = 0;
      const running = signal();
      const finish = signal();
      await submit('twice');
      await submit('twice');
      expect(await queue.depth('analysis')).toBe(1);
      const work = async ({ id }: { id: string }): Promise<void> => {
        done += 1;
        if (id === 'bad') throw new Error('bad');
        running.give();
        await finish.promise;
      };
      queue.consume('analysis', work, { concurrency: 2 });
      await inTime('the start', running.promise, 5_000);
      await submit('twice');
      finish.give();
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(done).toBe(1);
      await submit('bad');
      await inTime('drain', queue.drain('analysis'), 5_000);
      await submit('bad');
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(done).toBe(1 + LIMITS.attempts);
      await submit('twice'); // done before: a new job
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(done).toBe(2 + LIMITS.attempts);
    });

    test('runs as many at a time as asked, and not more', async () => {
      let running = 0;
      let most = 0;
      const three = signal();
      const work = async (): Promise<void> => {
        running += 1;
        most = Math.max(most, running);
        if (running === 3) three.give();
        await inTime('three at a time', three.promise, 5_000);
        await queue.depth('analysis'); // a way there and back, in which a fourth could begin
        running -= 1;
      };
      for (let n = 0; n < 12; n += 1) await submit(`job ${n}`);
      queue.consume('analysis', work, { concurrency: 3 });
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(most).toBe(3);
    });

    test('tries again with growing waits, then keeps the failed job with its reason', async () => {
      const tries: { attempt: number; at: number }[] = [];
      const work = async ({ attempt }: { attempt: number }): Promise<void> => {
        tries.push({ attempt, at: performance.now() });
        throw new Error(`no. ${attempt} went wrong`);
      };
      queue.consume('analysis', work, { concurrency: 1 });
      await submit('poor');
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(tries.map((each) => each.attempt)).toEqual([1, 2, 3]);
      const gaps = tries.slice(1).map((each, n) => each.at - tries[n]!.at);
      // A millisecond off for clocks that round.
      expect(gaps[0]).toBeGreaterThanOrEqual(LIMITS.backoffMs - 1);
      expect(gaps[1]).toBeGreaterThanOrEqual(2 * LIMITS.backoffMs - 1);
      const poor = { queue: 'analysis', id: 'poor', reason: 'no. 3 went wrong', attempts: 3 };
      expect(await queue.failed()).toEqual([poor]);
      expect(await queue.failed('analysis')).toEqual([poor]);
      expect(await queue.failed('review')).toEqual([]);
      expect(await queue.depth('analysis')).toBe(0);
    });

    test('counts a job that succeeds at a later try as done', async () => {
      const work = async ({ attempt }: { attempt: number }): Promise<void> => {
        if (attempt < 3) throw new Error('not yet');
      };
      queue.consume('analysis', work, { concurrency: 1 });
      await submit('slow learner');
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(await queue.failed()).toEqual([]);
    });

    test('gives one failed job all its tries back', async () => {
      let broken = true;
      const attempts: number[] = [];
      const work = async ({ id, attempt }: { id: string; attempt: number }): Promise<void> => {
        if (broken) throw new Error('the disk is full');
        if (id === 'a') attempts.push(attempt);
      };
      queue.consume('analysis', work, { concurrency: 2 });
      await submit('a');
      await submit('b');
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect((await queue.failed()).map((job) => job.id).sort()).toEqual(['a', 'b']);
      broken = false;
      await queue.retryFailed('analysis', 'a');
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(attempts).toEqual([1]);
      expect((await queue.failed()).map((job) => job.id)).toEqual(['b']);
      const unknown = queue.retryFailed('analysis', 'never heard of');
      await expect(unknown).rejects.toThrow(UsageError);
    });

    test('makes a submitter wait while the queue is full', async () => {
      for (let n = 0; n < LIMITS.depth; n += 1) await submit(`job ${n}`);
      let letIn = false;
      const late = submit('one too many').then(() => {
        letIn = true;
      });
      await submit('job 3'); // known: nothing to wait for
      expect(await queue.depth('analysis')).toBe(LIMITS.depth);
      expect(letIn).toBe(false);
      const hold = signal();
      queue.consume('analysis', () => hold.promise, { concurrency: 1 });
      await inTime('room for one more', late, 5_000);
      expect(await queue.depth('analysis')).toBeLessThanOrEqual(LIMITS.depth);
      hold.give();
      await inTime('drain', queue.drain('analysis'), 5_000);
    });

    test('never holds more than its depth, however fast jobs come', async () => {
      let seen = 0;
      let deepest = 0;
      const work = async (): Promise<void> => {
        seen += 1;
        deepest = Math.max(deepest, await queue.depth('analysis'));
      };
      queue.consume('analysis', work, { concurrency: 2 });
      for (let n = 0; n < 100; n += 1) await submit(`job ${n}`);
      await inTime('drain', queue.drain('analysis'), 10_000);
      expect(seen).toBe(100);
      expect(deepest).toBeLessThanOrEqual(LIMITS.depth);
    });

    test('tells how far a job is', async () => {
      const heard = signal<unknown>();
      const stop = queue.onProgress('analysis', (progress) => heard.give(progress));
      const work = async (job: { progress(done: number): Promise<void> }): Promise<void> => {
        // Progress is best effort: whoever begins to listen hears from then on.
        let waiting = true;
        void heard.promise.then(() => {
          waiting = false;
        });
        while (waiting) await job.progress(42).then(() => queue.depth('analysis'));
      };
      queue.consume('analysis', work, { concurrency: 1 });
      await submit('scan:1');
      expect(await inTime('progress', heard.promise, 5_000)).toEqual({ id: 'scan:1', done: 42 });
      stop();
      await inTime('drain', queue.drain('analysis'), 5_000);
    });

    test('removes the jobs of one scan, and only those', async () => {
      const work = async ({ id }: { id: string }): Promise<void> => {
        if (id.startsWith('scan:1:bad')) throw new Error('bad');
      };
      const consumer = queue.consume('analysis', work, { concurrency: 1 });
      await submit('scan:1:bad');
      await inTime('drain', queue.drain('analysis'), 5_000);
      await consumer.stop();
      for (const id of ['scan:1:1', 'scan:1:2', 'scan:12:1']) await submit(id);
      expect(await queue.remove('analysis', 'scan:1:')).toBe(3);
      expect(await queue.depth('analysis')).toBe(1);
      expect(await queue.failed()).toEqual([]);
      queue.consume('analysis', work, { concurrency: 1 });
      await inTime('drain', queue.drain('analysis'), 5_000);
    });

    test('stops a consumer after its running job and before the next', async () => {
      const done: string[] = [];
      const started = signal();
      const finish = signal();
      const work = async ({ id }: { id: string }): Promise<void> => {
        started.give();
        await finish.promise;
        done.push(id);
      };
      const consumer = queue.consume('analysis', work, { concurrency: 1 });
      await submit('one');
      await inTime('the start', started.promise, 5_000);
      await submit('two');
      const stopping = consumer.stop();
      finish.give();
      expect(await inTime('the stop', stopping, 5_000)).toBe(0);
      expect(done).toEqual(['one']);
      expect(await queue.depth('analysis')).toBe(1);
      queue.consume('analysis', work, { concurrency: 1 });
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(done).toEqual(['one', 'two']);
    });

    test('does not wait for ever for a job that does not end', async () => {
      const started = signal();
      const never = signal();
      const work = (): Promise<void> => {
        started.give();
        return never.promise;
      };
      const consumer = queue.consume('analysis', work, { concurrency: 1 });
      await submit('endless');
      await inTime('the start', started.promise, 5_000);
      expect(await inTime('the stop', consumer.stop(50), 2_000)).toBe(1);
      never.give();
    });

    test('waits for running jobs when it drains', async () => {
      let ended = false;
      const started = signal();
      const finish = signal();
      const work = async (): Promise<void> => {
        started.give();
        await finish.promise;
        ended = true;
      };
      queue.consume('analysis', work, { concurrency: 1 });
      await submit('one');
      await inTime('the start', started.promise, 5_000);
      const drained = queue.drain('analysis').then(() => ended);
      finish.give();
      expect(await inTime('drain', drained, 5_000)).toBe(true);
    });

    test('closed, it lets go of whoever waits for it and takes nothing more', async () => {
      for (let n = 0; n < LIMITS.depth; n += 1) await submit(`job ${n}`);
      const waiting = [submit('one too many'), queue.drain('analysis')];
      const ends = Promise.allSettled(waiting);
      await inTime('close', queue.close(), 2_000);
      for (const end of await inTime('the ends', ends, 2_000)) {
        expect(end).toMatchObject({ status: 'rejected', reason: expect.any(EnvironmentError) });
      }
      await expect(submit('late')).rejects.toThrow(EnvironmentError);
      await queue.close();
    });

    test('lets a small scan pass a huge one', async () => {
      const order: string[] = [];
      const begun = signal();
      const small = signal();
      const work = async ({ id }: { id: string }): Promise<void> => {
        order.push(id);
        begun.give();
        await small.promise;
      };
      for (let n = 0; n < LIMITS.depth - 1; n += 1) await submit(`huge ${n}`, 100_000);
      queue.consume('analysis', work, { concurrency: 1 });
      await inTime('the huge scan has begun', begun.promise, 5_000);
      await submit('small', 60);
      small.give();
      await inTime('drain', queue.drain('analysis'), 5_000);
      expect(order.indexOf('small')).toBe(1);
    });
  });
}
