import type { Anchor, Chain, CompiledIndex, Entry, Node } from './compile-index.js';
import { makeNode, setBits } from './compile-index.js';

/**
 * A compiled index as a few flat rows of numbers: small to keep, and read in no time, since an anchor,
 * its entries and their nodes are only made when their word is first met.
 */
export interface PackedIndex {
  /** Words by number, from 1 on, one a line. */
  readonly words: string;
  /** Members of each set of words, one set after the other; `setStarts` has one number more. */
  readonly setMembers: Int32Array;
  readonly setStarts: Int32Array;
  /** {@link NODE} numbers a node. */
  readonly nodes: Int32Array;
  readonly names: readonly string[];
  readonly choices: Int32Array;
  /** {@link ENTRY} numbers an entry. */
  readonly entries: Int32Array;
  /** By word, where its anchor lies in `anchors`, or -1. */
  readonly anchorStarts: Int32Array;
  /** Of each anchor: entries anywhere, then by the next word, then by the previous one. */
  readonly anchors: Int32Array;
}

const KINDS: readonly Node['kind'][] = ['word', 'set', 'class', 'gap', 'either'];
/** kind, optional, value or set or name, next, where its choices start, how many. */
const NODE = 6;
/** phrase, before, after. */
const ENTRY = 3;
const NONE = -1;

/** Lays an index out flat. */
export function packIndex(index: CompiledIndex): PackedIndex {
  const packer = new Packer();
  const anchorStarts = new Int32Array(index.vocabulary.size + 1).fill(NONE);
  for (let word = 0; word < anchorStarts.length; word += 1) {
    const anchor = index.anchorAt(word);
    if (anchor !== undefined) anchorStarts[word] = packer.anchor(anchor);
  }
  return { words: [...index.vocabulary.keys()].join('\n'), anchorStarts, ...packer.packed() };
}

class Packer {
  private readonly setMembers: number[] = [];
  private readonly setStarts: number[] = [0];
  private readonly nodes: number[] = [];
  private readonly names: string[] = [];
  private readonly choices: number[] = [];
  private readonly entries: number[] = [];
  private readonly anchors: number[] = [];
  private readonly placed = new Map<object, number>();

  packed(): Omit<PackedIndex, 'words' | 'anchorStarts'> {
    return {
      setMembers: Int32Array.from(this.setMembers),
      setStarts: Int32Array.from(this.setStarts),
      nodes: Int32Array.from(this.nodes),
      names: this.names,
      choices: Int32Array.from(this.choices),
      entries: Int32Array.from(this.entries),
      anchors: Int32Array.from(this.anchors),
    };
  }

  anchor({ any, next, previous }: Anchor): number {
    const numbers = this.list(any);
    for (const beside of [next, previous]) {
      numbers.push(beside.size);
      for (const [word, entries] of beside) numbers.push(word, ...this.list(entries));
    }
    return append(this.anchors, numbers);
  }

  private list(entries: readonly Entry[]): number[] {
    return [entries.length, ...entries.map((entry) => this.entry(entry))];
  }

  private entry(entry: Entry): number {
    return this.once(entry, () => {
      const numbers = [entry.phrase, this.chain(entry.before), this.chain(entry.after)];
      return append(this.entries, numbers) / ENTRY;
    });
  }

  private chain(chain: Chain): number {
    if (chain === null) return NONE;
    return this.once(chain, () => {
      const { kind, optional, value, name, bits, choices } = chain;
      const next = this.chain(chain.next);
      const choicesAt = append(
        this.choices,
        choices.map((choice) => this.chain(choice)),
      );
      const own = kind === 'set' ? this.set(bits) : kind === 'class' ? this.name(name) : value;
      const numbers = [KINDS.indexOf(kind), Number(optional), own, next, choicesAt, choices.length];
      return append(this.nodes, numbers) / NODE;
    });
  }

