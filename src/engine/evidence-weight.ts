import type { Pattern } from '../patterns/catalogue.js';
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
  readonly pattern: Pattern;
  readonly cueMeanings: readonly string[];
}

/**
 * Counter-evidence: what the words in or around the evidence are rather than what they say. The
 * number multiplies the confidence; 0 takes the finding back. In the same sentence it counts in
 * full, elsewhere in the passage only the `genre` cues count, since they say what the whole is.
 */
const COUNTER: Readonly<Record<string, { readonly weight: number; readonly words: string }>> = {
  'counter/rule-quoted': { weight: 0.2, words: 'a rule is being quoted' },
  'counter/reported': { weight: 0.5, words: "somebody else's words or deeds are reported" },
  'counter/refusal': { weight: 0.2, words: 'the writer refuses or declines' },
  'counter/apology': { weight: 0.2, words: 'the writer apologises or takes it back' },
  'counter/joking': { weight: 0.5, words: 'the writer is joking' },
  'counter/proper-channel': { weight: 0.4, words: 'the proper channel is used' },
  'counter/defers': { weight: 0.3, words: 'the decision is left to the officer' },
  'counter/conditional': { weight: 0.7, words: 'it is only supposed' },
};

const GENRE: Readonly<Record<string, { readonly weight: number; readonly words: string }>> = {
  'genre/complaint': {
    weight: 0.25,
    words: "the message is a complaint or report of somebody's conduct",
  },
  'genre/minutes': { weight: 0.2, words: 'the passage reads like minutes or a notice' },
  'genre/guidance': { weight: 0.2, words: 'the passage is guidance or training' },
  'genre/emergency': { weight: 0.5, words: 'there is an emergency' },
};

/** Adds up what speaks for and against one match; undefined when the counter-evidence wins. */
export function weigh(w: Weighing): Weight | undefined {
  let confidence = w.base * w.fit.weight;
  const because = [...new Set(w.cueMeanings)].map((m) => `saw: ${m}`).concat(w.fit.because);
  for (const [cue, counter] of Object.entries(COUNTER)) {
    for (let i = w.first; i <= w.last; i += 1) {
      if (!w.sentences[i]!.cues.has(cue)) continue;
      confidence *= counter.weight;
      because.push(`lowered: ${counter.words}`);
      break;
    }
  }
  for (const [cue, genre] of Object.entries(GENRE)) {
    if (!w.sentences.some((s) => s.cues.has(cue))) continue;
    confidence *= genre.weight;
    because.push(`lowered: ${genre.words}`);
  }
  if (!ASKED.has(w.pattern.category) && isQuestion(w.sentences[w.last]!)) {
    confidence *= QUESTION_WEIGHT;
    because.push('lowered: it is asked, not said');
  }
  return confidence < LOWEST ? undefined : { confidence, because };
}

/** Below this nothing is shown or stored: it would only be noise in the queue. */
const LOWEST = 0.3;

/** Categories in which asking is itself the act. */
const ASKED = new Set(['party-political', 'special-treatment', 'staffing-interference', 'secrecy']);

/** A question counts a little less than a statement. */
const QUESTION_WEIGHT = 0.8;

const isQuestion = ({ part, end }: ReadSentence): boolean => part.text[end - 1] === '?';
