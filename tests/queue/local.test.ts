import { expect, test } from 'vitest';
import { createLocalQueue } from '../../src/queue/local.js';
import { testJobQueue } from './contract.js';
import { inTime } from './waiting.js';

testJobQueue('local', async (limits) => createLocalQueue(limits));

test('of those that wait for room in a full queue, the most urgent is let in first', async () => {
  const queue = createLocalQueue({ depth: 1 });
  const order: string[] = [];
  const submit = (id: string, priority: number): Promise<void> =>
    queue.submit('analysis', { id, data: null, priority });
  const waiting = [submit('in', 9), submit('huge', 5_000), submit('small', 60)];
  const work = async ({ id }: { id: string }): Promise<void> => {
    order.push(id);
  };
  queue.consume('analysis', work, { concurrency: 1 });
  await inTime('all are let in', Promise.all(waiting), 1_000);
  await inTime('drain', queue.drain('analysis'), 1_000);
  expect(order).toEqual(['in', 'small', 'huge']);
  await queue.close();
});

test('a job does not run inside the call that hands it in', async () => {
  const queue = createLocalQueue();
  let ran = false;
  const work = async (): Promise<void> => {
    ran = true;
  };
  queue.consume('review', work, { concurrency: 1 });
  const submitted = queue.submit('review', { id: 'a', data: null, priority: 1 });
  expect(ran).toBe(false);
  await submitted;
  await inTime('drain', queue.drain('review'), 1_000);
  expect(ran).toBe(true);
  await queue.close();
});
