import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConnection } from '../../src/store/connection.js';
import type { Store } from '../../src/store/open.js';
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
  store,
} from './made.js';

async function filled(opened: Store, name: string) {
  const made = await scanIn(opened, {}, name);
  await readBatch(
    opened,
    made.scanId,
    analysis(`${name}.eml`, `f-${name}`),
    analysis(`${name}2.eml`),
  );
  await opened.recordThreadFindings(made.scanId, [finding(`t-${name}`, document(`${name}.eml`))]);
  await opened.addBatch(made.scanId, [ref(`${name}3.eml`)]);
  await opened.noteUnread(made.scanId, { path: `${name}.pst`, reason: 'unreadable' });
  const verdict = {
    findingId: id(`f-${name}`),
    decision: 'confirm',
    reason: 'plain',
    reviewer: 'mo',
    at: NOON,
  } as const;
  await opened.addVerdict(verdict);
  return made;
}

/** Rows in every table but the audit log, and the search index's own bookkeeping. */
async function rowsOf(path: string): Promise<Record<string, number>> {
  const { session, close } = openConnection(path, undefined, 1000);
  const tables = await session.values<[string]>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name <> 'audit'
       AND name NOT LIKE 'review\\_words\\_%' ESCAPE '\\'`,
  );
  const counts: Record<string, number> = {};
  for (const [table] of tables) {
    const [row] = await session.values<[number]>(`SELECT count(*) FROM ${table}`);
    counts[table] = row![0];
  }
  close();
  return counts;
}

test('a purged case leaves no row and no word, and its audit entry stays', async () => {
  const where = folder();
  const path = join(where, 'store.db');
  const opened = await store({ path });
  const { caseId, scanId } = await filled(opened, 'gone');
  const counts = { scans: 1, documents: 2, findings: 2, verdicts: 1 };
  expect(await opened.purgeCase(caseId, 'k.osei', NOON)).toEqual(counts);

  // Before another connection opens and closes, which would empty the log too.
  const bytes = readdirSync(where).map((name) => readFileSync(join(where, name)));
  for (const word of ['made a mess', 'gone.eml', 'Ward 3 bins', 'bins', 'j.patel', 'patel']) {
    expect(
      bytes.some((file) => file.includes(word)),
      word,
    ).toBe(false);
  }
  expect(Object.values(await rowsOf(path)).every((count) => count === 0)).toBe(true);
  expect((await all(opened.auditLog())).at(-1)).toEqual({
    at: NOON,
    who: 'k.osei',
    action: 'case-purged',
    detail: `case ${caseId} (gone): 1 scans, 2 documents, 2 findings, 1 verdicts`,
  });
  expect(await opened.auditIntact()).toMatchObject({ intact: true, entries: 3 });
  await expect(opened.progress(scanId)).rejects.toThrow('no scan');
});

test('another case is untouched', async () => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  const kept = await filled(opened, 'kept');
  const before = [
    await rowsOf(path),
    await all(opened.findings(kept.scanId)),
    await opened.progress(kept.scanId),
  ];
  const { caseId } = await filled(opened, 'gone');
  await opened.purgeCase(caseId, 'mo', NOON);
  const after = [
    await rowsOf(path),
    await all(opened.findings(kept.scanId)),
    await opened.progress(kept.scanId),
  ];
  expect(after).toEqual(before);
  expect(await opened.verdicts(id('f-kept'))).toHaveLength(1);
});

test('results that arrive after the purge bring nothing back', async () => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  const { caseId, scanId } = await filled(opened, 'gone');
  await opened.purgeCase(caseId, 'mo', NOON);
  const late = job(scanId, 2, analysis('gone3.eml', 'f3'));
  expect(await opened.record(late)).toEqual({ newFindings: 0, newDocuments: 0 });
  expect(await opened.recordThreadFindings(scanId, [finding('t', document('gone.eml'))])).toBe(0);
  await opened.failBatch(scanId, 2, 'late');
  expect(Object.values(await rowsOf(path)).every((count) => count === 0)).toBe(true);
});

test('a purge that fails half-way removes nothing', async () => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  const { caseId } = await filled(opened, 'gone');
  const before = await rowsOf(path);
  const other = openConnection(path, undefined, 1000);
  other.exec(`CREATE TRIGGER stuck BEFORE DELETE ON cases BEGIN SELECT RAISE(ABORT, 'stuck'); END`);
  await expect(opened.purgeCase(caseId, 'mo', NOON)).rejects.toThrow('stuck');
  expect(await rowsOf(path)).toEqual(before);
  other.exec('DROP TRIGGER stuck');
  other.close();
  expect(await opened.purgeCase(caseId, 'mo', NOON)).toMatchObject({ documents: 2 });
});
