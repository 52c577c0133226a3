import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/pipeline/package-root.js';
import { sampleMessages, writeMailbox } from './make-mailbox.js';
import { watchProcesses } from './watch-processes.js';

/**
 * `npm run bench [-- MESSAGES [ROUNDS]]`: a whole scan, through the default queue and store, beside
 * two bare loops that only parse the same messages. Rounds interleave the three, so that a busy
 * machine is busy for all of them; the median of the rounds counts.
 */
const MESSAGES = Number(process.argv[2] ?? 5_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const JOBS = 2;

const root = packageRoot();
const compiled = join(root, 'dist');
const samples = join(root, 'samples');
const scratch = await mkdtemp(join(tmpdir(), 'probity-bench-'));

interface Run {
  readonly ms: number;
  readonly peakMb: number;
  readonly cpuMs: number;
  readonly said: string;
}

async function run(script: string, args: readonly string[], env = {}): Promise<Run> {
  const start = performance.now();
  const child = spawn(process.execPath, [join(compiled, script), ...args], {
    env: { ...process.env, REDIS_URL: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const watch = watchProcesses(child.pid!);
  const [said, complained] = [collect(child.stdout), collect(child.stderr)];
  const code = await exitOf(child);
  const ms = performance.now() - start;
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${complained()}`);
  return { ms, peakMb: watch.peakMb(), cpuMs: watch.cpuMs(), said: said() + complained() };
}

function collect(stream: ChildProcess['stdout']): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  return () => text;
}

async function exitOf(child: ChildProcess): Promise<unknown> {
  const [code] = await once(child, 'close');
  return code;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

try {
  const mailbox = join(scratch, 'bench.mbox');
  const bytes = await writeMailbox(mailbox, await sampleMessages(samples, scratch), MESSAGES);
  print(`${MESSAGES} messages, ${Math.round(bytes / MESSAGES)} bytes each, ${ROUNDS} rounds`);
  const rates = { scan: [] as number[], defaults: [] as number[], skipping: [] as number[] };
  const peaks: number[] = [];
  const cpu: number[] = [];
  let last = '';
  for (let round = 1; round <= ROUNDS; round += 1) {
    const scan = await run(
      'src/cli/main.js',
      ['scan', mailbox, '--roster', join(samples, 'roster.csv'), '--jobs', String(JOBS)].concat([
        '--timings',
        '--no-progress',
        ...['--output', join(scratch, 'findings.txt')],
      ]),
      { PROBITY_DATA_DIR: join(scratch, `data-${round}`) },
    );
    rates.scan.push((MESSAGES / scan.ms) * 1_000);
    peaks.push(scan.peakMb);
    cpu.push(scan.cpuMs / MESSAGES);
    last = scan.said;
    for (const kind of ['defaults', 'skipping'] as const) {
      const { said } = await run('tests/bench/parse-loop.js', [mailbox, kind]);
      rates[kind].push((MESSAGES / Number(said)) * 1_000);
    }
    const figures = [rates.scan, rates.defaults, rates.skipping].map((r) => Math.round(r.at(-1)!));
    print(
      `round ${round}: scan ${figures[0]}/s, mailparser ${figures[1]}/s, skipping ${figures[2]}/s`,
    );
  }
  const scan = median(rates.scan);
  print(
    `\nwhole scan, start to exit:       ${Math.round(scan)} messages/s on ${JOBS} reading processes`,
  );
  for (const [kind, wanted] of [
    ['defaults', 1.0],
    ['skipping', 0.5],
  ] as const) {
    const bare = median(rates[kind]);
    const ratio = scan / bare;
    const verdict = ratio >= wanted ? 'reached' : 'MISSED';
    print(
      `mailparser alone, ${kind.padEnd(9)}:     ${Math.round(bare)} messages/s; ratio ${ratio.toFixed(2)} (at least ${wanted.toFixed(1)}: ${verdict})`,
    );
  }
  print(
    `CPU of the scan, all processes:  ${median(cpu).toFixed(2)} ms a message (tells less of a busy machine than the rate)`,
  );
  print(`peak memory of all processes:    ${Math.max(...peaks)} MB (under 1,024)`);
  print(`\n${last.trim()}`);
} finally {
  await rm(scratch, { recursive: true, force: true });
}
