import { plainAddress } from '../../people/addresses.js';
import { AMBIGUOUS_SURNAMES } from '../../people/ambiguous-names.js';
import { FIRST_NAMES, PLACE_AFTER } from '../../people/first-names.js';
import { foldName } from '../../people/names.js';
import { SPOKEN_TITLES, TITLES } from '../../people/titles.js';
import { DETAILS } from './details.js';
import { type LabelKind, Labels, type Taken } from './labels.js';
import { addName, type Bearer, labelOf, type NameIndex } from './name-words.js';
import { CLOSE, MARKS, OPEN, type Token, tokensOf } from './tokens.js';
import { isAmbiguous, isCommon } from './vocabulary.js';

/** Replaces what names or finds people by labels that stay the same throughout. */
export interface Redactor {
  /** A text of mail: its details and names become `[Member 1]`, `[phone 2]`. */
  text(value: string): string;
  /** Reads a text for names only, so that those introduced anywhere are known everywhere. */
  learn(value: string): void;
  /** A field that is a person as a whole: `Jane Marsh <jane@fenwick.example>` → `Member 1`. */
  person(value: string): string;
  /** A field that is taken out whole. */
  whole(kind: LabelKind, value: string): string;
  /** What was taken out so far. */
  taken(): Taken[];
}

export function createRedactor(index: NameIndex): Redactor {
  const labels = new Labels();

  const emailLabel = (address: string): string => {
    const bearer = index.byAddress.get(plainAddress(address));
    return bearer === undefined
      ? labels.of('email', plainAddress(address), address)
      : labelOf(labels, bearer, address);
  };

  const withoutDetails = (value: string): string =>
    DETAILS.reduce(
      (text, { kind, pattern }) => {
        return text.replace(pattern, (words, ...rest: unknown[]) => {
          const at = rest.findLast((each) => typeof each === 'number') ?? 0;
          if (isInLabel(text, at)) return words;
          const label =
            kind === 'email' ? emailLabel(words) : labels.of(kind, foldName(words), words);
          return OPEN + label + CLOSE;
        });
      },
      value.replace(MARKS, ' '),
    );

  const withoutNames = (text: string): string => {
    const tokens = tokensOf(text);
    let result = '';
    let from = 0;
    for (let at = 0; at < tokens.length; ) {
      const cut = cutAt(text, tokens, at, index, labels);
      if (cut === null) {
        at += 1;
        continue;
      }
      const { start } = tokens[at]!;
      const { end } = tokens[at + cut.words - 1]!;
      result += `${text.slice(from, start)}${OPEN}${cut.label}${CLOSE}`;
      from = end;
      at += cut.words;
    }
    return result + text.slice(from);
  };

  return {
    text: (value) =>
      withoutNames(withoutDetails(value)).replaceAll(OPEN, '[').replaceAll(CLOSE, ']'),
    learn: (value) => void withoutNames(withoutDetails(value)),
    person: (value) => {
      const address = /[^\s<>"]+@[^\s<>"]+/.exec(value)?.[0];
      if (address !== undefined) return emailLabel(address);
      const tokens = tokensOf(value);
      for (let at = 0; at < tokens.length; at += 1) {
        const cut = phraseAt(tokens, at, index);
        if (cut !== null) return labelOf(labels, cut.bearer, value);
      }
      return value === '' ? '' : labels.of('Person', foldName(value), value);
    },
    whole: (kind, value) => (value === '' ? '' : labels.of(kind, value, value)),
    taken: () => labels.taken(),
  };
}

const isInLabel = (text: string, at: number): boolean =>
  text.lastIndexOf(OPEN, at) > text.lastIndexOf(CLOSE, at);

/** After these even small letters are a name; `councillor` is a word of its own (`a councillor presses`). */
const SHORT_TITLES = new Set(['cllr', 'clr', 'mr', 'mrs', 'ms', 'miss', 'mx', 'dr', 'prof']);

type Named = { readonly words: number; readonly label: string } | null;

/** What is named at this word, if anything, and how many words that takes. */
function cutAt(
  text: string,
  tokens: readonly Token[],
  at: number,
  index: NameIndex,
  labels: Labels,
): Named {
  const token = tokens[at]!;
  if (token.isLabel) return null;
  const words = (count: number): string =>
    text.slice(token.start, tokens[at + count - 1]!.end).replaceAll(/\s+/g, ' ');
  const lead = leadAt(text, tokens, at);
  if (lead > 0 && isKnown(tokens, at + lead, index)) {
    const named = cutAt(text, tokens, at + lead, index, labels);
    if (named !== null) return { ...named, words: named.words + lead };
  }
  const phrase = phraseAt(tokens, at, index);
  if (phrase !== null) {
    return { words: phrase.count, label: labelOf(labels, phrase.bearer, words(phrase.count)) };
  }
  if (SPOKEN_TITLES.has(token.folded)) {
    const count = nameLength(tokens, at + 1, SHORT_TITLES.has(token.folded));
    if (count === 0) return null;
    return {
      words: count + 1,
      label: stranger(tokens, at + 1, count, index, labels, words(count + 1)),
    };
  }
  return wordAt(tokens, at, index, labels, words);
}

