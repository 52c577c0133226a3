import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Verdict } from '../../src/model/finding.js';
import { openConnection } from '../../src/store/connection.js';
import { all, analysis, folder, id, NOON, readBatch, scanIn, store } from './made.js';

const verdict = (changes: Partial<Verdict> = {}): Verdict => ({
  findingId: id('f1'),
  decision: 'confirm',
  reason: 'He wrote "useless"',
  reviewer: 'k.osei',
  at: NOON,
  ...changes,
});

test('verdicts add up, oldest first, each with its audit entry', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  await readBatch(opened, scanId, analysis('a.eml', 'f1'));
  await opened.addVerdict(verdict());
  await opened.addVerdict(verdict({ decision: 'dismiss', reason: 'agreed wording' }));
  expect(await opened.verdicts(id('f1'))).toEqual([
    verdict(),
    verdict({ decision: 'dismiss', reason: 'agreed wording' }),
  ]);
  const log = (await all(opened.auditLog())).filter((entry) => entry.action === 'verdict');
  expect(log).toEqual([
    {
      at: NOON,
      who: 'k.osei',
      action: 'verdict',
      detail: `case ${caseId}, finding ${id('f1')}: confirm`,
    },
    {
      at: NOON,
      who: 'k.osei',
      action: 'verdict',
      detail: `case ${caseId}, finding ${id('f1')}: dismiss`,
    },
  ]);
});

test('a verdict on no finding is refused, and leaves no audit entry', async () => {
  const opened = await store();
  await expect(opened.addVerdict(verdict())).rejects.toThrow(
    `There is no finding with the id ${id('f1')}.`,
  );
  expect(await all(opened.auditLog())).toEqual([]);
});

test('for a finding in two cases the case must be said', async () => {
  const opened = await store();
  const one = await scanIn(opened, {}, 'one');
  const two = await scanIn(opened, {}, 'two');
  for (const { scanId } of [one, two]) await readBatch(opened, scanId, analysis('a.eml', 'f1'));
  await expect(opened.addVerdict(verdict())).rejects.toThrow('is in several cases');
  await opened.addVerdict(verdict(), two.caseId);
  expect(await opened.verdicts(id('f1'), one.caseId)).toEqual([]);
  expect(await opened.verdicts(id('f1'), two.caseId)).toEqual([verdict()]);
});

test.each([
  ["UPDATE verdicts SET decision = 'dismiss'", 'never edited'],
  ['DELETE FROM verdicts', 'never deleted'],
  [
    `INSERT OR REPLACE INTO verdicts (seq, finding_key, decision, reason, reviewer, at)
     VALUES (1, 1, 'dismiss', '', '', '')`,
    'never replaced',
  ],
  [`UPDATE audit SET who = 'nobody'`, 'never edited'],
  ['DELETE FROM audit', 'never deleted'],
  [
    `INSERT OR REPLACE INTO audit (seq, at, who, action, detail, previous, hash)
     VALUES (1, '', '', '', '', '', '')`,
    'never replaced',
  ],
])('the database itself refuses: %s', async (statement, why) => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  const { scanId } = await scanIn(opened);
  await readBatch(opened, scanId, analysis('a.eml', 'f1'));
  await opened.addVerdict(verdict());
  const other = openConnection(path, undefined, 1000);
  expect(() => other.exec(statement)).toThrow(why);
  other.close();
  expect(await opened.verdicts(id('f1'))).toEqual([verdict()]);
  expect(await opened.auditIntact()).toMatchObject({ intact: true, entries: 2 });
});
