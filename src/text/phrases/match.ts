import type { Words } from './canonical.js';
import type { Element, Phrase, Row } from './parse.js';

/** A phrase found: indexes of canonical words, end exclusive. */
export interface PhraseHit {
  /** Index of the phrase in the list the index was built from. */
  readonly phrase: number;
  readonly from: number;
  readonly to: number;
}

/** End (exclusive) of a mention of this class that starts at a word, or -1. */
export type MentionEnd = (name: string, at: number) => number;

export interface PhraseIndex {
  /** All phrases in the words from `from` up to `to`; no hit crosses those limits. */
  find(words: Words, from: number, to: number, mentionEnd: MentionEnd): PhraseHit[];
  /** Whether a word can begin the search at all: the cheap gate. */
  readonly anchors: ReadonlyMap<string, unknown>;
}

interface Entry {
  readonly phrase: number;
  /** Elements left of the anchor, nearest first. */
  readonly before: Row;
  readonly after: Row;
}

/**
 * Words too common to be worth starting a search at, most common first (own count over council
 * mail). A phrase is looked for from its rarest word.
 */
const COMMON = `the to and of a i in is that it you for on be have we not with this as are will at
do if would was but can they he she your my me by from or an all what there so which has been had
their more no about up our out were one his her when who could any just some now know him us them
should get see how like did than time only then also into its over go may think want very make let
as take need here good going after back well come way because before something tell say put give`
  .split(/\s+/)
  .reduce((rank, word, i) => rank.set(word, 1_000 - i * 5), new Map<string, number>());

