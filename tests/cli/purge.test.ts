import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkspace } from '../../src/pipeline/workspace.js';
import { run, scratch } from './program.js';

const folder = scratch();
afterAll(() => folder.dispose());
beforeAll(async () => {
  writeFileSync(join(folder.path, 'a.eml'), 'From: a@post.example\nTo: b@post.example\n\nHello.\n');
  await run(['scan', 'a.eml', '--case', 'Review 4', '--no-progress'], folder.path);
});

test('says what it would remove, and removes it when told to', async () => {
  const would = await run(['purge', 'Review 4'], folder.path);
  expect(would.stdout).toContain('Would purge the case “Review 4”: 1 message,');
  const done = await run(['purge', 'Review 4', '--yes'], folder.path);
  expect(done.stdout).toMatch(/^Purged the case “Review 4”: 1 message,/);
  expect(done.stdout).toContain('nothing of it is left');
  expect(done.code).toBe(0);
  const gone = await run(['purge', 'Review 4', '--yes'], folder.path);
  expect(gone).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('There is no case named'),
  });
});

test('--due takes only cases whose day is over', async () => {
  const dataDir = join(folder.path, '.probity');
  const settings = { dataDir, key: '', redisUrl: '', queuePrefix: 'p', sharedFiles: false };
  const { store, close } = await openWorkspace(settings, false);
  const details = { purpose: 'p', authorisedBy: 'k', lawfulBasis: '', sources: [], exclusions: [] };
  for (const [name, retainUntil] of [
    ['old', '2020-01-01'],
    ['new', '2999-01-01'],
    ['open', ''],
  ]) {
    await store.oversight.openCase({ ...details, name: name!, retainUntil: retainUntil! }, 'k', '');
  }
  const { code } = await run(['purge', '--due', '--yes'], folder.path);
  expect(code).toBe(0);
  expect((await store.oversight.cases()).map(({ name }) => name)).toEqual(['new', 'open']);
  await close();
  expect((await run(['purge'], folder.path)).code).toBe(2);
});
