import { createHash } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Dismissal } from '../../src/model/finding.js';
import {
  goBack,
  inUse,
  readCouncilReader,
  readerHash,
  takeIntoUse,
} from '../../src/pipeline/council-reader.js';
import { readCatalogue } from '../../src/pipeline/kept-catalogue.js';
import { compileSource } from '../../src/pipeline/load-catalogue.js';
import { scan } from '../../src/pipeline/scan.js';
import { trainOnVerdicts } from '../../src/pipeline/training/train-on-verdicts.js';
import { openQueue, openWorkspace } from '../../src/pipeline/workspace.js';
import { adaptReader } from '../../src/reader/adapt.js';
import type { Store } from '../../src/store/store.js';
import { all, document, finding, readBatch, scanIn, store } from '../store/made.js';
import { newFolder, numbers, ROSTER, write } from './mail.js';

const source = readCatalogue();
const shipped = compileSource(source).reader!;

const NAMES = ['Owen Pryce', 'Ruth Adeyemi', 'Dev Nair', 'Mina Holt', 'Sal Weir'];
/** What this council means by criticism, and what it does not mind. */
const harsh = (n: number): string =>
  `${NAMES[n % 5]} has made a shambles of the ${['rounds', 'slipway', 'minutes', 'bins'][n % 4]} again, item ${n}.`;
const mild = (n: number): string =>
  `${NAMES[n % 5]} could tighten the wording of the ${['report', 'letter', 'notice'][n % 3]} before committee, item ${n}.`;

interface Decided {
  readonly quote: string;
  readonly isRight: boolean;
  readonly dismissal?: Dismissal;
}

/** A store in which each of these was found by the learned reader and decided on. */
async function decided(verdicts: readonly Decided[]): Promise<Store> {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  const analyses = verdicts.map(({ quote }, n) => {
    const record = document(`m${n}.eml`);
    const evidence = [{ part: 'body', start: 0, end: quote.length, quote, author: record.from }];
    const found = finding(`f${n}`, record, { evidence, layer: 'learned' });
    return { document: record, findings: [found] };
  });
  await readBatch(opened, scanId, ...analyses);
  for (const [n, { isRight, dismissal = 'false-positive' }] of verdicts.entries()) {
    await opened.addVerdict({
      findingId: analyses[n]!.findings[0]!.id,
      decision: isRight ? 'confirm' : 'dismiss',
      reason: '',
      reviewer: 'k.osei',
      at: '2026-03-02T09:00:00.000Z',
      ...(isRight ? {} : { dismissal }),
    });
  }
  return opened;
}

const telling = numbers(60).map(
  (n): Decided => ({ quote: n % 2 ? harsh(n) : mild(n), isRight: n % 2 === 1 }),
);

it('learns from verdicts what the council minds, measured on verdicts left out', async () => {
  const opened = await decided(telling);
  const { changes, measured, verdicts, isBetter } = await trainOnVerdicts(opened);
  expect(verdicts).toBe(60);
  expect(isBetter).toBe(true);
  const [overall] = measured;
  expect(overall).toMatchObject({ category: 'all', confirmed: 30, dismissed: 30 });
  const f = ({ precision, recall }: { precision: number; recall: number }): number =>
    (2 * precision * recall) / (precision + recall || 1);
  expect(f(overall!.retrained)).toBeGreaterThan(f(overall!.shipped));
  expect(f(overall!.retrained)).toBeGreaterThan(0.8);
  expect((await trainOnVerdicts(opened)).changes).toEqual(changes);
  expect(adaptReader(shipped, changes).weights).not.toEqual(shipped.weights);
});

it('verdicts that follow no rule are seen to teach nothing', async () => {
  const chance = (n: number): number => createHash('sha256').update(`${n}`).digest()[0]!;
  const opened = await decided(
    numbers(60).map((n) => ({ quote: (n % 2 ? harsh : mild)(n), isRight: chance(n) % 2 === 1 })),
  );
  const { measured } = await trainOnVerdicts(opened);
  const { retrained } = measured[0]!;
  expect(Math.min(retrained.precision, retrained.recall)).toBeLessThan(0.8);
});

it('too few verdicts are refused with their number; duplicates do not count', async () => {
  const opened = await decided([
    ...telling.slice(0, 18),
    ...numbers(10).map(
      (n): Decided => ({ quote: mild(n), isRight: false, dismissal: 'duplicate' }),
    ),
  ]);
  await expect(trainOnVerdicts(opened)).rejects.toThrow(
    /^There are 9 confirmed and 9 dismissed findings in words to learn from; 10 of each/,
  );
});

