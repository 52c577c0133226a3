import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { service, startRedis } from '../services.js';
import { writeEnquiries, writePeople } from './enquiries.js';
import { run, scratch, start } from './program.js';

const folder = scratch();
const ROSTER = ['--roster', 'people.csv'];
beforeAll(async () => {
  writeEnquiries(folder.path, 'mail.mbox', 20);
  writePeople(folder.path);
  const scan = await run(['scan', 'mail.mbox', ...ROSTER, '--format', 'jsonl'], folder.path);
  expect(scan.stdout.trimEnd().split('\n')).toHaveLength(2);
}, 60_000);
afterAll(() => folder.dispose());

const MARCH = ['report', '--from', '2024-03-01', '--to', '2024-03-31'];
const FILE = 'probity-report-2024-03-01-2024-03-31';

describe('probity report', () => {
  it('writes each format, prints the paths, and names nobody', async () => {
    const args = [...MARCH, '--format', 'csv,json', '--output', 'out'];
    const { code, stdout, stderr } = await run(args, folder.path);
    expect([code, stdout]).toEqual([0, `out/${FILE}.csv\nout/${FILE}.json\n`]);
    expect(stderr).toContain('2 findings from 1 March 2024 to 31 March 2024.');
    const csv = readFileSync(join(folder.path, 'out', `${FILE}.csv`), 'utf8');
    expect(csv.trimEnd().split('\r\n')).toHaveLength(3);
    expect(csv).toContain('Officer 1');
    expect(csv).not.toMatch(/Adeyemi|fenwick\.example/);
  });

  it('asks why people are named, before it writes anything', async () => {
    const refused = await run([...MARCH, '--names', '--output', 'named'], folder.path);
    expect([refused.code, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('--reason');
    expect(existsSync(join(folder.path, 'named'))).toBe(false);
  });
});

const redisServer = service('redis-server', 'valkey-server');

describe.skipIf(redisServer === null)('probity report schedule', () => {
  it('is kept in Redis, and what is due is written by whoever runs', async () => {
    const redis = await startRedis(redisServer!, false);
    const env = { REDIS_URL: redis.url };
    const schedule = (...args: string[]) => ['report', 'schedule', ...args];
    const what = ['--last', 'month', '--format', 'csv', '--output', 'due'];
    // Due every fourth year: only the job put below is done.
    const cron = ['--cron', '0 3 29 2 *'];
    const queue = new Queue('scheduled', { connection: { url: redis.url }, prefix: 'probity' });
    try {
      const added = await run(schedule('add', 'monthly', ...cron, ...what), folder.path, env);
      expect([added.code, added.stdout]).toEqual([0, expect.stringMatching(/^monthly\t0 3 29 2 /)]);
      const [kept] = await queue.getJobSchedulers();
      await queue.add('monthly', kept!.template!.data, { removeOnComplete: true });
      const running = start(schedule('run'), folder.path, env);
      await running.says('findings from');
      running.process.kill('SIGINT');
      const { code, stdout } = await running.ended;
      expect(code).toBe(0);
      expect(stdout).toMatch(/\/due\/probity-report-.*\.csv\n$/);
      expect(existsSync(stdout.trim())).toBe(true);
      const removed = await run(schedule('remove', 'monthly'), folder.path, env);
      expect(removed.code).toBe(0);
      expect(await queue.getJobSchedulers()).toEqual([]);
    } finally {
      await queue.close();
      await redis.close();
    }
  }, 60_000);
});
