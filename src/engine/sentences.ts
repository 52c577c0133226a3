import { type Grammar, readGrammar } from '../cues/grammar.js';
import type { MessageFacts, PassageFacts } from '../detectors/facts.js';
import type { Part } from '../model/message.js';
import type { Person } from '../model/person.js';
import type { Catalogue } from '../patterns/catalogue.js';
import type { Directory } from '../people/directory.js';
import type { Mention } from '../people/mention.js';
import { readWords } from '../text/phrases/canonical.js';
import type { PhraseHit, PlainSearch } from '../text/phrases/match.js';
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
  /** In their canonical spelling. */
  readonly words: readonly string[];
  readonly cues: ReadonlyMap<string, readonly PhraseHit[]>;
  readonly mentions: () => readonly Mention[];
  readonly grammar: () => Grammar;
}

/** Kinds whose words somebody means; a signature and a disclaimer are nobody's words. */
const JUDGED = new Set(['own', 'quoted', 'forwarded', 'attached']);

/** Cuts every judged passage into sentences and finds the catalogue's phrases in them. */
export function readSentences(
  facts: MessageFacts,
  catalogue: Catalogue,
  directory: Directory,
): ReadSentence[][] {
  const context = thread(facts);
  return [...subject(facts), ...facts.passages]
    .filter((p) => JUDGED.has(p.passage.kind))
    .map((of) => {
      const part = partOf(facts, of);
      if (part === undefined) return [];
      const mention = (words: readonly string[]): readonly Mention[] =>
        directory.mentions(words, context, facts.message.sentAt);
      return readPassage(of, part, catalogue, mention);
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
  of: PassageFacts,
  part: Part,
  catalogue: Catalogue,
  mention: (words: readonly string[]) => readonly Mention[],
): ReadSentence[] {
  return cutSentences(part.text, of.passage.start, of.passage.end).flatMap(({ start, end }) =>
    knownSentence(part.text.slice(start, end), catalogue).map((known): ReadSentence => {
      const mentions = lazily(() => mention(known.words));
      return {
        part,
        of,
        start: start + known.start,
        end: start + known.end,
        words: known.words,
        cues: cuesWith(known, catalogue, mentions),
        mentions,
        grammar: known.grammar,
      };
    }),
  );
}

/** What a sentence is, whoever wrote it to whom. */
interface KnownSentence {
  /** Offsets into the sentence: all of it, or a piece of one that is too long. */
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
  readonly numbers: Uint32Array;
  readonly search: PlainSearch;
  /** The cues of its phrases that hold whoever is mentioned. */
  readonly cues: ReadSentence['cues'];
  readonly grammar: ReadSentence['grammar'];
}

/**
 * The same sentence comes again and again: quoted down a thread, in a newsletter to every member.
 * It is read once. Bounded in sentences; when full, all are forgotten, which costs no more than
 * reading them again.
 */
const MOST_KNOWN = 8_192;
const known = new WeakMap<Catalogue, Map<string, readonly KnownSentence[]>>();

function knownSentence(text: string, catalogue: Catalogue): readonly KnownSentence[] {
  let sentences = known.get(catalogue);
  if (sentences === undefined || sentences.size >= MOST_KNOWN) {
    sentences = new Map();
    known.set(catalogue, sentences);
  }
  let read = sentences.get(text);
  if (read === undefined) {
    read = readSentence(text, catalogue);
    sentences.set(text, read);
  }
  return read;
}

function readSentence(text: string, catalogue: Catalogue): readonly KnownSentence[] {
  const all = readWords(text);
  const numbers = catalogue.index.number(all);
  const pieces: KnownSentence[] = [];
  for (let from = 0; from < all.count; from += LONGEST_SENTENCE_WORDS) {
    const to = Math.min(all.count, from + LONGEST_SENTENCE_WORDS);
    const own = numbers.subarray(from, to);
    const search = catalogue.index.search(own);
    const start = from === 0 ? 0 : all.starts[from]!;
    const end = to === all.count ? text.length : all.ends[to - 1]!;
    pieces.push({
      start,
      end,
      words: all.words.slice(from, to),
      numbers: own,
      search,
      cues: toCues(catalogue, search.hits),
      grammar: lazily(() => readGrammar(text.slice(start, end))),
    });
  }
  return pieces;
}

/** The cues of a sentence, those of phrases that name a person included. */
function cuesWith(
  sentence: KnownSentence,
  catalogue: Catalogue,
  mentions: () => readonly Mention[],
): ReadSentence['cues'] {
  const { search, numbers, cues } = sentence;
  if (search.open.length === 0 || mentions().length === 0) return cues;
  const ends = mentionEnds(mentions());
  const hits = catalogue.index.complete(
    numbers,
    search,
    (name, at) => ends.get(`${name}${at}`) ?? -1,
  );
  return hits === search.hits ? cues : toCues(catalogue, hits);
}

const NO_CUES: ReadSentence['cues'] = new Map();

/** Hits by the cue they answer to. */
function toCues({ owners }: Catalogue, hits: readonly PhraseHit[]): ReadSentence['cues'] {
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

function mentionEnds(mentions: readonly Mention[]): ReadonlyMap<string, number> {
  const ends = new Map<string, number>();
  for (const mention of mentions) {
    const { from, to } = mention;
    ends.set(`person${from}`, to);
    const role = mention.person?.role ?? mention.role;
    if (role === 'officer' || role === 'member') ends.set(`${role}${from}`, to);
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
