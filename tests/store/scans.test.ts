import { expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.js';
import {
  all,
  analysis,
  document,
  id,
  job,
  NOON,
  readBatch,
  ref,
  scanIn,
  settings,
  store,
} from './made.js';

test('a case is made once; a purpose given later is kept and audited', async () => {
  const opened = await store();
  const first = await opened.ensureCase({ name: 'MO-1', purpose: 'complaint 7' });
  expect(first).toMatchObject({
    name: 'MO-1',
    purpose: 'complaint 7',
    authorisedBy: '',
    createdAt: NOON,
  });
  expect(await opened.ensureCase({ name: 'MO-1' })).toEqual(first);
  const amended = await opened.ensureCase({
    name: 'MO-1',
    purpose: 'complaints 7 and 8',
    authorisedBy: 'K Osei',
  });
  expect(amended).toEqual({ ...first, purpose: 'complaints 7 and 8', authorisedBy: 'K Osei' });
  const log = await all(opened.auditLog());
  expect(log.map((entry) => entry.action)).toEqual(['case-opened', 'case-amended']);
  expect(log[1]).toMatchObject({
    who: 'K Osei',
    detail: expect.stringContaining('complaints 7 and 8'),
  });
});

test('a scan starts running, and ends as it is told', async () => {
  const opened = await store();
  const { id: caseId } = await opened.ensureCase({ name: 'MO-1' });
  const scan = await opened.startScan(caseId, settings());
  expect(scan).toMatchObject({
    caseId,
    settings: settings(),
    state: 'running',
    startedAt: NOON,
    finishedAt: '',
  });
  await opened.finishScan(scan.id, 'done');
  expect(await opened.scans(caseId)).toEqual([{ ...scan, state: 'done', finishedAt: NOON }]);
});

test.each(['stopped', 'running'] as const)(
  'an unfinished scan (%s) goes on: its batches are forgotten, the ledger stays',
  async (state) => {
    const opened = await store();
    const { caseId, scanId } = await scanIn(opened);
    await readBatch(opened, scanId, analysis('a.eml', 'f1'));
    await opened.addBatch(scanId, [ref('b.eml')]);
    await opened.failBatch(scanId, await opened.addBatch(scanId, [ref('c.eml')]), 'hung');
    await opened.noteUnread(scanId, { path: 'x', reason: 'unreadable' });
    await opened.intakeDone(scanId);
    if (state === 'stopped') await opened.finishScan(scanId, 'stopped');

    const again = await opened.startScan(caseId, settings());
    expect(again).toMatchObject({ id: scanId, state: 'running', finishedAt: '' });
    expect(await opened.owed(scanId)).toEqual([]);
    expect(await opened.unread(scanId)).toEqual([]);
    expect(await opened.progress(scanId)).toEqual({
      intakeDone: false,
      messages: 0,
      recorded: 0,
      failedBatches: [],
      newFindings: 1,
    });
    expect(await all(opened.ledger(caseId))).toEqual([document('a.eml')]);
    expect(await opened.addBatch(scanId, [ref('b.eml')])).toBe(4);
  },
);

test('a late result of a forgotten batch closes no new one', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const late = await opened.addBatch(scanId, [ref('a.eml')]);
  await opened.startScan(caseId, settings());
  await opened.addBatch(scanId, [ref('b.eml')]);
  await opened.record(job(scanId, late, analysis('a.eml')));
  expect((await opened.owed(scanId)).map((it) => it.refs)).toEqual([[ref('b.eml')]]);
});

test('a finished scan, other settings or another case begin a new one', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const others = [
    await opened.startScan(caseId, settings({ sources: ['letters'] })),
    await opened.startScan(caseId, settings({ analysisKey: 'key-2' })),
    await opened.startScan((await opened.ensureCase({ name: 'MO-2' })).id, settings()),
  ];
  await opened.finishScan(scanId, 'done');
  others.push(await opened.startScan(caseId, settings()));
  expect(new Set([scanId, ...others.map((it) => it.id)]).size).toBe(5);
});

test('a batch is owed until it is recorded or failed', async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  const batches = [];
  for (const name of ['a', 'b', 'c']) batches.push(await opened.addBatch(scanId, [ref(name)]));
  expect(batches).toEqual([1, 2, 3]);
  await opened.record(job(scanId, 1, analysis('a')));
  await opened.failBatch(scanId, 2, 'the child hung');
  await opened.failBatch(scanId, 1, 'too late');
  await opened.intakeDone(scanId);
  expect(await opened.owed(scanId)).toEqual([{ batch: 3, refs: [ref('c')] }]);
  expect(await opened.progress(scanId)).toEqual({
    intakeDone: true,
    messages: 3,
    recorded: 1,
    failedBatches: [{ batch: 2, reason: 'the child hung', messages: 1 }],
    newFindings: 0,
  });
  await opened.record(job(scanId, 2, analysis('b')));
  expect(await opened.progress(scanId)).toMatchObject({ recorded: 2, failedBatches: [] });
});

test('documents read under the same key need no reading; under another they do', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  await readBatch(opened, scanId, analysis('a.eml'), analysis('b.eml'));
  const ids = [id('a.eml'), id('b.eml'), id('c.eml')];
  expect(await opened.unrecorded(caseId, 'key-1', ids)).toEqual(new Set([id('c.eml')]));
  expect(await opened.unrecorded(caseId, 'key-2', ids)).toEqual(new Set(ids));
  const other = await opened.ensureCase({ name: 'other' });
  expect(await opened.unrecorded(other.id, 'key-1', ids)).toEqual(new Set(ids));
});

test('documents seen before count as recorded, once', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  await readBatch(opened, scanId, analysis('a.eml', 'f1'), analysis('b.eml'));
  await opened.finishScan(scanId, 'done');
  const second = await opened.startScan(caseId, settings());
  await opened.noteSeen(second.id, [ref('a.eml')]);
  await opened.noteSeen(second.id, [ref('a.eml')]);
  expect(await opened.progress(second.id)).toMatchObject({
    messages: 1,
    recorded: 1,
    newFindings: 0,
  });
  expect(await all(opened.findings(second.id))).toEqual(await all(opened.findings(scanId)));
});

test('sources that could not be read are listed by path, each once', async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  await opened.noteUnread(scanId, { path: 'z.pst', reason: 'not readable yet' });
  await opened.noteUnread(scanId, { path: 'a.eml', reason: 'no permission' });
  await opened.noteUnread(scanId, { path: 'a.eml', reason: 'gone' });
  expect(await opened.unread(scanId)).toEqual([
    { path: 'a.eml', reason: 'gone' },
    { path: 'z.pst', reason: 'not readable yet' },
  ]);
});

test("defects are counted over the scan's documents", async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  const defect = (code: string) => ({ code, message: 'words' });
  await readBatch(
    opened,
    scanId,
    analysis(document('a', { defects: [defect('no-date'), defect('cut')] })),
    analysis(document('b', { defects: [defect('no-date')] })),
    analysis(document('c')),
  );
  expect(await opened.defects(scanId)).toEqual([
    { code: 'cut', count: 1 },
    { code: 'no-date', count: 2 },
  ]);
});

test('an unknown scan or case is named', async () => {
  const opened = await store();
  await expect(opened.progress('nope')).rejects.toThrow(
    new UsageError('There is no scan with the id nope.'),
  );
  await expect(opened.startScan('nope', settings())).rejects.toThrow(UsageError);
  await expect(all(opened.findings('nope'))).rejects.toThrow(UsageError);
});
