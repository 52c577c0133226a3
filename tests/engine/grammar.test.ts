import { describe, expect, it } from 'vitest';
import { readGrammar } from '../../src/cues/grammar.js';

describe('what the grammar of a sentence tells', () => {
  it.each([
    ['Drop it from the list before Friday.', 'imperative'],
    ['Please send me the report.', 'imperative'],
    ['I will see that the road is mended.', 'promise'],
    ["We'll resurface the lane by May.", 'promise'],
    ['The council will pay for the gate.', 'promise'],
    ['You left it in the drawer.', 'past'],
    ['Is the report ready?', 'question'],
  ] as const)('%s: %s', (sentence, test) => {
    expect(readGrammar(sentence)[test]).toBe(true);
  });

  it.each([
    ['She left before the meeting.', 'imperative'],
    ['They will see it on Friday.', 'promise'],
    ['We hope to see you there.', 'promise'],
    ['The report is ready.', 'question'],
  ] as const)('%s: not %s', (sentence, test) => {
    expect(readGrammar(sentence)[test]).toBe(false);
  });

  it('which words are negated', () => {
    expect(readGrammar('She did not tell anyone.').negated.has('tell')).toBe(true);
    expect(readGrammar('She told everyone.').negated.size).toBe(0);
  });
});

/** wink-nlp is quadratic in a token and compromise in a sentence: the time limit would run out. */
it.each(['a', '-', "'", '.', '(', 'A. ', ' '])('ends on 200 kB of %j', (seed) => {
  expect(readGrammar(seed.repeat(200_000 / seed.length)).promise).toBe(false);
});
