import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memorySource, readZip, ZIP_CAPS } from '../../src/formats/zip.js';
import { zipOf } from './archives.js';

interface Unpacked {
  readonly files: Record<string, string>;
  readonly defects: string[];
}

async function unpack(bytes: Uint8Array, caps = ZIP_CAPS, keep = true): Promise<Unpacked> {
  const files: Record<string, string> = {};
  const defects: string[] = [];
  for await (const item of readZip(memorySource(bytes), caps)) {
    if (item.kind === 'defect') defects.push(`${item.name}:${item.defect.code}`);
    else {
      const chunks: Buffer[] = [];
      for await (const chunk of item.stream) chunks.push(Buffer.from(chunk as Uint8Array));
      const content = Buffer.concat(chunks);
      files[item.name] = keep ? content.toString() : String(content.length);
    }
  }
  return { files, defects };
}

/** Renames a member in place, in both its headers. */
function renamed(zip: Buffer, from: string, to: string): Buffer {
  return Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');
}

describe('archives', () => {
  it('are read file by file, in their order', async () => {
    const zip = await zipOf({ 'b/x.eml': 'one', 'a.txt': 'two'.repeat(50_000), 'empty.txt': '' });
    expect(await unpack(zip)).toEqual({
      files: { 'b/x.eml': 'one', 'a.txt': 'two'.repeat(50_000), 'empty.txt': '' },
      defects: [],
    });
  });

  it('may be left before the end, and files passed over', async () => {
    const zip = await zipOf({ 'a.txt': 'one', 'b.txt': 'two' });
    for await (const item of readZip(memorySource(zip))) {
      expect(item.name).toBe('a.txt');
      break;
    }
    const names: string[] = [];
    for await (const item of readZip(memorySource(zip))) names.push(item.name);
    expect(names).toEqual(['a.txt', 'b.txt']);
  });

  it.each(['../evil.txt', '/etc/passwd', '..\\..\\a.txt', 'C:\\a\\b.txt'])(
    'cannot lead out: %s',
    async (to) => {
      const from = 'x'.repeat(to.length);
      const { files, defects } = await unpack(renamed(await zipOf({ [from]: 'text' }), from, to));
      const [name] = Object.keys(files);
      expect(name).not.toMatch(/\.\.|^\/|:/);
      expect([files[name!], defects]).toEqual(['text', [`${name}:zip-path`]]);
    },
  );

  it('list no more files than the cap', async () => {
    const zip = await zipOf(
      Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.txt`, 'x'])),
    );
    const { files, defects } = await unpack(zip, { ...ZIP_CAPS, entries: 15 });
    expect([Object.keys(files).length, defects]).toEqual([15, [':cap-archive-entries']]);
  });

  it('cut off a file that unpacks to more than 100 times its size', async () => {
    const { files, defects } = await unpack(
      await zipOf({ 'bomb.txt': 'a'.repeat(40_000_000) }),
      ZIP_CAPS,
      false,
    );
    expect(Number(files['bomb.txt'])).toBeLessThan(5_000_000);
    expect(defects).toEqual(['bomb.txt:cap-archive-ratio']);
  });

  it('stop when all files together are too much', async () => {
    const zip = await zipOf({
      'a.txt': 'a'.repeat(300_000),
      'b.txt': 'b'.repeat(300_000),
      'c.txt': 'c',
    });
    const { defects } = await unpack(zip, { ...ZIP_CAPS, totalBytes: 400_000 });
    expect(defects).toEqual(['b.txt:cap-archive-bytes', 'c.txt:cap-archive-bytes']);
  });

  it('refuse files that share their bytes', async () => {
    const zip = await zipOf({ 'a.txt': 'one '.repeat(1000), 'b.txt': 'two '.repeat(1000) });
    // Let the second entry of the central directory point at the first file.
    const second = zip.indexOf(
      Buffer.from('PK\x01\x02'),
      zip.indexOf(Buffer.from('PK\x01\x02')) + 4,
    );
    zip.writeUInt32LE(0, second + 42);
    const { files, defects } = await unpack(zip);
    expect([Object.keys(files), defects]).toEqual([['a.txt'], ['b.txt:zip-overlap']]);
  });

  it('say what is encrypted, broken, truncated or no archive', async () => {
    const zip = await zipOf({ 'a.txt': 'one '.repeat(1000), 'b.txt': 'kept' });
    const encrypted = Buffer.from(zip);
    const entry = zip.indexOf(Buffer.from('PK\x01\x02'));
    encrypted.writeUInt16LE(encrypted.readUInt16LE(entry + 8) | 1, entry + 8);
    expect((await unpack(encrypted)).defects).toEqual(['a.txt:zip-encrypted']);
    const broken = Buffer.from(zip).fill(0xff, 40, 60);
    const { files, defects } = await unpack(broken);
    expect([files['b.txt'], defects]).toEqual(['kept', ['a.txt:zip-broken']]);
    expect((await unpack(zip.subarray(0, zip.length - 30))).defects).toEqual([':zip-unreadable']);
    expect((await unpack(Buffer.alloc(0))).defects).toEqual([':zip-unreadable']);
  });

  it('never fail, whatever bytes are changed', async () => {
    const zip = await zipOf({ 'a.txt': 'one '.repeat(100), 'b.txt': 'two' });
    const change = fc.tuple(fc.nat(zip.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        const bytes = Buffer.from(zip);
        for (const [at, value] of changes) bytes[at] = value;
        await unpack(bytes);
      }),
    );
  });
});
