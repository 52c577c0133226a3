import { readFacts } from '../../engine/facts.js';
import { readSentences } from '../../engine/sentences.js';
import { signsOf, WINDOW } from '../../engine/signs.js';
import type { Catalogue } from '../../patterns/catalogue.js';
import { segment } from '../../text/passages.js';
import type { Labels } from '../evaluation/labelled.js';
import { plainWords, readLabelledSet } from '../evaluation/read-set.js';

/** A run of sentences with its signs, and the categories whose labelled words it holds. */
export interface TrainingExample {
  readonly signs: ReadonlySet<string>;
  readonly labels: ReadonlySet<string>;
}

/** Cuts the development part of a labelled set into windows; the test part is left alone. */
export async function trainingExamples(
  dir: string,
  catalogue: Catalogue,
): Promise<TrainingExample[]> {
  const examples: TrainingExample[] = [];
  for await (const { labels, message, directory } of readLabelledSet(dir)) {
    if (labels.part !== 'development') continue;
    const facts = readFacts(message, segment(message), directory);
    for (const passage of readSentences(facts, catalogue, directory)) {
      passage.forEach((sentence, at) => {
        const window = passage.slice(at, at + WINDOW);
        const text = sentence.part.text.slice(sentence.start, window.at(-1)!.end);
        examples.push({
          signs: signsOf(window, message.sentAt),
          labels: labelsIn(plainWords(text), labels),
        });
      });
    }
  }
  return examples;
}

/** Shorter quotes are header names, which are no words of a passage. */
const SHORTEST_QUOTE = 8;
/** So many words in a row tell that a window holds part of a longer quote. */
const RUN = 6;

function labelsIn(text: string, labels: Labels): ReadonlySet<string> {
  const held = labels.spans.filter(({ quote }) => {
    const words = plainWords(quote);
    if (words.length < SHORTEST_QUOTE) return false;
    if (text.includes(words)) return true;
    const all = words.split(' ');
    return all.some(
      (_, i) => i + RUN <= all.length && text.includes(all.slice(i, i + RUN).join(' ')),
    );
  });
  return new Set(held.map((s) => s.label));
}
