import type { Element, Phrase, Row } from './parse.js';

/**
 * Phrases made ready for matching: words become numbers, sets of words become bits, so that a try
 * costs nanoseconds. Words that no phrase knows are number 0.
 */
export interface Node {
  readonly kind: 'word' | 'set' | 'class' | 'gap' | 'either';
  /** The word's number (`word`), or the most words skipped (`gap`). */
  readonly value: number;
  readonly bits: Uint32Array;
  /** Which mention (`class`). */
  readonly name: string;
  readonly optional: boolean;
  readonly next: Chain;
  /** Of `either`: each goes on to what follows all of them. */
  readonly choices: readonly Chain[];
}

const NO_BITS = new Uint32Array(0);
const NO_CHOICES: readonly Chain[] = [];

/** Every node has the same fields in the same order: matching is several times faster for it. */
export function makeNode(kind: Node['kind'], next: Chain, own: Partial<Node>): Node {
  const { value = 0, bits = NO_BITS, name = '', optional = false, choices = NO_CHOICES } = own;
  return { kind, value, bits, name, optional, next, choices };
}

/** A row of nodes, each pointing to the next; null is the end, where all has been met. */
export type Chain = Node | null;

export interface Entry {
  readonly phrase: number;
  /** What must stand left of the anchor, nearest first. */
  readonly before: Chain;
  readonly after: Chain;
}

/** Phrases anchored at one word: those that also fix the word beside it are found by both. */
export interface Anchor {
  readonly next: Map<number, Entry[]>;
  readonly previous: Map<number, Entry[]>;
  readonly any: Entry[];
}

export interface CompiledIndex {
  readonly vocabulary: ReadonlyMap<string, number>;
  /** By the number of the anchor word. */
  readonly anchorAt: (word: number) => Anchor | undefined;
}

/** A set of words by number as bits. */
export function setBits(members: Iterable<number>, words: number): Uint32Array {
  const bits = new Uint32Array((words >> 5) + 1);
  for (const id of members) bits[id >> 5]! |= 1 << (id & 31);
  return bits;
}

/**
 * Words too common to be worth starting a search at, most common first (own count over council
 * mail). A phrase is looked for from its rarest word.
 */
const COMMON = `the to and of a i in is that it you for on be have we not with this as are will at
do if would was but can they he she your my me by from or an all what there so which has been had
their more no about up our out were one his her when who could any just some now know him us them
should get see how like did than time only then also into its over go may think want very make let
as take need here good going after back well come way because before something tell say put give
told asked said keep find leave work office day days week year last new first people council
councillor officer committee meeting member members report email letter please thanks thank`
  .split(/\s+/)
  .reduce((rank, word, i) => rank.set(word, 1_000 - i * 4), new Map<string, number>());

/** A larger set of neighbours would fill the index for little gain. */
const MOST_NEIGHBOURS = 40;

/** Compiles phrases; their numbers are their places in the list. */
export function compileIndex(phrases: readonly Phrase[]): CompiledIndex {
  const compiler = new Compiler();
  for (const phrase of phrases) compiler.collect(phrase.row);
  phrases.forEach((phrase, number) => {
    compiler.enter(phrase.row, number);
  });
  const { vocabulary, anchors } = compiler;
  return { vocabulary, anchorAt: (word) => anchors[word] };
}

class Compiler {
  readonly vocabulary = new Map<string, number>();
  readonly anchors: (Anchor | undefined)[] = [];
  private readonly sets = new Map<string, Uint32Array>();

  /** Numbers every word of a row. */
  collect(row: Row): void {
    for (const element of row) {
      if (element.kind === 'either') for (const choice of element.rows) this.collect(choice);
      if (element.kind !== 'words') continue;
      for (const word of element.words) {
        if (!this.vocabulary.has(word)) this.vocabulary.set(word, this.vocabulary.size + 1);
      }
    }
  }

  /** Enters a row under its rarest word; where that is a choice of rows, under the rarest of each. */
  enter(row: Row, phrase: number): void {
    const ranks = row.map(commonness);
    const best = ranks.indexOf(Math.min(...ranks));
    const anchor = row[best];
    const before = row.slice(0, best);
    const after = row.slice(best + 1);
    if (anchor?.kind === 'either') {
      for (const choice of anchor.rows) this.enter([...before, ...choice, ...after], phrase);
    } else if (anchor?.kind === 'words') {
      const left = mirrored(before);
      const entry: Entry = {
        phrase,
        before: this.chain(left, null),
        after: this.chain(after, null),
      };
      for (const word of anchor.words)
        this.anchorAt(this.vocabulary.get(word)!, entry, left, after);
    }
  }

  private anchorAt(id: number, entry: Entry, before: Row, after: Row): void {
    this.anchors[id] ??= { next: new Map(), previous: new Map(), any: [] };
    const anchor = this.anchors[id];
    const next = neighbours(after[0]);
    const previous = neighbours(before[0]);
    if (next !== undefined) for (const w of next) push(anchor.next, this.vocabulary.get(w)!, entry);
    else if (previous !== undefined) {
      for (const w of previous) push(anchor.previous, this.vocabulary.get(w)!, entry);
    } else anchor.any.push(entry);
  }

  private chain(row: Row, end: Chain): Chain {
    return row.reduceRight<Chain>((next, element) => this.node(element, next), end);
  }

  private node(element: Element, next: Chain): Node {
    switch (element.kind) {
      case 'gap':
        return makeNode('gap', next, { value: element.most });
      case 'class':
        return makeNode('class', next, element);
      case 'either': {
        const choices = element.rows.map((row) => this.chain(row, next));
        return makeNode('either', null, { choices });
      }
      case 'words': {
        const { optional } = element;
        const ids = [...element.words].map((w) => this.vocabulary.get(w)!);
        if (ids.length === 1) return makeNode('word', next, { value: ids[0]!, optional });
        return makeNode('set', next, { bits: this.bits(ids), optional });
      }
    }
  }

  /** Equal sets share their bits. */
  private bits(ids: number[]): Uint32Array {
    const key = ids.sort((a, b) => a - b).join(',');
    let bits = this.sets.get(key);
    if (bits === undefined) {
      bits = setBits(ids, this.vocabulary.size);
      this.sets.set(key, bits);
    }
    return bits;
  }
}

/** A row read from right to left, the rows of its choices too. */
function mirrored(row: Row): Row {
  return row
    .toReversed()
    .map((e) => (e.kind === 'either' ? { ...e, rows: e.rows.map(mirrored) } : e));
}

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

function commonness(element: Element): number {
  if (element.kind === 'either') {
    return sum(element.rows.map((row) => Math.min(...row.map(commonness))));
  }
  if (element.kind !== 'words' || element.optional) return Number.POSITIVE_INFINITY;
  return sum([...element.words].map((word) => (COMMON.get(word) ?? 0) + 1));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
