import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/pipeline/package-root.js';
import { openStore } from '../../src/store/open.js';
import { fillStore } from './fill-store.js';
import { sampleMessages, writeMailbox } from './make-mailbox.js';

/**
 * `npm run bench:review [-- MESSAGES]`: how long the queue and a finding's page take, by themselves
 * and while `probity scan` writes to the same store. As many findings as messages.
 */
const MESSAGES = Number(process.argv[2] ?? 100_000);
const REQUESTS = 100;
const SCANNED = 20_000;

const main = join(packageRoot(), 'dist/src/cli/main.js');
const scratch = await mkdtemp(join(tmpdir(), 'probity-bench-'));
const data = join(scratch, 'data');

/** Addresses that a reader's day is made of. */
const QUEUE = [
  '/',
  '/?page=2',
  '/?set=1&state=waiting&category=procedure&category=secrecy',
  '/?set=1&state=waiting&severity=high&layer=learned',
  '/?set=1&state=waiting&clause=2007+protocol+%C2%B64',
  '/?q=leaflet+quietly',
  '/?person=person9%40fenwick.example',
  '/?sort=newest',
  '/?page=40',
  '/?from=2023-06-01&until=2023-09-01',
];

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** What the app says when it listens: the link that signs in. */
function linkOf(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    app.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const link = /http:\S+token=\S+/.exec(said)?.[0];
      if (link !== undefined) resolve(link);
    });
    app.once('close', () => reject(new Error(said)));
  });
}

async function signIn(link: string): Promise<{ origin: string; cookie: string }> {
  const cookieOf = (answer: Response): string =>
    answer.headers
      .getSetCookie()
      .map((it) => it.split(';')[0])
      .join('; ');
  const shown = await fetch(link);
  const csrf = /name="_csrf" value="([^"]+)"/.exec(await shown.text())?.[1] ?? '';
  const url = new URL(link);
  const done = await fetch(`${url.origin}/sign-in/link`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: cookieOf(shown) },
    body: new URLSearchParams({ _csrf: csrf, token: url.searchParams.get('token') ?? '' }),
  });
  return { origin: url.origin, cookie: cookieOf(done) };
}

interface Visitor {
  readonly origin: string;
  readonly cookie: string;
}

async function timed(
  { origin, cookie }: Visitor,
  path: string,
): Promise<{ ms: number; html: string }> {
  const began = performance.now();
  const answer = await fetch(origin + path, { headers: { cookie } });
  const html = await answer.text();
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return { ms: performance.now() - began, html };
}

function told(name: string, times: number[]): void {
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(0);
  console.log(`${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, slowest ${at(0.999)} ms`);
}

async function measure(visitor: Visitor, when: string): Promise<void> {
  const queue: number[] = [];
  const findings: number[] = [];
  for (let n = 0; n < REQUESTS; n += 1) {
    const { ms, html } = await timed(visitor, QUEUE[n % QUEUE.length]!);
    queue.push(ms);
    const hrefs = [...html.matchAll(/href="(\/findings\/[^"]+)"/g)].map(([, it]) => it!);
    const href = hrefs[n % hrefs.length];
    if (href === undefined) continue;
    const page = await timed(visitor, href.replaceAll('&amp;', '&'));
    if (!page.html.includes('Who is who')) throw new Error(`${href} does not show its message`);
    findings.push(page.ms);
  }
  told(`queue, ${when}`, queue);
  told(`finding, ${when}`, findings);
}

await mkdir(data);
const store = await openStore({ path: join(data, 'probity.db') });
await fillStore(store, MESSAGES, join(scratch, 'mail.eml'));
await store.close();
const mailbox = join(scratch, 'more.mbox');
await writeMailbox(mailbox, await sampleMessages(join(packageRoot(), 'samples'), scratch), SCANNED);
const app = start(['review', '--port', '0', '--data-dir', data]);
try {
  const visitor = await signIn(await linkOf(app));
  await measure(visitor, 'nothing else running');
  const scan = start(['scan', mailbox, '--data-dir', data, '--no-progress', '--jobs', '2']);
  await measure(visitor, 'during a scan');
  console.log(scan.exitCode === null ? 'The scan was still running.' : 'The scan had ended.');
  scan.kill('SIGTERM');
} finally {
  app.kill('SIGTERM');
  if (existsSync(scratch))
    await rm(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}
