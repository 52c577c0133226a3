import { expect, test } from 'vitest';
import type { Analysis } from '../../src/model/job.js';
import { PAGE_ROWS } from '../../src/store/paging.js';
import { all, analysis, document, finding, id, readBatch, scanIn, store } from './made.js';

test('findings come by path, ordinal, start and pattern, whatever the order of recording', async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  const at = (
    name: string,
    path: string,
    ordinal: number,
    start: number,
    pattern = 'p/a',
  ): Analysis => {
    const where = document(`${path}${ordinal}`, { path, ordinal });
    const evidence = [{ part: 'body', start, end: start + 1, quote: 'x', author: '' }];
    return { document: where, findings: [finding(name, where, { evidence, pattern })] };
  };
  const both = at('7', 'b.mbox', 10, 20, 'p/b');
  await readBatch(opened, scanId, at('9', 'c.eml', 0, 0));
  await readBatch(opened, scanId, at('5', 'b.mbox', 9, 100), {
    ...both,
    findings: [
      ...both.findings,
      ...at('6', 'b.mbox', 10, 20, 'p/a').findings,
      ...at('4', 'b.mbox', 10, 3).findings,
    ],
  });
  await readBatch(opened, scanId, at('1', 'a.eml', 0, 5));
  const order = (await all(opened.findings(scanId))).map((it) => it.id);
  expect(order).toEqual(['1', '5', '4', '6', '7', '9'].map(id));
});

test('more findings than a page holds all come, once, in order', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const count = 2 * PAGE_ROWS + 7;
  const names = Array.from(
    { length: count },
    (_, n) => `m${String((n * 7919) % count).padStart(5, '0')}`,
  );
  await readBatch(opened, scanId, ...names.map((name) => analysis(name, `f-${name}`)));
  const found = await all(opened.findings(scanId));
  expect(found.map((it) => it.document.path)).toEqual(
    names.map((name) => `samples/${name}`).sort(),
  );
  const ledger = await all(opened.ledger(caseId));
  expect(ledger.map((it) => it.id)).toEqual(names.map(id).sort());
});

test('exactly a page of findings ends there', async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  const where = document('a.eml');
  const findings = Array.from({ length: PAGE_ROWS }, (_, n) => finding(`f${n}`, where));
  await readBatch(opened, scanId, { document: where, findings });
  expect(await all(opened.findings(scanId))).toHaveLength(PAGE_ROWS);
});

test('filters take severity and confidence at or above', async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  const where = document('a.eml');
  const findings = [
    finding('low', where, { severity: 'low', confidence: 0.9 }),
    finding('medium', where, { severity: 'medium', confidence: 0.6 }),
    finding('high', where, { severity: 'high', confidence: 0.3 }),
  ];
  await readBatch(opened, scanId, { document: where, findings });
  const names = async (filter: Parameters<typeof opened.findings>[1]) => {
    const found = await all(opened.findings(scanId, filter));
    return found.map((it) => it.severity).sort();
  };
  expect(await names({ minSeverity: 'medium' })).toEqual(['high', 'medium']);
  expect(await names({ minConfidence: 0.6 })).toEqual(['low', 'medium']);
  expect(await names({ minSeverity: 'medium', minConfidence: 0.6 })).toEqual(['medium']);
  expect(await names({ minSeverity: undefined })).toHaveLength(3);
});

test('a scan shows the findings of its own documents, also where another document leads', async () => {
  const opened = await store();
  const one = await scanIn(opened, { sources: ['one'] });
  const two = await scanIn(opened, { sources: ['two'] });
  const early = document('early.eml', { sentAt: '2024-03-01T09:00:00Z' });
  await readBatch(opened, one.scanId, analysis(early, 'shared', 'mine'));
  await readBatch(opened, two.scanId, analysis('late.eml', 'shared'));
  const found = await all(opened.findings(two.scanId));
  expect(found.map((it) => [it.id, it.document.path, it.sightings])).toEqual([
    [id('shared'), 'samples/early.eml', ['samples/late.eml']],
  ]);
});

test('the ledger is in the order of sending, by moment and not by text', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const sent = (name: string, sentAt: string) => analysis(document(name, { sentAt }));
  await readBatch(
    opened,
    scanId,
    sent('undated', ''),
    sent('third', '2024-03-05T09:30:00+00:00'),
    sent('second', '2024-03-05T10:00:00+01:00'),
    sent('first', '2024-03-04'),
    sent('fourth', '2024-03-05T09:45:00'),
    sent('unreadable', 'last Tuesday'),
  );
  const names = (await all(opened.ledger(caseId))).map((it) => it.path.replace('samples/', ''));
  expect(names.slice(0, 4)).toEqual(['first', 'second', 'third', 'fourth']);
  expect(names.slice(4).sort()).toEqual(['undated', 'unreadable']);
});
