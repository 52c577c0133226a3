import type { Category } from '../model/category.js';
import type { PatternMeta } from '../model/pattern.js';
import type { ReadSentence } from './sentences.js';
import type { Fit } from './when.js';

export interface Weight {
  readonly confidence: number;
  readonly because: readonly string[];
}

interface Weighing {
  readonly base: number;
  readonly fit: Fit;
  readonly sentences: readonly ReadSentence[];
  /** Indexes of the first and last sentence of the evidence. */
  readonly first: number;
  readonly last: number;
  readonly pattern: PatternMeta;
  readonly cueMeanings: readonly string[];
  readonly isListMail: boolean;
}

interface Counter {
  /** Multiplies the confidence; 0 takes the finding back. */
  readonly weight: number;
  readonly words: string;
  /** Categories in which the words are no excuse: mockery jokes, and refuses to trust. */
  readonly notFor?: readonly Category[];
  readonly onlyFor?: readonly Category[];
}

/** Counter-evidence in the same sentences: what the words are rather than what they say. */
const COUNTER: Readonly<Record<string, Counter>> = {
  'counter/rule-quoted': { weight: 0.2, words: 'a rule is being quoted' },
  'counter/reported': { weight: 0.5, words: "somebody else's words or deeds are reported" },
  'counter/refusal': {
    weight: 0.2,
    words: 'the writer refuses or declines',
    notFor: ['officer-criticism', 'bullying-pressure', 'familiarity'],
  },
  'counter/apology': {
    weight: 0.2,
    words: 'the writer apologises or takes it back',
    notFor: ['bullying-pressure', 'special-treatment', 'staffing-interference'],
  },
  'counter/joking': {
    weight: 0.5,
    words: 'the writer is joking',
    notFor: ['officer-criticism', 'familiarity'],
  },
  'counter/proper-channel': { weight: 0.4, words: 'the proper channel is used' },
  'counter/defers': { weight: 0.3, words: 'the decision is left to the officer' },
  'counter/conditional': { weight: 0.7, words: 'it is only supposed' },
};

/** What the whole passage is. Told by how it begins, or by more than one sign. */
const GENRE: Readonly<Record<string, Counter>> = {
  'genre/complaint': {
    weight: 0.25,
    words: "the message is a complaint or report of somebody's conduct",
  },
  'genre/minutes': { weight: 0.2, words: 'the passage reads like minutes or a notice' },
  'genre/guidance': { weight: 0.2, words: 'the passage is guidance or training' },
  'genre/emergency': { weight: 0.5, words: 'there is an emergency', onlyFor: ['out-of-hours'] },
};

/** A passage says what it is within so many sentences. */
const OPENING = 4;

/** Lists and bulk mailings are seldom one person's words to another. */
const LIST_WEIGHT = 0.6;

/** Adds up what speaks for and against one match; undefined when the counter-evidence wins. */
export function weigh(w: Weighing): Weight | undefined {
  let confidence = w.base * w.fit.weight;
  const because = [...new Set(w.cueMeanings)].map((m) => `saw: ${m}`).concat(w.fit.because);
  const { category } = w.pattern;
  const evidence = w.sentences.slice(w.first, w.last + 1);
  const lower = (weight: number, words: string): void => {
    confidence *= weight;
    because.push(`lowered: ${words}`);
  };
  for (const [cue, counter] of Object.entries(COUNTER)) {
    if (counts(counter, category) && evidence.some((s) => stands(s, cue))) {
      lower(counter.weight, counter.words);
    }
  }
  for (const [cue, genre] of Object.entries(GENRE)) {
    if (counts(genre, category) && isOfGenre(w.sentences, cue)) lower(genre.weight, genre.words);
  }
  if (w.isListMail) lower(LIST_WEIGHT, 'sent to a mailing list');
  if (!ASKED.has(category) && isQuestion(w.sentences[w.last]!)) {
    lower(QUESTION_WEIGHT, 'it is asked, not said');
  }
  return confidence < LOWEST ? undefined : { confidence, because };
}

/** "I would never ask you to, but…": a denial that a but takes back is none. */
function stands({ cues }: ReadSentence, counter: string): boolean {
  const hits = cues.get(counter);
  if (hits === undefined) return false;
  const buts = cues.get('counter/but') ?? [];
  return hits.some((hit) => !buts.some((but) => but.from >= hit.to));
}

const counts = ({ notFor, onlyFor }: Counter, category: Category): boolean =>
  !notFor?.includes(category) && (onlyFor === undefined || onlyFor.includes(category));

function isOfGenre(sentences: readonly ReadSentence[], cue: string): boolean {
  const signs = sentences.reduce((sum, s) => sum + (s.cues.get(cue)?.length ?? 0), 0);
  return signs > 1 || sentences.slice(0, OPENING).some((s) => s.cues.has(cue));
}

/** Below this nothing is shown or stored: it would only be noise in the queue. */
const LOWEST = 0.3;

/** Categories in which asking is itself the act. */
const ASKED = new Set<Category>([
  'party-political',
  'special-treatment',
  'staffing-interference',
  'secrecy',
]);

/** A question counts a little less than a statement. */
const QUESTION_WEIGHT = 0.8;

const isQuestion = ({ part, end }: ReadSentence): boolean => part.text[end - 1] === '?';
