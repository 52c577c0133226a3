import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { purge } from '../../src/pipeline/purge.js';
import { analysisJobId } from '../../src/pipeline/submit-batch.js';
import { openQueue, openWorkspace } from '../../src/pipeline/workspace.js';
import { service, startRedis } from '../services.js';
import { newFolder } from './mail.js';

const program = service('redis-server', 'valkey-server');

/** Every key and value of the server that holds these words. */
async function traces(redis: Redis, words: string): Promise<string[]> {
  const found: string[] = [];
  for (const key of await redis.keys('*')) {
    const dumped = await redis.dumpBuffer(key);
    if (key.includes(words) || dumped?.includes(words)) found.push(key);
  }
  return found;
}

test.skipIf(program === null)('a purged case leaves no job and no key in Redis', async () => {
  const server = await startRedis(program!, false);
  const dataDir = join(newFolder(), 'data');
  const settings = { dataDir, key: '', redisUrl: server.url, queuePrefix: 'p', sharedFiles: true };
  const workspace = await openWorkspace(settings, false);
  const queue = await openQueue(settings, () => {});
  const redis = new Redis(server.url);
  const { store } = workspace;
  const scanOf = { sources: ['x'], roster: '', protocol: 'protocol-2007', analysisKey: 'k' };
  const ids: string[] = [];
  for (const name of ['gone', 'kept']) {
    const { id } = await store.ensureCase({ name });
    const scan = await store.startScan(id, scanOf);
    ids.push(scan.id);
    for (const batch of [1, 2]) {
      const job = {
        id: analysisJobId(scan.id, batch),
        data: { words: `words of ${name}` },
        priority: 1,
      };
      await queue.submit('analysis', job);
      await queue.submit('review', job);
    }
  }
  const [gone = '', kept = ''] = ids;
  expect((await traces(redis, gone)).length).toBeGreaterThan(0);
  const { id } = (await store.oversight.caseNamed('gone'))!;
  const proof = await purge(id, 'k.osei', '2026-03-02T09:00:00Z', workspace, queue);
  expect(proof).toMatchObject({ jobs: 4, jobsLeft: 0, isClean: true });
  const left = await traces(redis, gone);
  // BullMQ's stream of events names the numbers of jobs until it is trimmed: no words, no addresses.
  expect(left.filter((key) => !key.endsWith(':events'))).toEqual([]);
  expect(await traces(redis, 'words of gone')).toEqual([]);
  expect((await traces(redis, 'words of kept')).length).toBeGreaterThan(0);
  expect(await queue.depth('analysis')).toBe(2);
  expect((await traces(redis, kept)).length).toBeGreaterThan(0);
  redis.disconnect();
  await queue.close();
  await workspace.close();
  await server.close();
});
