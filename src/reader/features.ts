import type { JudgedRole } from '../model/person.js';

/** A sentence as the learned reader sees it. Words are in their canonical spelling. */
export interface SentenceView {
  readonly words: readonly string[];
  /** The words of the sentence before it in the same passage; none for the first. */
  readonly before: readonly string[];
  readonly author: JudgedRole;
  readonly audience: readonly JudgedRole[];
  /** What else is known of it: cues, mentions, the hour, what its passage is. */
  readonly signs: Iterable<string>;
  readonly isQuestion: boolean;
}

/** Receives one feature: a hash (unsigned 32 bits) and how much its family counts. */
export type Sink = (hash: number, emphasis: number) => void;

/**
 * Families of features, each hashed with a seed of its own. Emphases were chosen on development
 * mail: who writes to whom counts double; words crossed with the writer's role count half, since
 * each is there as a plain word too.
 */
const WORD = 1;
const PAIR_OF_WORDS = 2;
const STEM = 3;
const WORD_BEFORE = 4;
const WORD_BY_ROLE = 5;
const AUTHOR = 6;
const DIRECTION = 7;
const LENGTH = 8;
const QUESTION = 9;
const SIGN = 10;

const ROLE_EMPHASIS = 2;
const CROSSED_EMPHASIS = 0.5;
/** Longer words also count by so many first letters: "leaflet", "leafleting". */
const STEM_LETTERS = 5;
/** Sentences are told apart by length in steps of so many words, up to a number of steps. */
const LENGTH_STEP = 5;
const LENGTH_STEPS = 8;

/** Tells the features of a sentence, one call each; the same feature may come twice. */
export function tellFeatures(view: SentenceView, tell: Sink): void {
  const { words, before, author, audience } = view;
  const role = hashText(author, AUTHOR);
  let last = 0;
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i]!;
    const hash = hashText(word, WORD);
    tell(hash, 1);
    tell(mix(hash, role + WORD_BY_ROLE), CROSSED_EMPHASIS);
    if (i > 0) tell(mix(last, hash + PAIR_OF_WORDS), 1);
    if (word.length > STEM_LETTERS) tell(hashText(word, STEM, STEM_LETTERS), 1);
    last = hash;
  }
  for (const word of before) tell(hashText(word, WORD_BEFORE), 1);
  tell(role, ROLE_EMPHASIS);
  for (const to of audience) tell(mix(role, hashText(to, DIRECTION)), ROLE_EMPHASIS);
  const length = Math.min(LENGTH_STEPS, Math.floor(words.length / LENGTH_STEP));
  tell(mix(length, LENGTH), 1);
  tell(mix(view.isQuestion ? 1 : 0, QUESTION), 1);
  for (const sign of view.signs) tell(hashText(sign, SIGN), 1);
}

/** FNV-1a over UTF-16 units, then mixed, so that short words spread over all buckets. */
function hashText(text: string, seed: number, letters = text.length): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < letters; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return mix(hash, seed);
}

/** Two numbers into one of unsigned 32 bits (the finaliser of MurmurHash3). */
function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
