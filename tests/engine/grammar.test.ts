import nlp from 'compromise/three';
import { describe, expect, it } from 'vitest';
import { readGrammar } from '../../src/cues/grammar.js';
import { loadCatalogue } from '../../src/pipeline/load-catalogue.js';
import { cutSentences } from '../../src/text/sentences.js';

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

/** What is told without loading compromise is what compromise would have told. */
it('promises in the catalogue’s examples are those that compromise sees', () => {
  const sentences = loadCatalogue()
    .patterns.flatMap((pattern) => pattern.examples.map((example) => example.text))
    .flatMap((text) => cutSentences(text).map(({ start, end }) => text.slice(start, end)))
    .map((sentence) => sentence.replace(/\s+/g, ' '))
    .filter((sentence) => /will|shall|ll\b/i.test(sentence));
  const differing = sentences.filter((sentence) => {
    const sees = nlp(sentence).has('(i|we|the council) #Adverb? (will|shall) #Adverb? #Verb');
    return readGrammar(sentence).promise !== sees;
  });
  expect(sentences.length).toBeGreaterThan(50);
  expect(differing).toEqual([]);
});
