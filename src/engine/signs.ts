import { isUnsocial } from './hours.js';
import type { ReadSentence } from './sentences.js';

/** Sentences that are weighed together: what is meant is seldom said in one. */
export const WINDOW = 3;

/** The signs of a run of sentences: what is fitted and what is weighed are the same by this function. */
export function signsOf(sentences: readonly ReadSentence[], sentAt: string): ReadonlySet<string> {
  const first = sentences[0];
  if (first === undefined) return new Set();
  return new Set([
    ...sentences.flatMap((sentence) => [...cueSigns(sentence), ...mentionSigns(sentence)]),
    ...settingSigns(first, sentAt),
  ]);
}

/** What its words do. A pattern's own phrases (`pattern#way`) are no signs: the pattern speaks for them. */
export const cueSigns = ({ cues }: Pick<ReadSentence, 'cues'>): string[] =>
  [...cues.keys()].filter((cue) => !cue.includes('#'));

/** Whom it mentions. Dearer to find out than all the rest together. */
export const mentionSigns = (sentence: ReadSentence): string[] =>
  sentence.mentions().map((m) => `${MENTION}${m.person?.role ?? m.role}`);

/** Start of the sign of a mention. */
export const MENTION = 'mention:';

/** Who writes to whom, and when: the same for all sentences of a passage. */
export function settingSigns({ of }: ReadSentence, sentAt: string): string[] {
  const { author, audience, passage } = of;
  return [
    ...new Set(audience.map((person) => `pair:${author.role}>${person.role}`)),
    `author:${author.role}`,
    ...(isUnsocial(passage.sentAt || sentAt) ? ['hour:unsocial'] : []),
  ];
}
