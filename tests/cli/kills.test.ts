import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open.js';
import { type RedisServer, service, startRedis } from '../services.js';
import { childrenOf, type Ended, type Running, run, scratch, start } from './program.js';

/** Enough for the scan to be under way when processes are killed, and few enough to be quick. */
const MESSAGES = 3_000;

const folder = scratch();
const SCAN = ['scan', 'mail.mbox', '--roster', 'people.csv', '--format', 'jsonl'];
let undisturbed: string;

beforeAll(async () => {
  const entries = Array.from({ length: MESSAGES }, (_, n) => {
    // Every tenth is a blind copy, so that a lost or doubled message shows in the findings.
    const bcc = n % 10 === 0 ? 'Bcc: Colin Tate <colin@fenwick.example>\n' : '';
    return `From bench@post.example Tue Mar  5 10:00:00 2024
From: Ruth Adeyemi <ruth@fenwick.example>
To: Jane Marsh <jane@fenwick.example>
${bcc}Message-ID: <m${n}@fenwick.example>
Subject: Enquiry ${n}
Date: Tue, 05 Mar 2024 10:00:00 +0000

Enquiry number ${n} is with the team. ${'The usual notes follow here. '.repeat(20)}
`;
  });
  writeFileSync(join(folder.path, 'mail.mbox'), entries.join('\n'));
  writeFileSync(
    join(folder.path, 'people.csv'),
    `name,email,role,party,title
Ruth Adeyemi,ruth@fenwick.example,officer,,Head of Planning
Jane Marsh,jane@fenwick.example,member,,Councillor
Colin Tate,colin@fenwick.example,member,,Councillor
`,
  );
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

/** How many messages the store of a data folder has recorded in its only scan so far. */
async function recorded(dataDir: string): Promise<number> {
  const path = join(folder.path, dataDir, 'probity.db');
  if (!existsSync(path)) return 0;
  const store = await openStore({ path });
  try {
    const { id } = await store.ensureCase({ name: 'default' });
    const [scan] = await store.scans(id);
    return scan === undefined ? 0 : (await store.progress(scan.id)).recorded;
  } finally {
    await store.close();
  }
}

/** Resolves when a scan has recorded its first batch: there is something to lose and to double. */
async function underWay(dataDir: string): Promise<void> {
  while ((await recorded(dataDir)) === 0) await new Promise((turn) => setTimeout(turn, 20));
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
      const args = [...SCAN, '--data-dir', name];
      const scan = start(args, folder.path);
      await underWay(name);
      const began = performance.now();
      scan.process.kill(name);
      const stopped = await scan.ended;
      expect(performance.now() - began).toBeLessThan(10_000);
      expect(stopped).toMatchObject({ code: name === 'SIGINT' ? 130 : 143, stdout: '' });
      expect(stopped.stderr).toMatch(/Stopped after [\d,]+ messages/);
      const before = await recorded(name);
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
    await underWay('scan-killed');
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
    await underWay('redis-worker');
    workers[0]!.process.kill('SIGKILL');
    expect(await recorded('redis-worker')).toBeLessThan(MESSAGES);
    const ended = await scan.ended;
    for (const worker of workers) worker.process.kill('SIGTERM');
    await Promise.all(workers.map((w) => w.ended));
    expectWhole(ended);
  }, 120_000);

  it('loses and doubles nothing when Redis forgets everything in mid-scan', async () => {
    const env = { REDIS_URL: server.url };
    const scan = start([...SCAN, '--data-dir', 'redis-emptied'], folder.path, env);
    await underWay('redis-emptied');
    await server.stop();
    await server.start(); // without persistence: empty
    expectWhole(await scan.ended);
  }, 120_000);
});
