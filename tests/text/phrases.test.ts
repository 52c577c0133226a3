import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalWords, readWords } from '../../src/text/phrases/canonical.js';
import { inflect } from '../../src/text/phrases/inflect.js';
import { buildPhraseIndex } from '../../src/text/phrases/match.js';
import { parsePhrase } from '../../src/text/phrases/parse.js';

const noMention = (): number => -1;

/** The words of `text` that a phrase meets. */
function meets(
  phrase: string,
  text: string,
  mentionEnd = noMention as (n: string, at: number) => number,
): string[] {
  const words = readWords(text);
  const index = buildPhraseIndex([parsePhrase(phrase)]);
  const numbers = index.number(words);
  return index
    .complete(numbers, index.search(numbers), mentionEnd)
    .map((hit) => text.slice(words.starts[hit.from], words.ends[hit.to - 1]));
}

describe('spelling is evened out', () => {
  it.each([
    ["don't", 'do not'],
    ['dont', 'do not'],
    ['dinnae', 'do not'],
    ["ye've", 'you have'],
    ['telt', 'told'],
    ["can't", 'can not'],
    ["won't", 'will not'],
    ["it's", 'it is'],
    ["jane's", "jane 's"],
    ["councillors'", "councillors 's"],
    ["nothin'", 'nothing'],
    ['cllr', 'councillor'],
    ['constructor', 'constructor'],
  ])('%s reads as %s', (written, read) => {
    expect(canonicalWords(written).join(' ')).toBe(read);
  });

  it('keeps the offsets of the original words', () => {
    const text = 'We WON’T tell Jane’s boss.';
    const words = readWords(text);
    const seen = Array.from({ length: words.count }, (_, i) =>
      text.slice(words.starts[i], words.ends[i]),
    );
    expect(words.words.slice(0, 5)).toEqual(['we', 'will', 'not', 'tell', 'jane']);
    expect(seen.slice(0, 5)).toEqual(['We', 'WON’T', 'WON’T', 'tell', 'Jane’s']);
  });
});

describe('a phrase meets', () => {
  it.each([
    ['tell her', 'Do not tell her yet.', ['tell her']],
    ['tell~ (her|him)', 'He told him; she tells her.', ['told him', 'tells her']],
    ['do not tell', "please don't tell", ["don't tell"]],
    ['keep~ .. quiet', 'Keep this between us quiet', ['Keep this between us quiet']],
    ['keep~ ..2 quiet', 'Keep this between us quiet', []],
    ['(hand over|pass)~ it', 'she handed over it, passing it', ['handed over it', 'passing it']],
    ['off the? record', 'off record, off the record', ['off record', 'off the record']],
    ['(a|the (big|small)) dog', 'the small dog and a dog', ['the small dog', 'a dog']],
    [
      'not (for the)? minutes',
      'not minutes; not for the minutes',
      ['not minutes', 'not for the minutes'],
    ],
  ])('%s in "%s"', (phrase, text, wanted) => {
    expect(meets(phrase, text)).toEqual(wanted);
  });

  it('a mention on either side of its rarest word', () => {
    const text = 'see that Ruth Adeyemi is moved';
    const mention = (name: string, at: number): number => (name === 'officer' && at === 2 ? 4 : -1);
    expect(meets('<officer> is moved', text, mention)).toEqual(['Ruth Adeyemi is moved']);
    expect(meets('that <officer>', text, mention)).toEqual(['that Ruth Adeyemi']);
  });

  it('nothing beyond the words it is given', () => {
    const index = buildPhraseIndex([parsePhrase('tell her nothing')]);
    const numbers = index.number(readWords('tell her nothing'));
    expect(index.search(numbers.subarray(0, 2)).hits).toEqual([]);
    expect(index.search(numbers).hits).toHaveLength(1);
  });
});

describe('a mistake in a phrase is told', () => {
  it.each([
    ['tell (her', 'not closed'],
    ['tell her)', 'not opened'],
    ['.. tell', 'begins or ends with a gap'],
    ['tell (me?|her)', 'makes the bracket optional'],
    ['<officer>', 'at least one plain word'],
    ['tell <boss>', 'is not one of'],
    ['tell ..9 her', 'a gap is 1 to 8'],
  ])('%s', (phrase, sentence) => {
    expect(() => parsePhrase(phrase)).toThrow(sentence);
  });
});

it('inflects regular and irregular words', () => {
  expect(inflect('copy')).toEqual(['copy', 'copies', 'copied', 'copying']);
  expect(inflect('tell')).toContain('told');
  expect(inflect('plan')).toContain('planned');
  expect(inflect('promise')).toContain('promising');
});

it('finds every phrase planted in any words', () => {
  const word = fc.constantFrom('apple', 'bin', 'road', 'the', 'of', 'tell');
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 8 }),
      fc.array(word, { maxLength: 8 }),
      (before, after) => {
        const text = [...before, 'least', 'said', ...after].join(' ');
        expect(meets('least said', text)).toEqual(['least said']);
      },
    ),
  );
});
