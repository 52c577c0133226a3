import type { JudgedRole } from '../model/person.js';
import { AMBIGUOUS_FIRST_NAMES, AMBIGUOUS_SURNAMES } from './ambiguous-names.js';
import type { Bearer } from './bearers.js';
import { FIRST_NAMES } from './first-names.js';
import { type PostForm, postForms, SINGLE_POSTS, toForm } from './posts.js';
import { HEADS, POST_NOUNS } from './services.js';
import { SPOKEN_TITLES } from './titles.js';
import { NOT_A_NAME } from './words.js';

/** A surname as words before its last one: `ap` of `ap rhisiart`. */
export interface SurnameForm {
  readonly bearer: Bearer;
  readonly lead: readonly string[];
  /** A particle may be left out (`cllr rhisiart`); half of a double surname may not. */
  readonly leadOptional: boolean;
}

/** A fixed run of words that means somebody: a post, or initials. */
export interface Phrase extends PostForm {
  readonly how: 'post' | 'initials';
  readonly role: JudgedRole;
  readonly holders: Bearer[];
}

/** All that a word can begin or end; one lookup a word keeps the scan fast. */
export interface WordInfo {
  readonly surnames: SurnameForm[];
  readonly given: Bearer[];
  readonly nick: Bearer[];
  /** Longest first. */
  readonly phrases: Phrase[];
  isTitle: boolean;
  isHead: boolean;
  isPostNoun: boolean;
  isFirstName: boolean;
}

export type NameIndex = Map<string, WordInfo>;

function entry(index: NameIndex, word: string): WordInfo {
  let info = index.get(word);
  if (!info) {
    info = {
      surnames: [],
      given: [],
      nick: [],
      phrases: [],
      isTitle: false,
      isHead: false,
      isPostNoun: false,
      isFirstName: false,
    };
    index.set(word, info);
  }
  return info;
}

function addSurname(index: NameIndex, bearer: Bearer, surname: readonly string[]): void {
  const last = surname.at(-1);
  if (last === undefined || isNoName(last)) return;
  const add = (word: string, lead: readonly string[], leadOptional: boolean): void => {
    const { surnames } = entry(index, word);
    const same = surnames.some((f) => f.bearer === bearer && f.lead.join(' ') === lead.join(' '));
    if (!same) surnames.push({ bearer, lead, leadOptional });
  };
  add(last, surname.slice(0, -1), true);
  // Double surnames lose their hyphen, Irish and Scots ones their apostrophe, in hasty mail.
  const halves = last.split('-').filter((half) => half !== '');
  if (halves.length > 1) add(halves.at(-1)!, halves.slice(0, -1), false);
  if (last.includes("'")) add(last.replaceAll("'", ''), [], true);
}

function addInitials(index: NameIndex, initials: string, bearer: Bearer): void {
  const { phrases } = entry(index, initials);
  const known = phrases.find((phrase) => phrase.how === 'initials');
  if (known) known.holders.push(bearer);
  else {
    const words = [initials];
    phrases.push({ words, bare: true, how: 'initials', role: 'unknown', holders: [bearer] });
  }
}

/** Small words that a careless display name brings (`The Editor`); `Will` and `May` stay names. */
function isNoName(word: string): boolean {
  if (!NOT_A_NAME.has(word)) return false;
  return !AMBIGUOUS_FIRST_NAMES.has(word) && !AMBIGUOUS_SURNAMES.has(word);
}

function addBearer(index: NameIndex, bearer: Bearer): void {
  for (const name of bearer.names) addSurname(index, bearer, name.surname);
  for (const name of bearer.given) if (!isNoName(name)) entry(index, name).given.push(bearer);
  for (const name of bearer.nicknames) entry(index, name).nick.push(bearer);
  for (const initials of bearer.initials) {
    addInitials(index, initials, bearer);
  }
}

/** An index of people's names only, for the people of one thread. */
export function indexNames(bearers: readonly Bearer[]): NameIndex {
  const index: NameIndex = new Map();
  for (const bearer of bearers) addBearer(index, bearer);
  return index;
}

/** Forms of posts known by themselves, by what a roster title may call them. */
const GROUP_OF: ReadonlyMap<string, readonly string[]> = new Map(
  SINGLE_POSTS.flatMap(({ forms }) => {
    return forms.map((form) => [form.replace('!', ''), forms] as const);
  }),
);

class Posts {
  private readonly phrases = new Map<string, Phrase>();

  constructor(private readonly index: NameIndex) {}

  add(form: string, role: JudgedRole, holder: Bearer | null): void {
    const { words, bare } = toForm(form);
    const text = `${role}:${words.join(' ')}`;
    let phrase = this.phrases.get(text);
    if (!phrase) {
      phrase = { words, bare, how: 'post', role, holders: [] };
      this.phrases.set(text, phrase);
      entry(this.index, words[0]!).phrases.push(phrase);
    }
    if (holder && !phrase.holders.includes(holder)) phrase.holders.push(holder);
  }
}

/** A post of the roster: its holder, the role it goes with, the title as written there. */
export interface HeldPost {
  readonly bearer: Bearer;
  readonly role: JudgedRole;
  readonly title: string;
}

function addPosts(index: NameIndex, held: readonly HeldPost[]): void {
  const posts = new Posts(index);
  for (const { bearer, role, title } of held) {
    for (const form of postForms(title, role)) {
      const forms = GROUP_OF.get(form.replace('!', '')) ?? [form];
      for (const each of new Set([...forms, form])) posts.add(each, role, bearer);
    }
  }
  for (const { role, forms } of SINGLE_POSTS) for (const form of forms) posts.add(form, role, null);
}

/** The index of a roster: its people, their posts, and the words that show people by themselves. */
export function indexRoster(bearers: readonly Bearer[], held: readonly HeldPost[]): NameIndex {
  const index = indexNames(bearers);
  addPosts(index, held);
  for (const word of SPOKEN_TITLES) entry(index, word).isTitle = true;
  for (const word of HEADS) entry(index, word).isHead = true;
  for (const word of POST_NOUNS) entry(index, word).isPostNoun = true;
  for (const word of FIRST_NAMES) entry(index, word).isFirstName = true;
  for (const { phrases } of index.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  return index;
}
