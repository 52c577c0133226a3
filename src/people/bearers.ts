import type { Person } from '../model/person.js';
import { domainOf } from './addresses.js';
import type { Domains } from './domains.js';
import { FIRST_NAMES } from './first-names.js';
import { entryAt, isMailboxName, type KnownPerson, personAt } from './known-people.js';
import { type NameParts, splitName } from './names.js';
import { nicknamesOf } from './nicknames.js';

/** Somebody whom a name may mean: of the roster, or only of the thread. */
export interface Bearer {
  readonly key: string;
  /** Every name taken apart: the roster's, its aliases'. */
  readonly names: readonly NameParts[];
  /** First names as given, aliases of one word included. */
  readonly given: ReadonlySet<string>;
  /** What else the person may be called. */
  readonly nicknames: ReadonlySet<string>;
  /** `jm` for an alias `JM`. */
  readonly initials: readonly string[];
  /** The council by domain; empty for somebody with a private or foreign address only. */
  readonly council: string;
  /** Whether a first name or surname alone may mean them: not for outsiders with odd names. */
  readonly byOneName: boolean;
  at(day: string): Person;
  /** Whether a row of the roster covers the day. */
  isCurrent(day: string): boolean;
}

/** Two to four capitals: an alias that is initials. */
const INITIALS = /^(?:\p{Lu}\.?){2,4}$/u;

function nicknames(given: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set<string>();
  for (const name of given)
    for (const other of nicknamesOf(name)) if (!given.has(other)) all.add(other);
  return all;
}

function givenOf(names: readonly NameParts[]): ReadonlySet<string> {
  const given = new Set<string>();
  for (const { given: words } of names) {
    for (const word of words) if (word.length > 1) given.add(word);
  }
  return given;
}

/** A bearer for somebody of the roster. */
export function rosterBearer(known: KnownPerson, domains: Domains): Bearer {
  const aliases = known.entries.flatMap((entry) => entry.aliases).filter((a) => !a.includes('@'));
  const isInitials = (alias: string): boolean => INITIALS.test(alias);
  const spoken = aliases.filter((alias) => !isInitials(alias));
  const texts = new Set([...known.entries.map((entry) => entry.name), ...spoken]);
  const names = [...texts].map(splitName);
  const given = givenOf(names);
  const addresses = known.entries.flatMap((e) => [
    e.email,
    ...e.aliases.filter((a) => a.includes('@')),
  ]);
  return {
    key: known.key,
    names,
    given,
    nicknames: nicknames(given),
    initials: aliases.filter(isInitials).map((alias) => alias.replaceAll('.', '').toLowerCase()),
    council: addresses.map((address) => domains.councilOf(address)).find((c) => c !== '') ?? '',
    byOneName: true,
    at: (day) => personAt(known, day),
    isCurrent: (day) => day === '' || entryAt(known, day) !== undefined,
  };
}

function isOfCouncil({ role }: Person): boolean {
  return role === 'member' || role === 'officer' || role === 'political-assistant';
}

/** A bearer for somebody of the thread whom the roster does not know. */
export function threadBearer(person: Person, domains: Domains): Bearer | null {
  if (person.name === '' || person.name.includes('@') || isMailboxName(person.name)) return null;
  const names = [splitName(person.name)];
  const given = givenOf(names);
  return {
    key: person.key,
    names,
    given,
    nicknames: nicknames(given),
    initials: [],
    council: domainOf(person.key) === '' ? '' : domains.councilOf(person.key),
    // `Oakes Joinery` and `Market Digest` are no people: an outsider needs a common first name.
    byOneName: isOfCouncil(person) || [...given].some((name) => FIRST_NAMES.has(name)),
    at: () => person,
    isCurrent: () => true,
  };
}
