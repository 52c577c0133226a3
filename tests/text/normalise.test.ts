import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank } from '../../src/text/characters.js';
import { normalise } from '../../src/text/normalise.js';

const plain: readonly (readonly [string, string])[] = [
  ['Hello  World', 'hello world'],
  ['one\ntwo\r\nthree', 'one two three'],
  ['one\n \t\ntwo', 'one\n\ntwo'],
  ['  \n\n start', 'start'],
  ['> quoted\n> twice\n>\n> over', 'quoted twice\n\nover'],
  ['5 > 4', '5 > 4'],
  ['“It’s”', '"it\'s"'],
  ['wait.... no…', 'wait… no…'],
  ['3.2.1', '3.2.1'],
  ['Member–Officer', 'member-officer'],
  ['yes—no', 'yes - no'],
  ['yes — no', 'yes - no'],
  ['Siôn', 'siôn'],
  ['Sio\u0302n', 'siôn'],
  ['con\u00adfi\u200bden\u2060tial', 'confidential'],
  ['\u202etext\u202c', 'text'],
  ['ｄｅｌｅｔｅ', 'delete'],
  ['ﬁne', 'fine'],
  ['𝐝𝐞𝐥𝐞𝐭𝐞 Ⓒopy', 'delete copy'],
  ['dеlеtе', 'delete'],
  ['сору it', 'copy it'],
  ['Ρrivate', 'private'],
  ['Привет всем', 'привет всем'],
  ['c o n f i d e n t i a l note', 'confidential note'],
  ['d e l e t e  i t  now', 'delete it now'],
  ['d  e  l  e  t  e', 'delete'],
  ['d.e.l.e.t.e it', 'delete it'],
  ['s-h-r-e-d', 'shred'],
  ['k_e_e_p', 'keep'],
  ['e.g. U.K. A B C', 'e.g. u.k. a b c'],
  ['z\u0336a\u0336l\u0336g\u0336o', 'zalgo'],
];

describe('normalise', () => {
  it.each(plain)('%j → %j', (text, normal) => {
    expect(normalise(text).text).toBe(normal);
  });

  it('leads a found word back to the words that were written', () => {
    const text = 'Please  “d.е.l.e.t.e” thi\u200bs\n> now';
    const normal = normalise(text);
    const at = normal.text.indexOf('delete');
    const end = normal.originalEnd(at + 'delete'.length);
    expect(text.slice(normal.original(at), end)).toBe('d.е.l.e.t.e');
    const now = normal.text.indexOf('now');
    expect(text.slice(normal.original(now), normal.originalEnd(now + 3))).toBe('now');
  });

  it('keeps a whole surrogate pair inside a span', () => {
    const text = 'a 👍';
    const normal = normalise(text);
    expect(text.slice(0, normal.originalEnd(normal.text.length))).toBe(text);
  });

  const pieces = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'c o p y',
      '\n\n',
      '> ',
      '\u200b',
      '—',
      '…',
      '...',
      'ﬁ',
      'dеl',
      '😀',
      'd.e.l.e',
      ' ',
    ),
  );
  const texts = fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(''));

  it('maps every offset to the character it came from', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const normal = normalise(text);
        let before = 0;
        for (let at = 0; at < normal.text.length; at += 1) {
          const origin = normal.original(at);
          expect(origin).toBeGreaterThanOrEqual(before);
          expect(origin).toBeLessThan(text.length);
          expect(explains(text, origin, normal.text.charAt(at))).toBe(true);
          before = origin;
        }
        expect(normal.original(normal.text.length)).toBe(text.length);
      }),
      { numRuns: 500 },
    );
  });

  it('changes nothing in a text that is normal already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const once = normalise(text).text;
        // Joining a spelled-out word may lay two single letters side by side, so compare the rest.
        fc.pre(!/\b\w[ .\-_*/|]\w\b/.test(once) && !/\.\.\.|^>|\n/.test(once));
        expect(normalise(once).text).toBe(once);
      }),
    );
  });
});

/** Could the character at `origin` have become `unit`, alone or with marks joined to it? */
function explains(text: string, origin: number, unit: string): boolean {
  const source = String.fromCodePoint(text.codePointAt(origin)!);
  const code = source.charCodeAt(0);
  if (unit === ' ' || unit === '\n')
    return (
      isBlank(code) ||
      code === 10 ||
      /[—―]|\p{Zs}|\p{M}/u.test(source) ||
      folded(source).includes(' ')
    );
  if (folded(source).includes(unit) || /[\u0370-\u058f\u0261\u1d22]/.test(folded(source)))
    return true;
  if (unit === '…' && source === '.') return true;
  return unit.normalize('NFD').charAt(0) === folded(source).normalize('NFD').charAt(0);
}

function folded(source: string): string {
  return `${normalise(source).text}${source.normalize('NFKC').toLowerCase()}`;
}