/** A title or an initial before a name goes with it. */
function leadAt(text: string, tokens: readonly Token[], at: number): number {
  const [token, next] = [tokens[at]!, tokens[at + 1]];
  if (next === undefined || next.isLabel) return 0;
  const between = text.slice(token.end, next.start);
  const isTitle = TITLES.has(token.folded) && /^\.?\s+$/.test(between) && token.folded.length > 1;
  const isInitial = token.isCapital && token.folded.length === 1 && /^\.\s*$/.test(between);
  return isTitle || isInitial ? 1 : 0;
}

/** Whether a word begins a listed name, or is one by itself. */
const isKnown = (tokens: readonly Token[], at: number, index: NameIndex): boolean =>
  phraseAt(tokens, at, index) !== null || index.words.has(tokens[at]?.folded ?? '');

function phraseAt(
  tokens: readonly Token[],
  at: number,
  index: NameIndex,
): { readonly count: number; readonly bearer: Bearer } | null {
  for (const { words, bearer } of index.phrases.get(tokens[at]!.folded) ?? []) {
    if (words.every((word, place) => tokens[at + place]?.folded === word)) {
      return { count: words.length, bearer };
    }
  }
  return null;
}

/** How many words from here are a name that nobody listed. After a title small letters do too. */
function nameLength(tokens: readonly Token[], from: number, afterTitle: boolean): number {
  let count = 0;
  for (; count < 3; count += 1) {
    const token = tokens[from + count];
    if (token === undefined || token.isLabel) break;
    const isFirst = afterTitle && count === 0;
    const isWord = isCommon(token.folded) && !(isFirst && AMBIGUOUS_SURNAMES.has(token.folded));
    if (isWord || (!token.isCapital && (!isFirst || isCommon(token.folded)))) break;
    if (count > 0 && token.opensSentence) break;
  }
  return count;
}

/** Somebody no list knows: labelled by the last word, which is then known for the rest. */
function stranger(
  tokens: readonly Token[],
  from: number,
  count: number,
  index: NameIndex,
  labels: Labels,
  words: string,
): string {
  const name = tokens.slice(from, from + count).map(({ folded }) => folded);
  const surname = name.at(-1) ?? '';
  const known = index.words.get(surname);
  const bearer: Bearer = known?.bearers[0] ?? { key: surname, kind: 'Person' };
  if (known === undefined) addName(index, count > 1 ? name.join(' ') : `mr ${surname}`, bearer);
  return labelOf(labels, bearer, words);
}

function wordAt(
  tokens: readonly Token[],
  at: number,
  index: NameIndex,
  labels: Labels,
  words: (count: number) => string,
): Named {
  const token = tokens[at]!;
  const { folded, isCapital, opensSentence } = token;
  const known = index.words.get(folded);
  const unsure = isAmbiguous(folded);
  if (known !== undefined) {
    const spared =
      unsure && (!isCapital || opensSentence) && (isCommon(folded) || !known.isSurname);
    if (!spared)
      return { words: 1, label: oneOf(known.bearers, unsure && !isCapital, labels, words(1)) };
  }
  if (isCommon(folded) || folded.length < 2) return null;
  if (FIRST_NAMES.has(folded) && !(unsure && (!isCapital || opensSentence))) {
    const more = isCapital ? nameLength(tokens, at + 1, false) : 0;
    const count = 1 + Math.min(more, 2);
    return { words: count, label: stranger(tokens, at, count, index, labels, words(count)) };
  }
  if (!isCapital) return null;
  const more = nameLength(tokens, at + 1, false);
  // A capital at the start of a sentence says nothing, unless another follows.
  if (opensSentence && more === 0) return null;
  const last = tokens[at + more]!;
  const after = tokens[at + more + 1];
  const isPlace =
    PLACE_AFTER.has(last.folded) || (after !== undefined && PLACE_AFTER.has(after.folded));
  const name = words(1 + more);
  return { words: 1 + more, label: labels.of(isPlace ? 'place' : 'name', foldName(name), name) };
}

/** Of several people of that name, or where it may be another word, nobody in particular. */
function oneOf(
  bearers: readonly Bearer[],
  isUnsure: boolean,
  labels: Labels,
  words: string,
): string {
  const [bearer] = bearers;
  if (bearer === undefined || bearers.length > 1 || isUnsure) {
    return labels.of('name', foldName(words), words);
  }
  return labelOf(labels, bearer, words);
}
