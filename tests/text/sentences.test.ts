import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutSentences, MAX_SENTENCE } from '../../src/text/sentences.js';

const cut = (text: string): string[] =>
  cutSentences(text).map(({ start, end }) => text.slice(start, end));

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['One. Two! Three?', ['One.', 'Two!', 'Three?']],
  ["Mr. Shah met Cllr. Marsh at St. Mary's.", ["Mr. Shah met Cllr. Marsh at St. Mary's."]],
  ['See No. 4 and para. 3.2. It is clear.', ['See No. 4 and para. 3.2.', 'It is clear.']],
  ['No. I will not.', ['No.', 'I will not.']],
  ['J. R. Marsh left. He ran.', ['J. R. Marsh left.', 'He ran.']],
  ['It was I. Then he came.', ['It was I.', 'Then he came.']],
  ['Meet at 5 p.m. She will come.', ['Meet at 5 p.m.', 'She will come.']],
  ['Meet at 5 p.m. on Monday.', ['Meet at 5 p.m. on Monday.']],
  ['Trees, etc. are listed.', ['Trees, etc. are listed.']],
  ['"Go away!" he said. (Really.) Yes', ['"Go away!" he said.', '(Really.)', 'Yes']],
  ['It cost £1.5m. Too much.', ['It cost £1.5m.', 'Too much.']],
  ['3. The budget is late.\n4. So are we.', ['3. The budget is late.', '4. So are we.']],
  ['Agenda:\n- item one\n- item two', ['Agenda:', '- item one', '- item two']],
  ['Dear Tom,\nThank you for the note', ['Dear Tom,', 'Thank you for the note']],
  ['Hello\n\nthere', ['Hello', 'there']],
  [
    'I told her that the whole of the second floor had been promised to\nMargaret by the chair.',
    ['I told her that the whole of the second floor had been promised to\nMargaret by the chair.'],
  ],
  ['> Quoted text. More\n> of it.\n>\n> New', ['Quoted text.', 'More\n> of it.', 'New']],
  ['we cant do that. she will find out', ['we cant do that.', 'she will find out']],
  ['yes... maybe', ['yes...', 'maybe']],
  ['d.e.l.e.t.e it', ['d.e.l.e.t.e it']],
  ['', []],
  [' \n > \n', []],
];

describe('cutSentences', () => {
  it.each(cases)('%j', (text, sentences) => {
    expect(cut(text)).toEqual(sentences);
  });

  it('looks only at the stretch it is given', () => {
    const text = 'First. Second. Third.';
    expect(cutSentences(text, 7, 14)).toEqual([{ start: 7, end: 14 }]);
  });

  it('cuts what nobody would call a sentence', () => {
    const sentences = cutSentences('a'.repeat(200_000));
    expect(Math.max(...sentences.map((s) => s.end - s.start))).toBeLessThanOrEqual(MAX_SENTENCE);
  });

  it('holds every character that is not a blank or a quote mark, once, in order', () => {
    const pieces = fc.constantFrom(
      'Mr. ',
      'a',
      '. ',
      '! ',
      '\n',
      '\n\n',
      '> ',
      ' ',
      '3. ',
      '- ',
      'St',
      '…',
      '”',
      'é',
      '😀',
      '.',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const text = parts.join('');
        const held = new Array<number>(text.length).fill(0);
        let before = 0;
        for (const { start, end } of cutSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          before = end;
          held.fill(1, start, end);
        }
        for (let at = 0; at < text.length; at += 1) {
          if (held[at] === 0) expect(text.charAt(at)).toMatch(/[\s>]/);
        }
      }),
      { numRuns: 500 },
    );
  });
});
