import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMultipart } from '../../src/formats/entity.js';
import { parseByMailparser } from '../../src/formats/mime-by-mailparser.js';
import { layOut } from '../../src/formats/mime-layout.js';
import { decodeLeaf, readLeaves } from '../../src/formats/mime-leaves.js';

const FOLDER = new URL('../hostile/', import.meta.url);
const layoutOf = (bytes: Buffer) => layOut(bytes, 0, { parts: 0 });

const word = fc.stringMatching(/^[A-Za-z0-9 .,=-]{0,60}$/);
const lines = fc
  .array(word, { maxLength: 6 })
  .map((all) => all.map((l) => `${l.trimEnd()}\r\n`).join(''));

/** Soft line breaks fall between characters, never inside the `=3D` that stands for one. */
const quotedPrintable = (text: string): string =>
  text
    .replace(/([^\r\n]{20})(?=[^\r\n])/g, '$1\0')
    .replaceAll('=', '=3D')
    .replaceAll('\0', '=\r\n');

/** A leaf, its text encoded as a mail program would. */
const leaf = fc
  .tuple(lines, fc.constantFrom('7bit', 'base64', 'quoted-printable'))
  .map(([text, encoding]) => {
    const head = `Content-Type: text/plain\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`;
    if (encoding === 'base64') return `${head}${Buffer.from(text).toString('base64')}`;
    if (encoding === '7bit') return head + text;
    return head + quotedPrintable(text);
  });

/** A well-formed tree of parts; each multipart has a boundary of its own. */
function tree(depth: number): fc.Arbitrary<string> {
  if (depth === 0) return leaf;
  const inner = fc.array(fc.oneof(leaf, tree(depth - 1)), { minLength: 1, maxLength: 3 });
  return fc
    .tuple(inner, fc.constantFrom('mixed', 'alternative', 'related'))
    .map(([parts, kind]) => {
      const boundary = `=_${depth}_`;
      const body = parts.map((part) => `--${boundary}\r\n${part}\r\n`).join('');
      return `Content-Type: multipart/${kind}; boundary="${boundary}"\r\n\r\n${body}--${boundary}--\r\n`;
    });
}

/** mailparser gives an empty part the line end that belongs to the boundary after it. */
const bare = (bytes: Buffer) => bytes.toString('latin1').replace(/[\r\n]+$/, '');

describe('our own cutting and decoding agrees with mailparser', () => {
  it('on well-formed trees, byte for byte but for line ends at the end', async () => {
    await fc.assert(
      fc.asyncProperty(tree(3), async (mail) => {
        const bytes = Buffer.from(`From: a@x.example\r\nSubject: x\r\n${mail}`);
        const layout = layoutOf(bytes);
        expect(layout.clean).toBe(true);
        const own = layout.leaves.map((entity) => bare(decodeLeaf(bytes, entity).bytes));
        const theirs = await parseByMailparser(bytes);
        expect(theirs?.map(bare)).toEqual(own);
      }),
      { numRuns: 150 },
    );
  });

  it('and steps in on every sample of which mailparser loses a part', async () => {
    const lost: string[] = [];
    for (const name of readdirSync(FOLDER).filter((n) => n.endsWith('.eml'))) {
      const bytes = readFileSync(new URL(name, FOLDER));
      const layout = layoutOf(bytes);
      const theirs = (await parseByMailparser(bytes)) ?? [];
      const ours = (await readLeaves(bytes, layout)).map((l) => l.bytes.toString('latin1').trim());
      const sameText = ours.every((text) =>
        theirs.some((b) => b.toString('latin1').includes(text)),
      );
      if (sameText) continue;
      lost.push(name);
      expect([name, layout.clean && isMultipart(layout.root)]).toEqual([name, false]);
    }
    // The reason why there is a layout at all; a new version of mailparser may shorten this list.
    expect(lost).toEqual(
      expect.arrayContaining([
        'boundary-blanks.eml',
        'boundary-never-occurs.eml',
        'boundary-nowhere.eml',
        'header-end-blank-line.eml',
        'text-outside-parts.eml',
      ]),
    );
  });
});
