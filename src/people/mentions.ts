import type { Person } from '../model/person.js';
import { type Bearer, rosterBearer, threadBearer } from './bearers.js';
import { dayOf } from './dates.js';
import type { Domains } from './domains.js';
import type { KnownPerson } from './known-people.js';
import { matchFirstName, matchUnknownTitle } from './match-first-name.js';
import {
  type FindHolders,
  holdersByWords,
  matchHead,
  matchNameInService,
  matchPhrase,
  matchPostNoun,
} from './match-posts.js';
import { matchSurname } from './match-surname.js';
import { type Mention, withoutPossessive } from './mention.js';
import { type HeldPost, indexNames, indexRoster, type WordInfo } from './name-index.js';
import { foldName } from './names.js';
import { type Circle, lookUp, type Scan } from './scan.js';

export type { Mention } from './mention.js';

export type FindMentions = (
  words: readonly string[],
  context: readonly Person[],
  at: string,
) => readonly Mention[];

const NONE: readonly Mention[] = [];

function heldPosts(known: KnownPerson, bearer: Bearer): HeldPost[] {
  return known.entries
    .filter((entry) => entry.role === 'officer' || entry.role === 'member')
    .map((entry) => ({ bearer, role: entry.role, title: entry.title }));
}

/** What is known of a token: as it stands, or without its `'s`. */
function infoOf(scan: Scan, word: string): WordInfo | undefined {
  const info = lookUp(scan, word);
  if (info) return info;
  const base = withoutPossessive(word);
  return base === word ? undefined : lookUp(scan, base);
}

function isAscii(words: readonly string[]): boolean {
  for (const word of words) {
    for (let i = 0; i < word.length; i++) if (word.charCodeAt(i) > 0x7f) return false;
  }
  return true;
}

/** Single letters name nobody by themselves; `s` begins `s.151 officer`. */
function maySpeakOf(word: string): boolean {
  return word.length > 1 || word === 's';
}

/** Looks for every way of naming somebody at one word; gives the index to go on from. */
function matchAt(scan: Scan, at: number, info: WordInfo, find: FindHolders): number {
  if (info.phrases.length > 0) {
    const end = matchPhrase(scan, at, info);
    if (end > 0) return end;
  }
  if (info.isHead) {
    const end = matchHead(scan, at);
    if (end > 0) return end;
  }
  if (info.isTitle) matchUnknownTitle(scan, at);
  if (info.isFirstName || info.given.length > 0) matchNameInService(scan, at, info);
  if (info.given.length > 0 || info.nick.length > 0) matchFirstName(scan, at, info);
  if (info.surnames.length > 0) matchSurname(scan, at, info);
  if (info.isPostNoun) matchPostNoun(scan, at, find);
  return at + 1;
}

/** Prepares the search for people in sentences: see `Directory.mentions`. */
export function createMentions(people: readonly KnownPerson[], domains: Domains): FindMentions {
  const spoken = people.filter((known) => !known.isMailbox);
  const pairs = spoken.map((known) => [known, rosterBearer(known, domains)] as const);
  const bearers = new Map(pairs.map(([known, bearer]) => [known.key, bearer]));
  const held = pairs.flatMap(([known, bearer]) => heldPosts(known, bearer));
  const index = indexRoster([...bearers.values()], held);
  const find = holdersByWords(held);
  const circles = new WeakMap<readonly Person[], Circle>();

  function circleOf(context: readonly Person[]): Circle {
    const kept = circles.get(context);
    if (kept) return kept;
    const councils = context.map((p) => bearers.get(p.key)?.council ?? domains.councilOf(p.key));
    const strangers = context
      .filter((person) => !bearers.has(person.key))
      .map((person) => threadBearer(person, domains))
      .filter((bearer) => bearer !== null);
    const circle = {
      keys: new Set(context.map((person) => person.key)),
      councils: new Set(councils.filter((council) => council !== '')),
      strangers: strangers.length > 0 ? indexNames(strangers) : null,
    };
    circles.set(context, circle);
    return circle;
  }

  return (words, context, at) => {
    const plain = isAscii(words) ? words : words.map(foldName);
    const circle = circleOf(context);
    const scan: Scan = { words: plain, shown: words, circle, day: dayOf(at), index, found: [] };
    for (let i = 0; i < plain.length; ) {
      const word = plain[i]!;
      const info = maySpeakOf(word) ? infoOf(scan, word) : undefined;
      i = info ? matchAt(scan, i, info, find) : i + 1;
    }
    return scan.found.length === 0 ? NONE : scan.found;
  };
}