  private set(bits: Uint32Array): number {
    return this.once(bits, () => {
      for (let word = 0; word < bits.length * 32; word += 1) {
        if (((bits[word >> 5]! >>> (word & 31)) & 1) === 1) this.setMembers.push(word);
      }
      this.setStarts.push(this.setMembers.length);
      return this.setStarts.length - 2;
    });
  }

  private name(name: string): number {
    if (!this.names.includes(name)) this.names.push(name);
    return this.names.indexOf(name);
  }

  /** The place of a thing that several others share. */
  private once(thing: object, place: () => number): number {
    let at = this.placed.get(thing);
    if (at === undefined) {
      at = place();
      this.placed.set(thing, at);
    }
    return at;
  }
}

/** Where the first of the numbers comes to lie. */
function append(list: number[], numbers: readonly number[]): number {
  const at = list.length;
  for (const number of numbers) list.push(number);
  return at;
}

/** The index again, its anchors made as their words are met. */
export function unpackIndex(packed: PackedIndex): CompiledIndex {
  const vocabulary = new Map<string, number>();
  if (packed.words !== '') {
    for (const word of packed.words.split('\n')) vocabulary.set(word, vocabulary.size + 1);
  }
  const unpacker = new Unpacker(packed, vocabulary.size);
  const anchors: (Anchor | undefined)[] = [];
  return {
    vocabulary,
    anchorAt: (word) => {
      const at = packed.anchorStarts[word] ?? NONE;
      if (at === NONE) return undefined;
      anchors[word] ??= unpacker.anchor(at);
      return anchors[word];
    },
  };
}

class Unpacker {
  private readonly entries: Entry[] = [];
  private readonly nodes: Node[] = [];
  private readonly sets: Uint32Array[] = [];

  constructor(
    private readonly packed: PackedIndex,
    private readonly words: number,
  ) {}

  anchor(start: number): Anchor {
    const { anchors } = this.packed;
    let at = start;
    const list = (): Entry[] => {
      const end = at + 1 + anchors[at]!;
      const entries: Entry[] = [];
      for (at += 1; at < end; at += 1) entries.push(this.entry(anchors[at]!));
      return entries;
    };
    const beside = (): Map<number, Entry[]> => {
      const map = new Map<number, Entry[]>();
      let left = anchors[at++]!;
      for (; left > 0; left -= 1) map.set(anchors[at++]!, list());
      return map;
    };
    const any = list();
    return { any, next: beside(), previous: beside() };
  }

  private entry(place: number): Entry {
    const { entries } = this.packed;
    const at = place * ENTRY;
    this.entries[place] ??= {
      phrase: entries[at]!,
      before: this.chain(entries[at + 1]!),
      after: this.chain(entries[at + 2]!),
    };
    return this.entries[place];
  }

  private chain(place: number): Chain {
    if (place === NONE) return null;
    this.nodes[place] ??= this.node(place * NODE);
    return this.nodes[place];
  }

  private node(at: number): Node {
    const { nodes, names, choices } = this.packed;
    const kind = KINDS[nodes[at]!]!;
    const optional = nodes[at + 1] === 1;
    const own = nodes[at + 2]!;
    const next = this.chain(nodes[at + 3]!);
    if (kind === 'set') return makeNode(kind, next, { bits: this.set(own), optional });
    if (kind === 'class') return makeNode(kind, next, { name: names[own]!, optional });
    if (kind !== 'either') return makeNode(kind, next, { value: own, optional });
    const from = nodes[at + 4]!;
    const places = choices.subarray(from, from + nodes[at + 5]!);
    return makeNode(kind, next, { choices: Array.from(places, (place) => this.chain(place)) });
  }

  private set(place: number): Uint32Array {
    const { setMembers, setStarts } = this.packed;
    const members = setMembers.subarray(setStarts[place]!, setStarts[place + 1]!);
    this.sets[place] ??= setBits(members, this.words);
    return this.sets[place];
  }
}
