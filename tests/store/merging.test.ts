import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { Analysis, DocumentRecord } from '../../src/model/job.js';
import { openStore, type Store } from '../../src/store/open.js';
import { all, analysis, document, finding, id, job, NOON, scanIn } from './made.js';

/** Documents of a thread, some undated, some at one moment, some at one path. */
const THREAD: readonly DocumentRecord[] = [
  document('d0', { path: 'b.mbox', ordinal: 3, sentAt: '2024-03-05T10:30:00+01:00' }),
  document('d1', { path: 'b.mbox', ordinal: 1, sentAt: '2024-03-05T09:30:00+00:00' }),
  document('d2', { path: 'a.eml', sentAt: '2024-03-05T09:30:00Z' }),
  document('d3', { path: 'c.eml', sentAt: '' }),
  document('d4', { path: 'é.eml', sentAt: '2024-03-05T09:00:00' }),
  document('d5', { path: 'd.eml', sentAt: '2024-03-06T09:00:00-05:00' }),
];
const NAMES = ['f0', 'f1', 'f2', 'f3'];

/** What a reading of each document finds; the same id looks different in each. */
const readings = fc.array(fc.subarray(NAMES), { minLength: 6, maxLength: 6 }).map((found) =>
  THREAD.map((where, n): Analysis => {
    const findings = (found[n] ?? []).map((name) =>
      finding(name, where, {
        severity: n % 2 === 0 ? 'high' : 'low',
        confidence: 0.5 + n / 100,
        evidence: [{ part: 'body', start: n * 10, end: n * 10 + 5, quote: 'words', author: '' }],
      }),
    );
    return { document: where, findings };
  }),
);

/** Each document at least once, some again, in any order, cut into batches anywhere. */
const deliveries = fc
  .tuple(fc.subarray(THREAD.map((_, n) => n)), fc.infiniteStream(fc.nat()), fc.nat(4))
  .map(([again, numbers, size]) => {
    const order = [...THREAD.keys(), ...again]
      .map((n) => ({ n, by: numbers.next().value as number }))
      .sort((a, b) => a.by - b.by)
      .map(({ n }) => n);
    const batches: number[][] = [];
    while (order.length > 0) batches.push(order.splice(0, size + 1));
    return batches;
  });

async function deliver(
  opened: Store,
  scanId: string,
  read: readonly Analysis[],
  batches: number[][],
) {
  for (const [batch, numbers] of batches.entries()) {
    await opened.record(job(scanId, batch + 1, ...numbers.map((n) => read[n]!)));
  }
}

const IN_ORDER = [[0, 1, 2, 3, 4, 5]];

/** By moment (d4, then d0, d1, d2 at one), path, ordinal; the undated one last. */
const BY_SENDING = ['d4', 'd2', 'd1', 'd0', 'd5', 'd3'].map(id);

function expected(read: readonly Analysis[]): Map<string, Finding> {
  const inOrder = [...read].sort(
    (a, b) => BY_SENDING.indexOf(a.document.id) - BY_SENDING.indexOf(b.document.id),
  );
  const merged = new Map<string, Finding>();
  for (const { findings } of inOrder) {
    for (const it of findings) {
      const first = merged.get(it.id) ?? it;
      const paths = new Set([...first.sightings, it.document.path]);
      paths.delete(first.document.path);
      merged.set(it.id, { ...first, sightings: [...paths].sort() });
    }
  }
  return merged;
}

test('any order and repetition of batches gives the findings of one batch in order', async () => {
  await fc.assert(
    fc.asyncProperty(readings, deliveries, async (read, batches) => {
      const opened = await openStore({ path: ':memory:', now: () => NOON });
      const { caseId, scanId } = await scanIn(opened);
      await deliver(opened, scanId, read, batches);
      const found = await all(opened.findings(scanId));
      const ledger = await all(opened.ledger(caseId));
      const { newFindings, recorded } = await opened.progress(scanId);
      await opened.close();

      const right = expected(read);
      expect(new Map(found.map((it) => [it.id, it]))).toEqual(right);
      expect(ledger.map((it) => it.id).slice(0, 1)).toEqual([id('d4')]);
      expect(ledger.at(-1)?.id).toBe(id('d3'));
      expect([newFindings, recorded]).toEqual([right.size, THREAD.length]);

      const plain = await openStore({ path: ':memory:', now: () => NOON });
      const other = await scanIn(plain);
      await deliver(plain, other.scanId, read, IN_ORDER);
      expect(JSON.stringify(await all(plain.findings(other.scanId)))).toBe(JSON.stringify(found));
      await plain.close();
    }),
    { numRuns: 60 },
  );
});

test('reading again under another key: any order gives the same, verdicts kept', async () => {
  const judged = fc.subarray(NAMES);
  await fc.assert(
    fc.asyncProperty(
      readings,
      readings,
      deliveries,
      judged,
      async (before, after, batches, names) => {
        const states: string[] = [];
        for (const order of [IN_ORDER, batches]) {
          const opened = await openStore({ path: ':memory:', now: () => NOON });
          const first = await scanIn(opened);
          await deliver(opened, first.scanId, before, IN_ORDER);
          const fired = new Set(before.flatMap((it) => it.findings.map((found) => found.id)));
          const verdicts = names.map(id).filter((it) => fired.has(it));
          for (const findingId of verdicts) {
            await opened.addVerdict({
              findingId,
              decision: 'confirm',
              reason: '',
              reviewer: 'mo',
              at: NOON,
            });
          }
          const second = await scanIn(opened, { analysisKey: 'key-2' });
          await deliver(opened, second.scanId, after, order);

          const live = await all(opened.findings(second.scanId));
          expect(new Map(live.map((it) => [it.id, it]))).toEqual(expected(after));
          const kept = await all(opened.findings(second.scanId, { withLapsed: true }));
          const ids = new Set([...live.map((it) => it.id), ...verdicts]);
          expect(kept.map((it) => it.id).sort()).toEqual([...ids].sort());
          states.push(JSON.stringify([live, kept]));
          await opened.close();
        }
        expect(states[1]).toBe(states[0]);
      },
    ),
    { numRuns: 40 },
  );
});

test('a sentence quoted down a thread is one finding with its other paths', async () => {
  const opened = await openStore({ path: ':memory:' });
  const { scanId } = await scanIn(opened);
  const reply = document('reply.eml', { sentAt: '2024-03-06T09:00:00Z' });
  expect(await opened.record(job(scanId, 1, analysis(reply, 'f1')))).toMatchObject({
    newFindings: 1,
  });
  expect(await opened.record(job(scanId, 2, analysis('first.eml', 'f1')))).toMatchObject({
    newFindings: 0,
  });
  const [found] = await all(opened.findings(scanId));
  expect(found?.document.path).toBe('samples/first.eml');
  expect(found?.sightings).toEqual(['samples/reply.eml']);
  await opened.close();
});
