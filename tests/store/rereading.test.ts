import { expect, test } from 'vitest';
import type { Store } from '../../src/store/open.js';
import {
  all,
  analysis,
  document,
  finding,
  id,
  NOON,
  readBatch,
  scanIn,
  settings,
  store,
} from './made.js';

const ids = async (opened: Store, scanId: string, withLapsed = false) =>
  (await all(opened.findings(scanId, { withLapsed }))).map((it) => it.id).sort();

const confirm = (opened: Store, name: string) =>
  opened.addVerdict({
    findingId: id(name),
    decision: 'confirm',
    reason: 'r',
    reviewer: 'mo',
    at: NOON,
  });

test('what no longer fires under another key goes, unless it carries a verdict', async () => {
  const opened = await store();
  const first = await scanIn(opened);
  await readBatch(
    opened,
    first.scanId,
    analysis('a.eml', 'judged', 'gone', 'stays'),
    analysis('b.eml', 'other'),
  );
  await confirm(opened, 'judged');
  const second = await scanIn(opened, { analysisKey: 'key-2' });
  expect(await readBatch(opened, second.scanId, analysis('a.eml', 'stays', 'new'))).toEqual({
    newFindings: 1,
    newDocuments: 0,
  });
  expect(await ids(opened, second.scanId)).toEqual([id('stays'), id('new')].sort());
  expect(await ids(opened, second.scanId, true)).toEqual(
    [id('stays'), id('new'), id('judged')].sort(),
  );
  expect(await opened.verdicts(id('judged'))).toHaveLength(1);
  // b.eml was not read again
  expect(await ids(opened, first.scanId)).toContain(id('other'));
});

test('a lapsed finding that fires again is an ordinary one, and not new', async () => {
  const opened = await store();
  const first = await scanIn(opened);
  await readBatch(opened, first.scanId, analysis('a.eml', 'f1'));
  await confirm(opened, 'f1');
  const second = await scanIn(opened, { analysisKey: 'key-2' });
  await readBatch(opened, second.scanId, analysis('a.eml'));
  expect(await ids(opened, second.scanId)).toEqual([]);
  const third = await scanIn(opened, { analysisKey: 'key-3' });
  expect(await readBatch(opened, third.scanId, analysis('a.eml', 'f1'))).toMatchObject({
    newFindings: 0,
  });
  expect(await ids(opened, third.scanId)).toEqual([id('f1')]);
});

test('a finding that fires on elsewhere only loses the sighting', async () => {
  const opened = await store();
  const first = await scanIn(opened);
  const early = document('early.eml', { sentAt: '2024-03-01T09:00:00Z' });
  await readBatch(opened, first.scanId, analysis(early, 'f1'), analysis('late.eml', 'f1'));
  const second = await scanIn(opened, { analysisKey: 'key-2' });
  await readBatch(opened, second.scanId, analysis(early));
  const [found] = await all(opened.findings(first.scanId));
  expect(found?.document.path).toBe('samples/late.eml');
  expect(found?.sightings).toEqual([]);
});

test("the thread pass replaces its own findings and leaves the messages' alone", async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const a = document('a.eml');
  await readBatch(opened, scanId, analysis(a, 'f1'));
  const found = (...names: string[]) =>
    names.map((name) => finding(name, a, { layer: 'structure' }));
  expect(await opened.recordThreadFindings(scanId, found('t1', 't2', 't3'))).toBe(3);
  expect(await opened.recordThreadFindings(scanId, found('t1', 't2', 't3'))).toBe(0);
  await confirm(opened, 't2');
  expect(await opened.recordThreadFindings(scanId, found('t1'))).toBe(0);
  expect(await ids(opened, scanId)).toEqual([id('f1'), id('t1')].sort());
  expect(await ids(opened, scanId, true)).toEqual([id('f1'), id('t1'), id('t2')].sort());
  expect(await opened.progress(scanId)).toMatchObject({ newFindings: 4 });

  await opened.finishScan(scanId, 'done');
  const again = await opened.startScan(caseId, settings());
  await readBatch(opened, again.id, analysis(a, 'f1'));
  expect(await ids(opened, again.id)).toEqual([id('f1'), id('t1')].sort());
});

test('a thread finding about no document of the ledger is a bug and records nothing', async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  await readBatch(opened, scanId, analysis('a.eml'));
  const found = [finding('t1', document('a.eml')), finding('t2', document('nowhere.eml'))];
  await expect(opened.recordThreadFindings(scanId, found)).rejects.toThrow('no ledger document');
  expect(await ids(opened, scanId)).toEqual([]);
});
