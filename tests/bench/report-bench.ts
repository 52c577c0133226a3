import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORIES } from '../../src/model/categories.js';
import { packageRoot } from '../../src/pipeline/package-root.js';
import { REPORT_FORMATS } from '../../src/report/report-formats.js';
import { openStore } from '../../src/store/open.js';
import { watchProcesses } from './watch-processes.js';

/**
 * `node dist/tests/bench/report-bench.js [FINDINGS]` after the bench's build: a store of made-up
 * findings, two to a message and a verdict on every 25th, then `probity report` in every format,
 * all at once and each alone.
 */
const FINDINGS = Number(process.argv[2] ?? 100_000);
const BATCH = 500;
const LIMIT_MS = 60_000;
const LIMIT_MB = 1_024;

const hex = (n: number): string => n.toString(16).padStart(24, '0');
const pick = <T>(list: readonly T[], n: number): T => list[n % list.length]!;
const FIRST = ['Jane', 'Piers', 'Ruth', 'Anand', 'Gwen', 'Walter', 'Kath', 'Nadim'];
const LAST = ['Oakenfold', 'Tranter', 'Adeyemi', 'Bellamy', 'Wragg', 'Inskip', 'Catterick'];
const people = Array.from({ length: 56 }, (_, at) => {
  const [first, last] = [pick(FIRST, at), pick(LAST, Math.floor(at / 8))];
  const email = `${first}.${last}@fenwick.example`.toLowerCase();
  return { name: `${first} ${last}`, email, role: at % 2 === 0 ? 'member' : 'officer' };
});
const roster = [
  'name,email,role,party,title',
  ...people.map(
    (p, at) =>
      `${p.name},${p.email},${p.role},${p.role === 'member' ? pick(['Labour', 'Green'], at) : ''},${p.role === 'officer' ? 'Planning Officer' : 'Councillor'}`,
  ),
].join('\n');

const folder = await mkdtemp(join(tmpdir(), 'probity-report-bench-'));
const print = (line: string): void => void process.stdout.write(`${line}\n`);
try {
  await writeFile(join(folder, 'roster.csv'), roster);
  await fill(join(folder, 'probity.db'));
  const all = await run(REPORT_FORMATS.join(','));
  print(
    `all formats: ${tell(all)}; at most ${LIMIT_MS / 1000} s and ${LIMIT_MB} MB: ${all.ms < LIMIT_MS && all.mb < LIMIT_MB ? 'reached' : 'MISSED'}`,
  );
  for (const format of REPORT_FORMATS) print(`${format.padEnd(6)} ${tell(await run(format))}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

interface Run {
  readonly ms: number;
  readonly mb: number;
  readonly bytes: number;
}
function tell({ ms, mb, bytes }: Run): string {
  return `${(ms / 1000).toFixed(1)} s, peak ${mb} MB, ${(bytes / 1e6).toFixed(1)} MB written`;
}

async function run(formats: string): Promise<Run> {
  const start = performance.now();
  const args = ['report', '--from', '2026-07-01', '--to', '2026-09-30', '--format', formats];
  const child = spawn(
    process.execPath,
    [
      join(packageRoot(), 'dist/src/cli/main.js'),
      ...args,
      '--roster',
      join(folder, 'roster.csv'),
    ].concat(['--output', folder, '--data-dir', folder]),
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const watch = watchProcesses(child.pid!);
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`probity report ended with ${code}`);
  const files = said.trim().split('\n');
  const sizes = await Promise.all(files.map(async (path) => (await stat(path)).size));
  return {
    ms: performance.now() - start,
    mb: watch.peakMb(),
    bytes: sizes.reduce((a, b) => a + b),
  };
}

async function fill(path: string): Promise<void> {
  const store = await openStore({ path, now: () => '2026-10-01T08:00:00Z' });
  const { id: caseId } = await store.ensureCase({ name: 'bench' });
  const settings = { sources: ['mail'], roster: '', protocol: 'protocol-2007', analysisKey: 'k' };
  const scan = await store.startScan(caseId, settings);
  for (let from = 0; from < FINDINGS / 2; from += BATCH) {
    const analyses = Array.from({ length: Math.min(BATCH, FINDINGS / 2 - from) }, (_, at) =>
      analysisOf(from + at),
    );
    const refs = analyses.map(({ document }) => ({
      id: document.id,
      path: document.path,
      file: '/m',
      offset: 0,
      length: 1,
      format: 'eml' as const,
      ordinal: 0,
    }));
    const batch = await store.addBatch(scan.id, refs);
    await store.record({ scanId: scan.id, batch, analyses, timings: {} });
  }
  await store.intakeDone(scan.id);
  await store.finishScan(scan.id, 'done');
  for (let n = 0; n < FINDINGS; n += 25) {
    const decision = n % 2 === 0 ? ('confirm' as const) : ('dismiss' as const);
    await store.addVerdict({
      findingId: hex(n),
      decision,
      reason: '',
      reviewer: 'mo',
      at: '2026-10-04T09:00:00Z',
    });
  }
  await store.close();
}

function analysisOf(n: number) {
  const [sender, receiver] = [pick(people, n), pick(people, n * 7 + 3)];
  const day = `2026-0${7 + (n % 3)}-${String(1 + (n % 28)).padStart(2, '0')}`;
  const document = {
    id: hex(n),
    path: `mail/box-${n % 40}.mbox`,
    ordinal: n,
    messageId: `${n}@fenwick.example`,
    subject: `Re: site visit ${n}`,
    sentAt: `${day}T10:00:00+01:00`,
    medium: 'email' as const,
    from: sender.email,
    fromName: sender.name,
    fromRole: sender.role,
    to: [receiver.email],
    cc: [],
    bcc: [],
    references: [],
    embedded: [],
    quotedAuthors: [],
    deliveredTo: [],
    observations: [],
    defects: [],
  };
  const findings = [0, 1].map((place) => {
    const quote = `I told ${receiver.name} on 07700 ${900_000 + (n % 999)} that the report for PL/2026/${n} must change by nine tomorrow, or ${pick(FIRST, n + place)} will hear of it and so will Mrs Higgins.`;
    return {
      id: hex(n * 2 + place),
      document: {
        ...{ id: document.id, path: document.path, messageId: document.messageId },
        ...{ subject: document.subject, sentAt: document.sentAt, author: sender.email },
        ...{ role: sender.role, to: document.to },
      },
      category: pick(CATEGORIES, n + place),
      pattern: `${pick(CATEGORIES, n + place)}/made-up`,
      layer: 'language' as const,
      severity: pick(['low', 'medium', 'high'] as const, n),
      confidence: 0.5 + (n % 50) / 100,
      evidence: [
        {
          part: 'body',
          start: place * 300,
          end: place * 300 + quote.length,
          quote,
          author: sender.email,
        },
      ],
      because: ['saw: a deadline', 'saw: a person is named', 'raised: the tone is urgent'],
      clauses: [{ protocol: '2007 protocol', ref: String(1 + (n % 15)), title: 'Made-up title' }],
      explanation:
        'Somebody is pressed to change a report. It may engage a paragraph of the protocol.',
      advice: 'Ask for what is wrong in the report to be put right by its author.',
      sightings: [],
    };
  });
  return { document, findings };
}
