import type { Words } from './canonical.js';
import { type Chain, type CompiledIndex, compileIndex, type Entry } from './compile-index.js';
import type { Phrase } from './parse.js';

/** A phrase found: indexes of canonical words, end exclusive. */
export interface PhraseHit {
  /** Index of the phrase in the list the index was built from. */
  readonly phrase: number;
  readonly from: number;
  readonly to: number;
}

/** End (exclusive) of a mention of this class that starts at a word, or -1. */
export type MentionEnd = (name: string, at: number) => number;

/** What was found in some words before it is known who is mentioned in them. */
export interface PlainSearch {
  readonly hits: readonly PhraseHit[];
  /** Tries that a mention may turn into hits. */
  readonly open: readonly OpenTry[];
}

interface OpenTry {
  readonly entry: Entry;
  readonly at: number;
}

export interface PhraseIndex {
  /** The words as the numbers phrases are matched by. */
  number(words: Words): Uint32Array;
  /** All phrases that need no mention: the same wherever the words stand, so it may be kept. */
  search(numbers: Uint32Array): PlainSearch;
  /** What the open tries give once it is known who is mentioned. */
  complete(numbers: Uint32Array, search: PlainSearch, mentionEnd: MentionEnd): readonly PhraseHit[];
}

/** Builds the index. Cost of a search is linear in the words: gaps are bounded, so is each try. */
export function buildPhraseIndex(phrases: readonly Phrase[]): PhraseIndex {
  return phraseIndex(compileIndex(phrases));
}

/** An index over phrases compiled before. */
export function phraseIndex(index: CompiledIndex): PhraseIndex {
  return {
    number(words) {
      const numbers = new Uint32Array(words.count);
      for (let i = 0; i < words.count; i += 1) {
        numbers[i] = index.vocabulary.get(words.words[i]!) ?? 0;
      }
      return numbers;
    },
    search: (numbers) => search(index, numbers),
    complete,
  };
}

interface Search {
  readonly numbers: Uint32Array;
  readonly mentionEnd: MentionEnd;
}

function search({ anchorAt }: CompiledIndex, numbers: Uint32Array): PlainSearch {
  const hits: PhraseHit[] = [];
  const open: OpenTry[] = [];
  let asked = false;
  const nobody = (): number => {
    asked = true;
    return -1;
  };
  const s: Search = { numbers, mentionEnd: nobody };
  const tryAll = (entries: readonly Entry[], at: number): void => {
    for (const entry of entries) {
      asked = false;
      const hit = tryEntry(s, entry, at);
      if (hit !== undefined) hits.push(hit);
      else if (asked) open.push({ entry, at });
    }
  };
  for (let i = 0; i < numbers.length; i += 1) {
    const word = numbers[i]!;
    const anchor = word === 0 ? undefined : anchorAt(word);
    if (anchor === undefined) continue;
    if (anchor.any.length > 0) tryAll(anchor.any, i);
    if (anchor.next.size > 0 && i + 1 < numbers.length) {
      const next = anchor.next.get(numbers[i + 1]!);
      if (next !== undefined) tryAll(next, i);
    }
    if (anchor.previous.size > 0 && i > 0) {
      const previous = anchor.previous.get(numbers[i - 1]!);
      if (previous !== undefined) tryAll(previous, i);
    }
  }
  return { hits, open };
}

function complete(
  numbers: Uint32Array,
  { hits, open }: PlainSearch,
  mentionEnd: MentionEnd,
): readonly PhraseHit[] {
  const s: Search = { numbers, mentionEnd };
  const more = open.flatMap(({ entry, at }) => tryEntry(s, entry, at) ?? []);
  return more.length === 0 ? hits : [...hits, ...more];
}

function tryEntry(s: Search, entry: Entry, at: number): PhraseHit | undefined {
  const end = forward(s, entry.after, at + 1);
  if (end < 0) return undefined;
  const start = backward(s, entry.before, at - 1);
  return start < 0 ? undefined : { phrase: entry.phrase, from: start, to: end };
}

const holds = (bits: Uint32Array, word: number): boolean =>
  ((bits[word >> 5]! >>> (word & 31)) & 1) === 1;

/** Matches a chain from word `at` on; gives the end, or -1. Shortest gaps first. */
function forward(s: Search, chain: Chain, at: number): number {
  let node = chain;
  let here = at;
  while (node !== null) {
    switch (node.kind) {
      case 'word':
      case 'set': {
        const word = here < s.numbers.length ? s.numbers[here]! : 0;
        const meets =
          node.kind === 'word' ? word === node.value : word > 0 && holds(node.bits, word);
        if (!meets && !node.optional) return -1;
        if (meets && node.optional) {
          const end = forward(s, node.next, here + 1);
          if (end >= 0) return end;
        } else if (meets) here += 1;
        node = node.next;
        break;
      }
      case 'gap':
        for (let skip = 0; skip <= node.value && here + skip <= s.numbers.length; skip += 1) {
          const end = forward(s, node.next, here + skip);
          if (end >= 0) return end;
        }
        return -1;
      case 'either':
        for (const choice of node.choices) {
          const end = forward(s, choice, here);
          if (end >= 0) return end;
        }
        return -1;
      case 'class': {
        const after = here < s.numbers.length ? s.mentionEnd(node.name, here) : -1;
        if (after > here && after <= s.numbers.length) {
          const end = forward(s, node.next, after);
          if (end >= 0) return end;
        }
        if (!node.optional) return -1;
        node = node.next;
      }
    }
  }
  return here;
}

/** Longest name that is looked for to the left of an anchor, in words. */
const LONGEST_MENTION = 6;

/** As `forward`, towards the left: `at` is the word before; gives the start, or -1. */
function backward(s: Search, chain: Chain, at: number): number {
  let node = chain;
  let here = at;
  while (node !== null) {
    switch (node.kind) {
      case 'word':
      case 'set': {
        const word = here >= 0 ? s.numbers[here]! : 0;
        const meets =
          node.kind === 'word' ? word === node.value : word > 0 && holds(node.bits, word);
        if (!meets && !node.optional) return -1;
        if (meets && node.optional) {
          const start = backward(s, node.next, here - 1);
          if (start >= 0) return start;
        } else if (meets) here -= 1;
        node = node.next;
        break;
      }
      case 'gap':
        for (let skip = 0; skip <= node.value && here - skip >= -1; skip += 1) {
          const start = backward(s, node.next, here - skip);
          if (start >= 0) return start;
        }
        return -1;
      case 'either':
        for (const choice of node.choices) {
          const start = backward(s, choice, here);
          if (start >= 0) return start;
        }
        return -1;
      case 'class':
        for (let first = here; first >= 0 && first > here - LONGEST_MENTION; first -= 1) {
          if (s.mentionEnd(node.name, first) !== here + 1) continue;
          const start = backward(s, node.next, first - 1);
          if (start >= 0) return start;
        }
        if (!node.optional) return -1;
        node = node.next;
    }
  }
  return here + 1;
}