const lowered = (by: number, of = readerHash(source)) => ({
  of,
  bias: shipped.categories.map(() => by),
  cells: '',
  weights: '',
});

it('readers are numbered, none is overwritten, and each step can be gone back', async () => {
  const dataDir = newFolder();
  const kept = { trainedAt: '', verdicts: 20 };
  await expect(goBack(dataDir)).rejects.toThrow(/none before it/);
  expect(await takeIntoUse(dataDir, { ...kept, changes: lowered(-1) })).toBe(1);
  expect(await takeIntoUse(dataDir, { ...kept, changes: lowered(-2) })).toBe(2);
  expect(await goBack(dataDir)).toEqual({ from: 2, to: 1 });
  expect(await takeIntoUse(dataDir, { ...kept, changes: lowered(-3) })).toBe(3);
  const read = () => readCouncilReader(dataDir, source, () => {});
  expect((await read())?.bias[0]).toBe(-3);
  expect(await goBack(dataDir)).toEqual({ from: 3, to: 1 });
  expect((await read())?.bias[0]).toBe(-1);
  expect(await goBack(dataDir)).toEqual({ from: 1, to: 0 });
  expect(await read()).toBeUndefined();
  expect(await inUse(dataDir)).toEqual({ number: 0, last: 3 });
  expect(readdirSync(join(dataDir, 'reader')).sort()).toEqual([
    '0001.json',
    '0002.json',
    '0003.json',
    'in-use.json',
  ]);
});

it('a reader of another version is left out, and a broken file is named', async () => {
  const dataDir = newFolder();
  const notices: string[] = [];
  const read = () => readCouncilReader(dataDir, source, (it) => notices.push(it));
  await takeIntoUse(dataDir, { trainedAt: '', verdicts: 20, changes: lowered(-1, 'other') });
  expect(await read()).toBeUndefined();
  expect(notices.join()).toMatch(/another version/);
  writeFileSync(join(dataDir, 'reader', '0001.json'), '{}');
  await expect(read()).rejects.toThrow(/0001\.json cannot be understood/);
  expect(() => adaptReader(shipped, { ...lowered(0), cells: 'AAAA' })).toThrow(RangeError);
  const beyond = { cells: '/////w==', weights: 'AQ==' };
  expect(() => adaptReader(shipped, { ...lowered(0), ...beyond })).toThrow(RangeError);
});

const LETTER = [
  'From: Jane Marsh <jane.marsh@fenwick.example>',
  'To: Colin Tate <colin.tate@fenwick.example>',
  'Subject: Planning',
  'Message-ID: <blame-1@fenwick.example>',
  'Date: Tue, 05 Mar 2024 10:00:00 +0000',
  '',
  'Ruth Adeyemi is useless and has lied to residents, and everybody knows it.',
  '',
].join('\n');

it('scans judge by the council’s own reader, read anew when it changes', async () => {
  const folder = write(newFolder(), { 'in/a.eml': LETTER });
  const dataDir = join(folder, 'data');
  const settings = { dataDir, key: '', redisUrl: '', queuePrefix: 'test', sharedFiles: false };
  const workspace = await openWorkspace(settings, false);
  const judged = async () => {
    const queue = await openQueue(settings, () => {});
    const request = { roster: ROSTER, protocol: 'protocol-2007', caseName: 'Review 4', jobs: 1 };
    const options = {
      signal: new AbortController().signal,
      onProgress: () => {},
      onNotice: () => {},
    };
    const sources = [join(folder, 'in')];
    const { scanId } = await scan({ ...request, sources }, workspace, queue, options);
    await queue.close();
    const findings = await all(workspace.store.findings(scanId));
    return findings.map(({ pattern, confidence }) => ({ pattern, confidence }));
  };
  const most = (them: readonly { confidence: number }[]): number =>
    Math.max(0, ...them.map(({ confidence }) => confidence));
  const before = await judged();
  await takeIntoUse(dataDir, { trainedAt: '', verdicts: 20, changes: lowered(-1.5) });
  const own = await judged();
  expect(most(own)).toBeLessThan(most(before) - 0.02);
  await goBack(dataDir);
  expect(await judged()).toEqual(before);
  await workspace.close();
});
