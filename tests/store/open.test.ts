import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UsageError } from '../../src/model/errors.js';
import { connect } from '../../src/store/connect.js';
import { openConnection } from '../../src/store/connection.js';
import { migrations } from '../../src/store/migrations.js';
import { openStore } from '../../src/store/open.js';
import { analysis, folder, readBatch, scanIn, store } from './made.js';

const raw = (path: string, key?: string) => openConnection(path, key, 1000);

async function madeStore(path: string, key?: string): Promise<void> {
  const opened = await openStore({ path, key });
  const { scanId } = await scanIn(opened);
  await readBatch(opened, scanId, analysis('a.eml', 'f1'));
  await opened.close();
}

async function refusal(path: string, key?: string): Promise<string> {
  const error = await openStore({ path, key }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(UsageError);
  return (error as UsageError).message;
}

test('what was written is there when the store is opened again', async () => {
  const path = join(folder(), 'store.db');
  await madeStore(path);
  const again = await store({ path });
  const { id } = await again.ensureCase({ name: 'MO-2024-01' });
  expect(await again.scans(id)).toHaveLength(1);
});

test('a missing folder is made, and file and folder are private', async () => {
  const path = join(folder(), 'data', 'deep', 'store.db');
  const opened = await store({ path });
  await opened.ensureCase({ name: 'x' });
  const modes = readdirSync(join(path, '..')).map((name) => statSync(join(path, '..', name)).mode);
  expect(modes.length).toBeGreaterThanOrEqual(3);
  expect(modes.map((mode) => mode & 0o777)).toEqual(modes.map(() => 0o600));
  expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
});

test.each(['a b.db', 'what?x=1#y.db', '50%41.db', 'ŵyth.db'])(
  'the path %s is taken as it is',
  async (name) => {
    const path = join(folder(), name);
    await madeStore(path);
    expect(readFileSync(path).subarray(0, 15).toString()).toBe('SQLite format 3');
  },
);

test('the store writes ahead, syncs every commit and overwrites what it deletes', async () => {
  const access = await connect(join(folder(), 'store.db'), undefined);
  const setting = (name: string) => access.read((session) => session.values(`PRAGMA ${name}`));
  expect(await setting('journal_mode')).toEqual([['wal']]);
  const FULL = 2;
  expect(await setting('synchronous')).toEqual([[FULL]]);
  expect(await setting('secure_delete')).toEqual([[1]]);
  expect(await setting('foreign_keys')).toEqual([[1]]);
  await access.close();
});

test('with a key no word of it can be read in the file', async () => {
  const path = join(folder(), 'store.db');
  await madeStore(path, 'open sesame');
  const bytes = readFileSync(path);
  expect(bytes.includes('SQLite format')).toBe(false);
  expect(bytes.includes('made a mess')).toBe(false);
  const again = await store({ path, key: 'open sesame' });
  expect((await again.ensureCase({ name: 'MO-2024-01' })).name).toBe('MO-2024-01');
});

test('without a key the words are in the file: the test above would see them', async () => {
  const path = join(folder(), 'store.db');
  await madeStore(path);
  expect(readFileSync(path).includes('made a mess')).toBe(true);
});

test('a wrong key is refused in one sentence, and harms nothing', async () => {
  const path = join(folder(), 'store.db');
  await madeStore(path, 'right');
  const before = readFileSync(path);
  expect(await refusal(path, 'wrong')).toBe(
    `The store ${path} does not open with this PROBITY_KEY: the key is wrong, or the file is not a store.`,
  );
  expect(await refusal(path)).toBe(
    `${path} is not a store, or it is encrypted and PROBITY_KEY is not set.`,
  );
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('a plain store is not opened with a key', async () => {
  const path = join(folder(), 'store.db');
  await madeStore(path);
  expect(await refusal(path, 'any')).toBe(
    `The store ${path} is not encrypted: leave PROBITY_KEY unset to open it.`,
  );
});

test('an empty key is none', async () => {
  const path = join(folder(), 'store.db');
  await madeStore(path, '');
  expect(readFileSync(path).subarray(0, 6).toString()).toBe('SQLite');
});

test('a file that is not a database is refused and left alone', async () => {
  const path = join(folder(), 'letter.txt');
  writeFileSync(path, 'Dear Cllr Marsh, '.repeat(300));
  expect(await refusal(path)).toContain('is not a store');
  expect(await refusal(path, 'key')).toContain('is not a store');
  expect(readFileSync(path, 'utf8')).toBe('Dear Cllr Marsh, '.repeat(300));
});

test('a folder, and a path below a file, are refused', async () => {
  const where = folder();
  mkdirSync(join(where, 'store.db'));
  writeFileSync(join(where, 'file'), '');
  expect(await refusal(join(where, 'store.db'))).toContain('is not a file');
  expect(await refusal(join(where, 'file', 'store.db'))).toContain('cannot be opened');
});

test("another program's database is refused and left alone", async () => {
  const path = join(folder(), 'other.db');
  const other = raw(path);
  other.exec('CREATE TABLE songs (title TEXT)');
  expect(await refusal(path)).toBe(
    `${path} is a database of another program, not a store of Probity.`,
  );
  expect(await other.session.values('PRAGMA journal_mode')).toEqual([['delete']]);
  other.close();
});

test('a store of a newer Probity is refused', async () => {
  const path = join(folder(), 'store.db');
  await madeStore(path);
  const connection = raw(path);
  connection.exec(`PRAGMA user_version = ${migrations.length + 1}`);
  connection.close();
  expect(await refusal(path)).toContain('was written by a newer Probity');
});

test('several may open a new store at once', async () => {
  const path = join(folder(), 'store.db');
  const opened = await Promise.all([1, 2, 3, 4].map(() => store({ path })));
  const cases = await Promise.all(opened.map((it) => it.ensureCase({ name: 'one' })));
  expect(new Set(cases.map((it) => it.id)).size).toBe(1);
});

test('a closed store says so', async () => {
  const opened = await openStore({ path: ':memory:' });
  await opened.close();
  await opened.close();
  await expect(opened.ensureCase({ name: 'x' })).rejects.toThrow('the store is closed');
});
