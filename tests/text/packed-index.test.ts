import { describe, expect, it } from 'vitest';
import { readWords } from '../../src/text/phrases/canonical.js';
import { compileIndex } from '../../src/text/phrases/compile-index.js';
import { phraseIndex } from '../../src/text/phrases/match.js';
import { packIndex, unpackIndex } from '../../src/text/phrases/packed-index.js';
import { parsePhrase } from '../../src/text/phrases/parse.js';

const PHRASES = [
  'hand~ over the (report|minutes|draft paper)',
  'between you and me',
  '(keep it|keep this) .. quiet',
  '<officer> (must|should)? .. be (moved|removed|got rid of)',
  'just (a|one)? word',
];

const TEXTS = [
  'She handed over the minutes, and later the draft paper; hand over the report.',
  'Between you and me, keep this strictly quiet.',
  'Mr Patel should really be got rid of. Mr Patel be moved.',
  'Just a word. Just word. Just one other word.',
  '',
];

describe('an index packed and unpacked', () => {
  const compiled = compileIndex(PHRASES.map(parsePhrase));
  const unpacked = unpackIndex(structuredClone(packIndex(compiled)));
  const [before, after] = [phraseIndex(compiled), phraseIndex(unpacked)];

  it.each(TEXTS)('finds the same in "%s"', (text) => {
    const words = readWords(text);
    const findings = [before, after].map((index) => {
      const numbers = index.number(words);
      const search = index.search(numbers);
      const mentions = (_: string, at: number) => (words.words[at] === 'mr' ? at + 2 : -1);
      return [search.hits, index.complete(numbers, search, mentions)];
    });
    expect(findings[1]).toEqual(findings[0]);
    if (text !== '') expect(findings[1]![1]).not.toEqual([]);
  });

  it('has the same words under the same numbers', () => {
    expect([...unpacked.vocabulary]).toEqual([...compiled.vocabulary]);
  });
});
