import type { MessageFacts, PassageFacts } from '../detectors/facts.js';
import type { Part } from '../model/message.js';
import type { Person } from '../model/person.js';
import type { Catalogue } from '../patterns/catalogue.js';
import type { Directory } from '../people/directory.js';
import type { Mention } from '../people/mention.js';
import { readWords, type Words } from '../text/phrases/canonical.js';
import type { PhraseHit } from '../text/phrases/match.js';
import { cutSentences } from '../text/sentences.js';

/** Sentences longer than this are judged in pieces: text without an end is an attack or a table. */
const LONGEST_SENTENCE_WORDS = 120;

/** One sentence of a passage with the cues found in it. */
export interface ReadSentence {
  readonly part: Part;
  readonly of: PassageFacts;
  /** UTF-16 offsets into the part's text. */
  readonly start: number;
  readonly end: number;
  /** Indexes into the part's words. */
  readonly from: number;
  readonly to: number;
  readonly cues: ReadonlyMap<string, readonly PhraseHit[]>;
  readonly mentions: () => readonly Mention[];
}

/** Kinds whose words somebody means; a signature and a disclaimer are nobody's words. */
const JUDGED = new Set(['own', 'quoted', 'forwarded', 'attached']);

/** A part's text as words, and as the numbers that phrases are matched by. */
interface PartWords {
  readonly part: Part;
  readonly words: Words;
  readonly numbers: Uint32Array;
}

/** Cuts every judged passage into sentences and finds the catalogue's phrases in them. */
export function readSentences(
  facts: MessageFacts,
  catalogue: Catalogue,
  directory: Directory,
): ReadSentence[][] {
  const parts = new Map<string, PartWords>();
  const context = thread(facts);
  return [...subject(facts), ...facts.passages]
    .filter((p) => JUDGED.has(p.passage.kind))
    .map((of) => {
      const part = partOf(facts, of);
      if (part === undefined) return [];
      let read = parts.get(part.id);
      if (read === undefined) {
        const words = readWords(part.text);
        read = { part, words, numbers: catalogue.index.number(words) };
        parts.set(part.id, read);
      }
      return readPassage(facts, of, read, catalogue, directory, context);
    });
}

/** A subject line is its sender's own words, unless an answer or a forward carried it along. */
function subject(facts: MessageFacts): PassageFacts[] {
  const { subject: text, sentAt } = facts.message;
  if (text === '' || /^\s*(re|fw|fwd|ymateb|ateb)\s*:/i.test(text)) return [];
  const end = text.length;
  const passage = { kind: 'own', part: 'subject', start: 0, end, depth: 0, sentAt } as const;
  return [
    {
      passage: { ...passage, author: facts.message.from[0] ?? null, audience: facts.message.to },
      author: facts.author,
      audience: [...facts.to, ...facts.cc],
    },
  ];
}

function partOf(facts: MessageFacts, { passage }: PassageFacts): Part | undefined {
  if (passage.part === 'subject') {
    return { id: 'subject', contentType: 'text/plain', name: '', text: facts.message.subject };
  }
  return facts.message.parts.find((p) => p.id === passage.part);
}

/** People of the thread first: "Jane" is most likely one of them. */
function thread(facts: MessageFacts): Person[] {
  const people = [facts.author, ...facts.to, ...facts.cc, ...facts.bcc];
  for (const p of facts.passages) people.push(p.author, ...p.audience);
  return [...new Map(people.filter((p) => p.key !== '').map((p) => [p.key, p])).values()];
}

function readPassage(
  facts: MessageFacts,
  of: PassageFacts,
  { part, words, numbers }: PartWords,
  catalogue: Catalogue,
  directory: Directory,
  context: readonly Person[],
): ReadSentence[] {
  const read: ReadSentence[] = [];
  let word = firstAt(words.starts, of.passage.start);
  for (const sentence of cutSentences(part.text, of.passage.start, of.passage.end)) {
    while (word < words.count && words.starts[word]! < sentence.start) word += 1;
    while (word < words.count && words.starts[word]! < sentence.end) {
      const from = word;
      const most = Math.min(words.count, from + LONGEST_SENTENCE_WORDS);
      while (word < most && words.starts[word]! < sentence.end) word += 1;
      const to = word;
      const mentions = lazily(() =>
        directory.mentions(words.words.slice(from, to), context, facts.message.sentAt),
      );
      const whole = to - from < LONGEST_SENTENCE_WORDS && words.starts[from]! <= sentence.start + 3;
      read.push({
        part,
        of,
        start: whole ? sentence.start : words.starts[from]!,
        end: whole ? sentence.end : words.ends[to - 1]!,
        from,
        to,
        cues: findCues(catalogue, numbers, from, to, mentions),
        mentions,
      });
    }
  }
  return read;
}

const NO_CUES: ReadSentence['cues'] = new Map();

/** The catalogue's phrases in a run of words, by the cue they answer to. */
function findCues(
  { index, owners }: Catalogue,
  numbers: Uint32Array,
  from: number,
  to: number,
  mentions: () => readonly Mention[],
): ReadSentence['cues'] {
  const ends = lazily(() => mentionEnds(mentions(), from));
  const hits = index.find(numbers, from, to, (name, at) => ends().get(`${name}${at}`) ?? -1);
  if (hits.length === 0) return NO_CUES;
  const cues = new Map<string, PhraseHit[]>();
  for (const hit of hits) {
    const owner = owners[hit.phrase]!;
    const list = cues.get(owner);
    if (list === undefined) cues.set(owner, [hit]);
    else list.push(hit);
  }
  return cues;
}

/** First index whose value is at least `offset` (binary search: passages may be many). */
function firstAt(starts: Uint32Array, offset: number): number {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function mentionEnds(mentions: readonly Mention[], from: number): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const mention of mentions) {
    const start = from + mention.from;
    ends.set(`person${start}`, from + mention.to);
    const role = mention.person?.role ?? mention.role;
    if (role === 'officer' || role === 'member') ends.set(`${role}${start}`, from + mention.to);
  }
  return ends;
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
