import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RedisServer, service, startRedis } from '../services.js';
import { recorded, underWay, writeEnquiries, writePeople } from './enquiries.js';
import { childrenOf, type Ended, type Running, run, scratch, start } from './program.js';

/** Enough for the scan to be under way when processes are killed, and few enough to be quick. */
const MESSAGES = 3_000;

const folder = scratch();
const data = (name: string): string => join(folder.path, name);
const SCAN = ['scan', 'mail.mbox', '--roster', 'people.csv', '--format', 'jsonl'];
let undisturbed: string;

beforeAll(async () => {
  writeEnquiries(folder.path, 'mail.mbox', MESSAGES);
  writePeople(folder.path);
  undisturbed = (await run([...SCAN, '--ephemeral'], folder.path)).stdout;
  expect(undisturbed.trimEnd().split('\n')).toHaveLength(MESSAGES / 10);
}, 120_000);

afterAll(() => folder.dispose());

/** Kills a child with -9 whenever one is there, `times` times, until the scan has ended. */
async function killChildren(scan: Running, times: number): Promise<number> {
  let killed = 0;
  let ended = false;
  const over = scan.ended.then(() => {
    ended = true;
  });
  while (!ended && killed < times) {
    const child = childrenOf(scan.process.pid!).at(killed % 2 === 0 ? 0 : -1);
    if (child !== undefined) {
      process.kill(child, 'SIGKILL');
      killed += 1;
    }
    // Waits for the pool to notice, not for a time: the child leaves the kernel's list when reaped.
    await Promise.race([over, gone(child)]);
  }
  return killed;
}

async function gone(pid: number | undefined): Promise<void> {
  for (;;) {
    await new Promise((turn) => setImmediate(turn));
    if (pid === undefined) return;
    try {
      if (/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) continue;
    } catch {
      return;
    }
  }
}

function expectWhole(ended: Ended): void {
  expect(ended.stderr).toContain(`${MESSAGES.toLocaleString('en-GB')} messages`);
  expect(ended.stdout).toBe(undisturbed);
  expect(ended.code).toBe(0);
}

describe('the local queue', () => {
  it('loses and doubles nothing when children are killed in mid-scan', async () => {
    const scan = start([...SCAN, '--data-dir', 'killed'], folder.path);
    expect(await killChildren(scan, 6)).toBeGreaterThan(0);
    expectWhole(await scan.ended);
  }, 120_000);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops on %s within 10 s, and a later run takes up what is left',
    async (name) => {
      // One reading process, however many cores: most is left when the first batch is recorded.
      const args = [...SCAN, '--data-dir', name, '--jobs', '1'];
      const scan = start(args, folder.path);
      await underWay(data(name));
      const began = performance.now();
      scan.process.kill(name);
      const stopped = await scan.ended;
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(stopped).toMatchObject({ code: name === 'SIGINT' ? 130 : 143, stdout: '' });
      expect(stopped.stderr).toMatch(/Stopped after [\d,]+ messages/);
      const before = await recorded(data(name));
      expect(before).toBeGreaterThan(0);
      expect(before).toBeLessThan(MESSAGES);
      const again = await run(args, folder.path);
      expectWhole(again);
      expect(again.stderr).toContain(`${MESSAGES - before} of them new since the last scan`);
    },
    120_000,
  );

  it('goes on after the whole scan was killed with -9', async () => {
    const args = [...SCAN, '--data-dir', 'scan-killed'];
    const scan = start(args, folder.path);
    await underWay(data('scan-killed'));
    scan.process.kill('SIGKILL');
    await scan.ended;
    expectWhole(await run(args, folder.path));
  }, 120_000);
});

const redis = service('redis-server', 'valkey-server');

describe.skipIf(redis === null)('the Redis queue', () => {
  let server: RedisServer;
  beforeAll(async () => {
    server = await startRedis(redis!, false);
  });
  afterAll(() => server.close());

  it('loses and doubles nothing when children are killed in mid-scan', async () => {
    const scan = start([...SCAN, '--data-dir', 'redis-killed'], folder.path, {
      REDIS_URL: server.url,
    });
    expect(await killChildren(scan, 6)).toBeGreaterThan(0);
    expectWhole(await scan.ended);
  }, 120_000);

  it('loses and doubles nothing when a worker process is killed in mid-scan', async () => {
    const env = { REDIS_URL: server.url };
    const workers = [1, 2].map(() =>
      start(['worker', 'analysis', '--jobs', '1'], folder.path, env),
    );
    const scan = start([...SCAN, '--data-dir', 'redis-worker', '--jobs', '0'], folder.path, env);
    await underWay(data('redis-worker'));
    workers[0]!.process.kill('SIGKILL');
    // Asked in the same breath, since the other worker goes on.
    expect(scan.process.exitCode).toBeNull();
    const ended = await scan.ended;
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(workers.map((w) => w.ended));
    expectWhole(ended);
  }, 120_000);

  it('loses and doubles nothing when Redis forgets everything in mid-scan', async () => {
    const env = { REDIS_URL: server.url };
    const scan = start([...SCAN, '--data-dir', 'redis-emptied'], folder.path, env);
    await underWay(data('redis-emptied'));
    await server.stop();
    await server.start(); // without persistence: empty
    expectWhole(await scan.ended);
  }, 120_000);
});
