import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { EnvironmentError } from '../../src/model/errors.js';
import { createAccess } from '../../src/store/access.js';
import { openConnection } from '../../src/store/connection.js';
import { openStore, storeOn } from '../../src/store/open.js';
import {
  all,
  analysis,
  document,
  finding,
  folder,
  id,
  job,
  NOON,
  readBatch,
  ref,
  scanIn,
  settings,
  store,
} from './made.js';

test('a batch is recorded, and recording it again changes nothing', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const batch = await opened.addBatch(scanId, [ref('a.eml'), ref('b.eml')]);
  const sent = job(scanId, batch, analysis('a.eml', 'f1', 'f2'), analysis('b.eml'));
  expect(await opened.record(sent)).toEqual({ newFindings: 2, newDocuments: 2 });
  const state = async () => [
    await all(opened.findings(scanId)),
    await all(opened.ledger(caseId)),
    await opened.progress(scanId),
  ];
  const once = await state();
  expect(once[0]).toHaveLength(2);
  expect(await opened.record(sent)).toEqual({ newFindings: 0, newDocuments: 0 });
  expect(await state()).toEqual(once);
});

test('a finding comes back as it went in', async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  const where = document('ŵy/a\u2019b.eml', { subject: 'Re: "bins" \ud83d\udc4d \u0000 \ud800' });
  const odd = finding('f1', where, { explanation: 'line\none', confidence: 1 });
  await readBatch(opened, scanId, { document: where, findings: [odd] });
  expect(await all(opened.findings(scanId))).toEqual([odd]);
});

test('the same mail in two cases is two sets of findings', async () => {
  const opened = await store();
  const one = await scanIn(opened, {}, 'one');
  const two = await scanIn(opened, {}, 'two');
  await readBatch(opened, one.scanId, analysis('a.eml', 'f1'));
  expect(await readBatch(opened, two.scanId, analysis('a.eml', 'f1'))).toEqual({
    newFindings: 1,
    newDocuments: 1,
  });
  expect(await all(opened.findings(one.scanId))).toHaveLength(1);
});

test('a late result of an earlier scan does not overwrite a later reading', async () => {
  const opened = await store();
  const early = await scanIn(opened);
  const late = await scanIn(opened, { analysisKey: 'key-2' });
  await readBatch(opened, late.scanId, analysis('a.eml', 'f2'));
  await readBatch(opened, early.scanId, analysis('a.eml', 'f1'));
  expect((await all(opened.findings(late.scanId))).map((it) => it.id)).toEqual([id('f2')]);
  expect(await opened.unrecorded(early.caseId, 'key-2', [id('a.eml')])).toEqual(new Set());
  expect(await opened.progress(early.scanId)).toMatchObject({ messages: 1, recorded: 1 });
});

test('an earlier scan that goes on afterwards reads under its own key again', async () => {
  const opened = await store();
  const early = await scanIn(opened);
  const late = await scanIn(opened, { analysisKey: 'key-2' });
  await readBatch(opened, late.scanId, analysis('a.eml', 'f2'));
  await opened.startScan(early.caseId, settings());
  await readBatch(opened, early.scanId, analysis('a.eml', 'f1'));
  expect((await all(opened.findings(early.scanId))).map((it) => it.id)).toEqual([id('f1')]);
});

test('on a full disk a batch is wholly absent; with room again it is recorded', async () => {
  const path = join(folder(), 'store.db');
  await (await openStore({ path })).close();
  const access = createAccess(openConnection(path, undefined, 100));
  const opened = storeOn(access, () => NOON);
  const { caseId, scanId } = await scanIn(opened);
  const batch = await opened.addBatch(scanId, [ref('a.eml')]);
  const big = document('a.eml', { subject: 'x'.repeat(500_000) });
  await access.read((session) => session.run(sql`PRAGMA max_page_count = 60`));

  const failed = await opened
    .record(job(scanId, batch, analysis(big, 'f1')))
    .catch((e: unknown) => e);
  expect(failed).toEqual(new EnvironmentError('The store failed: the disk is full.'));
  expect(await all(opened.ledger(caseId))).toEqual([]);
  expect(await opened.owed(scanId)).toHaveLength(1);

  await access.read((session) => session.run(sql`PRAGMA max_page_count = 100000`));
  expect(await opened.record(job(scanId, batch, analysis(big, 'f1')))).toEqual({
    newFindings: 1,
    newDocuments: 1,
  });
  await opened.close();
});

test('when SQLite itself rolls back, as it may on a failing disk, its error is the one told', async () => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  const { caseId, scanId } = await scanIn(opened);
  const other = openConnection(path, undefined, 1000);
  other.exec(`CREATE TRIGGER broken BEFORE INSERT ON findings
    BEGIN SELECT RAISE(ROLLBACK, 'the disk broke'); END`);
  await expect(readBatch(opened, scanId, analysis('a.eml', 'f1'))).rejects.toThrow(
    'the disk broke',
  );
  other.exec('DROP TRIGGER broken');
  other.close();
  expect(await all(opened.ledger(caseId))).toEqual([]);
  expect(await readBatch(opened, scanId, analysis('a.eml', 'f1'))).toMatchObject({
    newFindings: 1,
  });
});

test('an error carries no words of the mail', async () => {
  const opened = await store();
  const { scanId } = await scanIn(opened);
  const broken = { ...document('secret words'), path: null as unknown as string };
  const error = await opened
    .record(job(scanId, 1, analysis(broken, 'f1')))
    .catch((e: unknown) => e);
  expect(String((error as Error).stack)).toContain('documents.path');
  expect(String((error as Error).stack)).not.toContain('secret');
});

test('a writer waits for another, and neither loses anything', async () => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  const { scanId } = await scanIn(opened);
  const other = openConnection(path, undefined, 0);
  other.exec('BEGIN IMMEDIATE');
  const waiting = opened.addBatch(scanId, [ref('a.eml')]);
  const reading = opened.progress(scanId);
  setImmediate(() => other.exec('COMMIT'));
  expect(await waiting).toBe(1);
  expect(await reading).toMatchObject({ messages: 1 });
  other.close();
});
