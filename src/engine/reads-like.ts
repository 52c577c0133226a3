import type { Category } from '../model/category.js';
import type { PatternMeta } from '../model/pattern.js';
import type { ReaderNumbers } from '../model/reader.js';
import type { Catalogue } from '../patterns/catalogue.js';
import { readWords } from '../text/phrases/canonical.js';
import type { ReadSentence } from './sentences.js';

/** A finding shows so many labelled sentences that it reads like. */
const SHOWN = 2;

interface Example {
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

const examples = new WeakMap<ReaderNumbers, Map<Category, readonly Example[]>>();

/** Labelled sentences by category, their words cut once. */
function examplesOf(category: Category, numbers: ReaderNumbers): readonly Example[] {
  let byCategory = examples.get(numbers);
  if (byCategory === undefined) {
    byCategory = new Map();
    examples.set(numbers, byCategory);
  }
  let list = byCategory.get(category);
  if (list === undefined) {
    list = numbers.examples
      .filter((example) => example.category === category)
      .map(({ text }) => ({ text, words: new Set(readWords(text).words) }));
    byCategory.set(category, list);
  }
  return list;
}

/** The labelled sentences of a category that share most words with a sentence, short words apart. */
export function resembling(
  { words }: Pick<ReadSentence, 'words'>,
  category: Category,
  numbers: ReaderNumbers,
): string[] {
  const own = new Set(words.filter((word) => word.length > SHORT));
  const likeness = ({ words: theirs }: Example): number => {
    let shared = 0;
    for (const word of own) if (theirs.has(word)) shared += 1;
    return shared / Math.sqrt(own.size * theirs.size || 1);
  };
  return examplesOf(category, numbers)
    .map((example) => ({ text: example.text, likeness: likeness(example) }))
    .sort((a, b) => b.likeness - a.likeness || (a.text < b.text ? -1 : 1))
    .slice(0, SHOWN)
    .map(({ text }) => text);
}

/** Words up to this length ("that", "with") are in every sentence. */
const SHORT = 4;

const metas = new WeakMap<Catalogue, Map<Category, PatternMeta>>();

/** What a finding of the learned layer says of itself: it cites what the category's patterns cite. */
export function learnedMeta(category: Category, catalogue: Catalogue): PatternMeta {
  let known = metas.get(catalogue);
  if (known === undefined) {
    known = new Map();
    metas.set(catalogue, known);
  }
  let meta = known.get(category);
  if (meta === undefined) {
    const sibling = catalogue.patterns.find((p) => p.category === category);
    meta = {
      id: `${category}/reads-like`,
      category,
      layer: 'learned',
      title: `Reads like ${category.replaceAll('-', ' ')}`,
      status: 'stable',
      version: 1,
      severity: 'medium',
      confidence: 0.5,
      clauses: sibling?.clauses ?? {},
      rationale:
        'No pattern names these words, but they read like sentences that were labelled as this.',
      advice: sibling?.advice ?? 'Read the passage as a whole.',
      falsePositives: ['The words are there for an innocent reason that a reader sees at once.'],
    };
    known.set(category, meta);
  }
  return meta;
}

/** What the learned reader may find, for the catalogue's pages; nothing where none was trained. */
export const learnedMetas = (catalogue: Catalogue): PatternMeta[] =>
  (catalogue.reader?.categories ?? []).map((category) => learnedMeta(category, catalogue));
