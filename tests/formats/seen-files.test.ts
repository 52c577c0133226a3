import { expect, it } from 'vitest';
import { readOnce } from '../../src/formats/seen-files.js';

it('reads the same bytes once, other bytes anew, and forgets the oldest', async () => {
  let readings = 0;
  const read = async (bytes: Uint8Array) => {
    readings += 1;
    return { text: Buffer.from(bytes).toString('latin1'), defects: [] };
  };
  const report = Buffer.from('an agenda');
  expect((await readOnce(report, read)).text).toBe('an agenda');
  expect((await readOnce(Buffer.from('an agenda'), read)).text).toBe('an agenda');
  expect(readings).toBe(1);
  expect((await readOnce(Buffer.from('another'), read)).text).toBe('another');
  for (let i = 0; i < 64; i += 1) await readOnce(Buffer.from(`file ${i}`), read);
  await readOnce(report, read);
  expect(readings).toBe(67);
});
