import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeZip } from '../../src/formats/zip-write.js';
import { sha256 } from '../../src/pipeline/report/bundle.js';
import { verifyBundle } from '../../src/pipeline/report/verify-bundle.js';
import { entriesOf } from '../report/bytes.js';
import { folder } from '../store/made.js';

it('tells every file of a bundle that was changed, taken out or added', async () => {
  const path = join(folder(), 'bundle.zip');
  const files = new Map(['a', 'b', 'c'].map((name) => [name, Buffer.from(`text of ${name}`)]));
  const sums = [...files].map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('');
  writeFileSync(path, await writeZip(new Map([...files, ['SHA256SUMS', Buffer.from(sums)]])));
  expect(await verifyBundle(path)).toEqual({ files: 3, wrong: [] });

  const entries = await entriesOf(readFileSync(path));
  entries.set('a', Buffer.from('another text'));
  entries.delete('b');
  entries.set('d', Buffer.from('new'));
  writeFileSync(path, await writeZip(entries));
  const { wrong } = await verifyBundle(path);
  expect(wrong).toEqual(['a is not what was bundled', 'b is missing', 'd was added']);
});

it('says what is no bundle', async () => {
  const path = join(folder(), 'none.zip');
  await expect(verifyBundle(path)).rejects.toThrow('does not exist');
  writeFileSync(path, await writeZip(new Map([['x', Buffer.from('y')]])));
  await expect(verifyBundle(path)).rejects.toThrow('is no bundle: it has no file SHA256SUMS');
});
