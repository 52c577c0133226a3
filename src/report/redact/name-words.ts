import { knownPeople, personAt } from '../../people/known-people.js';
import { foldName, splitName } from '../../people/names.js';
import { nicknamesOf } from '../../people/nicknames.js';
import type { Roster } from '../../people/roster.js';
import type { LabelKind, Labels } from './labels.js';

/** Somebody or some shared mailbox whose name must not survive. */
export interface Bearer {
  readonly key: string;
  readonly kind: LabelKind;
}

/** Words that name somebody: several in a row, or one alone. */
export interface NameIndex {
  /** By first word: whole names and posts, longest first. */
  readonly phrases: Map<string, { readonly words: readonly string[]; readonly bearer: Bearer }[]>;
  /** Surnames, first names and nicknames. */
  readonly words: Map<string, { readonly bearers: Bearer[]; readonly isSurname: boolean }>;
  readonly byAddress: Map<string, Bearer>;
}

const KINDS = {
  member: 'Member',
  officer: 'Officer',
  'political-assistant': 'Political assistant',
  external: 'Person',
  unknown: 'Person',
} as const;

export const kindOf = (role: string): LabelKind =>
  Object.entries(KINDS).find(([known]) => known === role)?.[1] ?? 'Person';

/** `Lindqvist-Hale's 47` → `lindqvist-hale`, `47`: tokens as the redactor compares them. */
export const foldedWords = (text: string): string[] =>
  foldName(text)
    .replace(/'s\b/g, '')
    .split(/[^\p{L}\p{N}'-]+/u)
    .filter((word) => word !== '');

export function addPhrase(index: NameIndex, phrase: string, bearer: Bearer): void {
  const words = foldedWords(phrase);
  const [first] = words;
  if (first === undefined || words.length < 2) return;
  const list = index.phrases.get(first) ?? [];
  list.push({ words, bearer });
  index.phrases.set(
    first,
    list.sort((a, b) => b.words.length - a.words.length),
  );
}

export function addWord(index: NameIndex, word: string, bearer: Bearer, isSurname: boolean): void {
  if (word.length < 3) return;
  const known = index.words.get(word) ?? { bearers: [], isSurname };
  if (known.bearers.every(({ key }) => key !== bearer.key)) known.bearers.push(bearer);
  index.words.set(word, { bearers: known.bearers, isSurname: known.isSurname || isSurname });
}

/** Every way in which a person's name stands in mail. */
export function addName(index: NameIndex, name: string, bearer: Bearer): void {
  const { given, surname } = splitName(name);
  addPhrase(index, [...given, ...surname].join(' '), bearer);
  addPhrase(index, [...surname, ...given].join(' '), bearer);
  for (const word of surname) {
    addWord(index, word, bearer, true);
    for (const part of word.split('-')) addWord(index, part, bearer, true);
  }
  for (const word of given) {
    addWord(index, word, bearer, false);
    for (const nickname of nicknamesOf(word)) {
      if (surname.length > 0) addPhrase(index, [nickname, ...surname].join(' '), bearer);
    }
  }
}

function addAddress(index: NameIndex, address: string, bearer: Bearer): void {
  const folded = address.toLowerCase();
  if (!index.byAddress.has(folded)) index.byAddress.set(folded, bearer);
}

/**
 * Indexes everybody of the roster, and whoever else was seen writing: names, nicknames, aliases,
 * addresses, and posts that only one of them holds (a post of one holder names him).
 */
export function indexNames(
  roster: Roster,
  seen: readonly { readonly name: string; readonly address: string }[],
): NameIndex {
  const index: NameIndex = { phrases: new Map(), words: new Map(), byAddress: new Map() };
  for (const known of knownPeople(roster)) {
    const { role } = personAt(known, known.entries.at(-1)?.from ?? '');
    const bearer = { key: known.key, kind: known.isMailbox ? 'Mailbox' : kindOf(role) } as const;
    for (const entry of known.entries) {
      addAddress(index, entry.email, bearer);
      if (known.isMailbox) addPhrase(index, entry.name, bearer);
      else addName(index, entry.name, bearer);
      for (const alias of entry.aliases) {
        if (alias.includes('@')) addAddress(index, alias, bearer);
        else if (!known.isMailbox) addName(index, alias, bearer);
      }
      if (!known.isMailbox) {
        for (const post of entry.title.split(/[;,()]/)) addPhrase(index, post, bearer);
      }
    }
  }
  for (const { name, address } of seen) {
    const bearer = index.byAddress.get(address) ?? {
      key: address || foldName(name),
      kind: 'Person',
    };
    if (address !== '') addAddress(index, address, bearer);
    if (bearer.kind !== 'Mailbox') addName(index, name, bearer);
  }
  return dropShared(index);
}

/** A phrase that fits two people (`Councillor`, `Distribution list`) names neither. */
function dropShared(index: NameIndex): NameIndex {
  for (const [first, list] of index.phrases) {
    const keys = (words: readonly string[]): number =>
      new Set(list.filter((p) => p.words.join(' ') === words.join(' ')).map((p) => p.bearer.key))
        .size;
    index.phrases.set(
      first,
      list.filter(({ words }) => keys(words) === 1),
    );
  }
  return index;
}

export const labelOf = (labels: Labels, bearer: Bearer, words: string): string =>
  labels.of(bearer.kind, bearer.key, words);
