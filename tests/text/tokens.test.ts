import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/text/normalise.js';
import { tokenise } from '../../src/text/tokens.js';

const cases: readonly (readonly [string, string])[] = [
  ['we won’t, will we?', "we won't , will we ?"],
  ['“off-the-record” (now)', '" off-the-record " ( now )'],
  ['£1,800.50 at 10:30 on 01/02/2024', '1,800.50 at 10:30 on 01/02/2024'],
  ['end.Next; etc…', 'end . next ; etc …'],
  ["dogs' - 'quoted'", 'dogs quoted'],
  ['Siôn & Ŵyn', 'siôn ŵyn'],
  ['ok 👍 fine', 'ok fine'],
];

describe('tokenise', () => {
  it.each(cases)('%j → %s', (text, words) => {
    expect(tokenise(normalise(text).text).words.join(' ')).toBe(words);
  });

  it('gives the place of every token', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const normal = normalise(text).text;
        const tokens = tokenise(normal);
        expect(tokens.words).toHaveLength(tokens.count);
        let before = 0;
        tokens.words.forEach((word, at) => {
          expect(tokens.starts[at]).toBeGreaterThanOrEqual(before);
          expect(normal.slice(tokens.starts[at], tokens.ends[at])).toBe(word);
          before = tokens.ends[at]!;
        });
      }),
    );
  });
});
