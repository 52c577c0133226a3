import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/queue/job-queue.js';
import { type RedisServer, service, startRedis } from '../services.js';
import { handedIn, nextLook, underWay, writeEnquiries, writePeople } from './enquiries.js';
import { childrenOf, type Running, run, scratch, start as startProgram } from './program.js';

/** A scan that takes many seconds in one reading process, and one that is a single batch. */
const MANY = 3_000;
const FEW = 20;
/** More batches than the queue takes while nobody reads. */
const VAST = DEFAULT_LIMITS.depth * 100 + 300;

const folder = scratch();
const scanOf = (mailbox: string, dataDir: string, ...more: string[]): string[] => [
  ...['scan', mailbox, '--roster', 'people.csv', '--format', 'jsonl'],
  ...['--data-dir', dataDir, ...more],
];

beforeAll(() => {
  writeEnquiries(folder.path, 'many.mbox', MANY);
  writeEnquiries(folder.path, 'few.mbox', FEW);
  writeEnquiries(folder.path, 'brief.mbox', MANY, 1);
  writeEnquiries(folder.path, 'vast.mbox', VAST, 1);
  writePeople(folder.path);
});

afterAll(() => folder.dispose());

const started: Running[] = [];

const start: typeof startProgram = (...how) => {
  const program = startProgram(...how);
  started.push(program);
  return program;
};

/** A test that fails half-way leaves nothing running. */
afterEach(() => {
  for (const { process: left } of started.splice(0)) left.kill('SIGKILL');
});

/** How many findings there are in jsonl, each counted once. */
const distinct = (jsonl: string): number => new Set(jsonl.trimEnd().split('\n')).size;

/** Resolves when a worker's reading process is there: it has taken a job. */
async function atWork(worker: Running): Promise<void> {
  while (childrenOf(worker.process.pid!).length === 0) {
    await nextLook();
  }
}

async function end(...programs: Running[]): Promise<void> {
  for (const each of programs) each.process.kill('SIGTERM');
  await Promise.all(programs.map((each) => each.ended));
}

it('a small scan beside a huge one is done first, with the local queue', async () => {
  const huge = start(scanOf('many.mbox', 'store', '--jobs', '1'), folder.path);
  await underWay(join(folder.path, 'store'));
  const small = await run(scanOf('few.mbox', 'store', '--jobs', '1'), folder.path);
  expect(huge.process.exitCode).toBeNull();
  expect(small.code).toBe(0);
  expect(distinct(small.stdout)).toBe(FEW / 10);
  await end(huge);
}, 120_000);

const redis = service('redis-server', 'valkey-server');

describe.skipIf(redis === null)('the Redis queue', () => {
  let server: RedisServer;
  let env: NodeJS.ProcessEnv;
  const worker = (stage: string, ...more: string[]): Running =>
    start(['worker', stage, ...more], folder.path, env);
  beforeAll(async () => {
    server = await startRedis(redis!, false);
    env = { REDIS_URL: server.url };
  });
  afterAll(() => server.close());

  it('a small scan beside a huge one is done first, by the same worker', async () => {
    const reader = worker('analysis', '--jobs', '1');
    const huge = start(scanOf('many.mbox', 'shared', '--jobs', '0'), folder.path, env);
    await underWay(join(folder.path, 'shared'));
    const small = await run(scanOf('few.mbox', 'shared', '--jobs', '0'), folder.path, env);
    expect(huge.process.exitCode).toBeNull();
    expect(small.code).toBe(0);
    expect(distinct(small.stdout)).toBe(FEW / 10);
    await end(huge, reader);
  }, 120_000);

  it('a worker killed with -9 ten times in one scan loses and doubles nothing', async () => {
    const began = performance.now();
    await run(scanOf('brief.mbox', 'alone', '--jobs', '1'), folder.path);
    const undisturbed = performance.now() - began;
    const steady = worker('analysis', '--jobs', '1');
    const scan = start(scanOf('brief.mbox', 'killed', '--jobs', '0'), folder.path, env);
    await underWay(join(folder.path, 'killed'));
    steady.process.kill('SIGSTOP'); // something is left for those that are killed
    for (const _round of [1, 2]) {
      const victims = [1, 2, 3, 4, 5].map(() => worker('analysis', '--jobs', '1'));
      await Promise.all(victims.map(atWork));
      for (const victim of victims) victim.process.kill('SIGKILL');
      await Promise.all(victims.map((victim) => victim.ended));
    }
    const lastKill = performance.now();
    steady.process.kill('SIGCONT');
    const { code, stdout } = await scan.ended;
    // What is left takes as long as it takes; what was lost is taken over in less than ten seconds.
    expect(performance.now() - lastKill).toBeLessThan(10_000 + 2 * undisturbed);
    expect(code).toBe(0);
    expect(distinct(stdout)).toBe(MANY / 10);
    await end(steady);
  }, 180_000);

  it('sources are taken in by a worker of their own, and by another when it is killed', async () => {
    const [dataDir, intake] = [join(folder.path, 'apart'), ['--data-dir', 'apart']];
    const first = worker('intake', ...intake);
    const args = scanOf('vast.mbox', 'apart', '--jobs', '0', '--no-intake');
    const scan = start(args, folder.path, env);
    // Nobody reads yet: the queue fills up, and intake waits in the middle of its work.
    while ((await handedIn(dataDir)) < DEFAULT_LIMITS.depth * 100) await nextLook();
    first.process.kill('SIGKILL');
    const others = [worker('intake', ...intake), worker('analysis', '--jobs', '2')];
    const { code, stdout } = await scan.ended;
    expect(code).toBe(0);
    expect(distinct(stdout)).toBe(VAST / 10);
    await end(...others);
  }, 120_000);

  it('an ephemeral scan keeps out of Redis and says so', async () => {
    const { code, stderr } = await run(['scan', 'few.mbox', '--ephemeral'], folder.path, env);
    expect(stderr).toContain('REDIS_URL is not used');
    expect(code).toBe(0);
  }, 60_000);
});