function commonness(element: Element): number {
  if (element.kind === 'either')
    return sum(element.rows.map((row) => Math.min(...row.map(commonness))));
  if (element.kind !== 'words' || element.optional) return Number.POSITIVE_INFINITY;
  return sum([...element.words].map((word) => (COMMON.get(word) ?? 0) + 1));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

/** Phrases anchored at one word: those that also fix the word beside it are found by both. */
interface Anchor {
  readonly next: Map<string, Entry[]>;
  readonly previous: Map<string, Entry[]>;
  readonly any: Entry[];
}

/** A larger set of neighbours would fill the index for little gain. */
const MOST_NEIGHBOURS = 24;

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The words that must stand beside the anchor, when they are few and sure. */
function neighbours(element: Element | undefined): ReadonlySet<string> | undefined {
  if (element?.kind !== 'words' || element.optional) return undefined;
  return element.words.size <= MOST_NEIGHBOURS ? element.words : undefined;
}

function enter(anchor: Anchor, entry: Entry): void {
  const next = neighbours(entry.after[0]);
  const previous = neighbours(entry.before[0]);
  if (next !== undefined) for (const word of next) push(anchor.next, word, entry);
  else if (previous !== undefined) for (const word of previous) push(anchor.previous, word, entry);
  else anchor.any.push(entry);
}

/** Builds the index. Cost of a search is linear in the words: gaps are bounded, so is each try. */
export function buildPhraseIndex(phrases: readonly Phrase[]): PhraseIndex {
  const anchors = new Map<string, Anchor>();
  phrases.forEach((phrase, number) => {
    addEntries(anchors, phrase.row, number);
  });
  return {
    anchors,
    find: (words, from, to, mentionEnd) => find(anchors, words, from, to, mentionEnd),
  };
}

/** Enters a row under its rarest word; where that is a choice of rows, under the rarest of each. */
function addEntries(anchors: Map<string, Anchor>, row: Row, phrase: number): void {
  const ranks = row.map(commonness);
  const best = ranks.indexOf(Math.min(...ranks));
  const anchor = row[best];
  const before = row.slice(0, best);
  const after = row.slice(best + 1);
  if (anchor?.kind === 'either') {
    for (const choice of anchor.rows) addEntries(anchors, [...before, ...choice, ...after], phrase);
  } else if (anchor?.kind === 'words') {
    const entry = { phrase, before: before.reverse(), after };
    for (const word of anchor.words) {
      let at = anchors.get(word);
      if (at === undefined) {
        at = { next: new Map(), previous: new Map(), any: [] };
        anchors.set(word, at);
      }
      enter(at, entry);
    }
  }
}

function find(
  anchors: ReadonlyMap<string, Anchor>,
  words: Words,
  from: number,
  to: number,
  mentionEnd: MentionEnd,
): PhraseHit[] {
  const hits: PhraseHit[] = [];
  const search: Search = { words: words.words, from, to, mentionEnd };
  for (let i = from; i < to; i += 1) {
    const anchor = anchors.get(words.words[i]!);
    if (anchor === undefined) continue;
    if (anchor.any.length > 0) tryEntries(search, anchor.any, i, hits);
    const next = i + 1 < to ? anchor.next.get(words.words[i + 1]!) : undefined;
    if (next !== undefined) tryEntries(search, next, i, hits);
    const previous = i > from ? anchor.previous.get(words.words[i - 1]!) : undefined;
    if (previous !== undefined) tryEntries(search, previous, i, hits);
  }
  return hits;
}

function tryEntries(s: Search, entries: readonly Entry[], at: number, hits: PhraseHit[]): void {
  for (const entry of entries) {
    const end = forward(s, entry.after, 0, at + 1);
    if (end < 0) continue;
    const start = backward(s, entry.before, 0, at - 1);
    if (start >= 0) hits.push({ phrase: entry.phrase, from: start, to: end });
  }
}

interface Search {
  readonly words: readonly string[];
  readonly from: number;
  readonly to: number;
  readonly mentionEnd: MentionEnd;
}

/** Matches `elements[e…]` from word `at` on; gives the end, or -1. Shortest gaps first. */
function forward(s: Search, elements: Row, e: number, at: number): number {
  const element = elements[e];
  if (element === undefined) return at;
  if (element.kind === 'gap') {
    for (let skip = 0; skip <= element.most && at + skip <= s.to; skip += 1) {
      const end = forward(s, elements, e + 1, at + skip);
      if (end >= 0) return end;
    }
    return -1;
  }
  if (element.kind === 'either') {
    for (const row of element.rows) {
      const end = forward(s, [...row, ...elements.slice(e + 1)], 0, at);
      if (end >= 0) return end;
    }
    return -1;
  }
  const next = at < s.to ? step(s, element, at) : -1;
  if (next >= 0) {
    const end = forward(s, elements, e + 1, next);
    if (end >= 0) return end;
  }
  return element.optional ? forward(s, elements, e + 1, at) : -1;
}

/** As `forward`, towards the left: `at` is the word before; gives the start, or -1. */
function backward(s: Search, elements: Row, e: number, at: number): number {
  const element = elements[e];
  if (element === undefined) return at + 1;
  if (element.kind === 'gap') {
    for (let skip = 0; skip <= element.most && at - skip >= s.from - 1; skip += 1) {
      const start = backward(s, elements, e + 1, at - skip);
      if (start >= 0) return start;
    }
    return -1;
  }
  if (element.kind === 'either') {
    for (const row of element.rows) {
      const start = backward(s, [...row.toReversed(), ...elements.slice(e + 1)], 0, at);
      if (start >= 0) return start;
    }
    return -1;
  }
  for (const first of at >= s.from ? stepsBack(s, element, at) : []) {
    const start = backward(s, elements, e + 1, first - 1);
    if (start >= 0) return start;
  }
  return element.optional ? backward(s, elements, e + 1, at) : -1;
}

type Fixed = Extract<Element, { kind: 'words' | 'class' }>;

function step(s: Search, element: Fixed, at: number): number {
  if (element.kind === 'words') return element.words.has(s.words[at]!) ? at + 1 : -1;
  const end = s.mentionEnd(element.name, at);
  return end > s.to ? -1 : end;
}

/** Longest name that is looked for to the left of an anchor, in words. */
const LONGEST_MENTION = 6;

/** Starts from which the element ends exactly after word `at`. */
function stepsBack(s: Search, element: Fixed, at: number): number[] {
  if (element.kind === 'words') return element.words.has(s.words[at]!) ? [at] : [];
  const starts: number[] = [];
  for (let first = at; first >= s.from && first > at - LONGEST_MENTION; first -= 1) {
    if (s.mentionEnd(element.name, first) === at + 1) starts.push(first);
  }
  return starts;
}
