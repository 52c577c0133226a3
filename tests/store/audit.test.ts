import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openConnection } from '../../src/store/connection.js';
import type { Store } from '../../src/store/open.js';
import { PAGE_ROWS } from '../../src/store/paging.js';
import { all, folder, NOON, store } from './made.js';

const entry = (n: number) => ({ at: NOON, who: 'k.osei', action: 'view', detail: `finding ${n}` });

async function written(opened: Store, count: number): Promise<void> {
  for (let n = 1; n <= count; n += 1) await opened.audit(entry(n));
}

test('an untouched log is intact, and reads as it was written', async () => {
  const opened = await store();
  expect(await opened.auditIntact()).toMatchObject({ intact: true, entries: 0 });
  await written(opened, 3);
  expect(await all(opened.auditLog())).toEqual([entry(1), entry(2), entry(3)]);
  expect(await opened.auditIntact()).toMatchObject({
    intact: true,
    entries: 3,
    head: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

test('the chain holds over pages', async () => {
  const opened = await store();
  await written(opened, PAGE_ROWS + 5);
  expect(await opened.auditIntact()).toMatchObject({ intact: true, entries: PAGE_ROWS + 5 });
});

test('entries written at once are one chain', async () => {
  const path = join(folder(), 'store.db');
  const both = [await store({ path }), await store({ path })];
  await Promise.all(both.flatMap((opened) => [1, 2, 3].map((n) => opened.audit(entry(n)))));
  expect(await both[0]!.auditIntact()).toMatchObject({ intact: true, entries: 6 });
});

test.each([
  ['words changed', `UPDATE audit SET detail = 'finding 9' WHERE seq = 2`, 2],
  ['name changed', `UPDATE audit SET who = 'nobody' WHERE seq = 4`, 4],
  ['hash renewed too', `UPDATE audit SET detail = 'x', hash = 'ab' WHERE seq = 3`, 3],
  ['link changed', `UPDATE audit SET previous = 'ab' WHERE seq = 3`, 3],
  ['one taken out', 'DELETE FROM audit WHERE seq = 2', 2],
  ['the first taken out', 'DELETE FROM audit WHERE seq = 1', 1],
  ['the end cut off', 'DELETE FROM audit WHERE seq >= 4', 4],
  ['all taken out', 'DELETE FROM audit', 1],
  [
    'two exchanged',
    'UPDATE audit SET seq = -seq WHERE seq IN (2, 3); UPDATE audit SET seq = 5 + seq WHERE seq < 0',
    2,
  ],
])('%s, with the triggers gone: found', async (_, tampering, brokenAt) => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  await written(opened, 5);
  const other = openConnection(path, undefined, 1000);
  other.exec('DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete');
  other.exec(tampering);
  other.close();
  expect(await opened.auditIntact()).toMatchObject({ intact: false, brokenAt });
});
