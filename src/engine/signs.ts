import { isUnsocial } from './hours.js';
import type { ReadSentence } from './sentences.js';

/** Sentences that are weighed together: what is meant is seldom said in one. */
export const WINDOW = 3;

/** The signs of a run of sentences: what is fitted and what is weighed are the same by this function. */
export function signsOf(sentences: readonly ReadSentence[], sentAt: string): ReadonlySet<string> {
  const signs = new Set<string>();
  const first = sentences[0];
  if (first === undefined) return signs;
  for (const sentence of sentences) {
    // A pattern's own phrases (`pattern#way`) are not signs: the pattern itself speaks for them.
    for (const cue of sentence.cues.keys()) if (!cue.includes('#')) signs.add(cue);
    for (const m of sentence.mentions()) signs.add(`mention:${m.person?.role ?? m.role}`);
  }
  const { author, audience, passage } = first.of;
  for (const person of audience) signs.add(`pair:${author.role}>${person.role}`);
  signs.add(`author:${author.role}`);
  if (isUnsocial(passage.sentAt || sentAt)) signs.add('hour:unsocial');
  return signs;
}
