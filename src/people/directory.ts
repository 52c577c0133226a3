import type { Address } from '../model/message.js';
import type { Person } from '../model/person.js';
import { domainOf, plainAddress } from './addresses.js';
import { dayOf } from './dates.js';
import { type Domains, learnDomains } from './domains.js';
import { type Inference, inferRole } from './infer-role.js';
import { entryAt, isMailboxRow, type KnownPerson, knownPeople, personAt } from './known-people.js';
import { guessList, listRoleByName } from './lists.js';
import { createMentions, type Mention } from './mentions.js';
import { foldName, plainName, splitName } from './names.js';
import type { Roster } from './roster.js';
import { TITLES } from './titles.js';

export interface Directory {
  /**
   * Who an address is at a date. Never fails: whoever is unknown comes back with the role
   * `unknown` or an inferred one, `basis` and `reason` saying so.
   *
   * @param at ISO date or date and time; empty when unknown
   * @param hints the signature under the same author's words
   */
  resolve(address: Address, at: string, hints?: { signature?: string }): Person;
  /**
   * The people whom words speak of.
   *
   * @param words lower-case tokens of one sentence (words with inner `'` and `-`, single marks)
   * @param context people of the thread: a first name is theirs before it is anybody else's.
   *   Give the same array for all sentences of a message: what is learnt from it is kept.
   * @param at ISO date of the words; empty when unknown
   * @returns mentions in order, none overlapping another
   */
  mentions(words: readonly string[], context: readonly Person[], at: string): readonly Mention[];
}

interface Index {
  readonly byAddress: ReadonlyMap<string, KnownPerson>;
  readonly byName: ReadonlyMap<string, readonly KnownPerson[]>;
  readonly bySurname: ReadonlyMap<string, readonly KnownPerson[]>;
}

function add(map: Map<string, KnownPerson[]>, key: string, known: KnownPerson): void {
  const list = map.get(key) ?? [];
  if (key !== '' && !list.includes(known)) map.set(key, [...list, known]);
}

function indexPeople(people: readonly KnownPerson[]): Index {
  const byAddress = new Map<string, KnownPerson>();
  const byName = new Map<string, KnownPerson[]>();
  const bySurname = new Map<string, KnownPerson[]>();
  for (const known of people) {
    for (const entry of known.entries) {
      byAddress.set(plainAddress(entry.email), known);
      add(byName, isMailboxRow(entry) ? foldName(entry.name) : plainName(entry.name), known);
      add(bySurname, splitName(entry.name).surname.join(' '), known);
      for (const alias of entry.aliases) {
        if (alias.includes('@')) byAddress.set(plainAddress(alias), known);
        else add(byName, plainName(alias), known);
      }
    }
  }
  return { byAddress, byName, bySurname };
}

/** A list noted as external whose name says whom it reaches. */
function listPerson(known: KnownPerson, person: Person): Person {
  if (!known.isMailbox || person.role !== 'external') return person;
  const role = listRoleByName(`${person.name} ${person.title}`);
  if (role === 'unknown') return person;
  const reason = `the roster notes the list ${person.name} as external, but its name speaks of ${role}s`;
  return { ...person, role, basis: 'inferred', reason };
}

function one(people: readonly KnownPerson[] | undefined): KnownPerson | undefined {
  return people?.length === 1 ? people[0] : undefined;
}

/** The one of several namesakes of whom a row holds on the day. */
function oneAt(people: readonly KnownPerson[] | undefined, day: string): KnownPerson | undefined {
  return one(people) ?? one(people?.filter((known) => entryAt(known, day)));
}

function byDisplayName(index: Index, address: Address, day: string): Person | null {
  const full = oneAt(index.byName.get(plainName(address.name)), day);
  const isFull = plainName(address.name).includes(' ');
  if (full && !full.isMailbox && (isFull || address.address === '')) {
    const person = personAt(full, day);
    if (address.address === '') return person;
    const reason = `the name ${address.name} is in the roster, the address ${address.address} is not`;
    return { ...person, basis: 'inferred', reason };
  }
  return address.address === '' ? byTitledSurname(index, address, day) : null;
}

/** `Cllr Marsh` without an address, as letters and quoted headers have it. */
function byTitledSurname(index: Index, address: Address, day: string): Person | null {
  const { titles, given, surname } = splitName(address.name);
  if (titles.length === 0 || given.length > 0) return null;
  const role = TITLES.get(titles.at(-1)!) ?? 'unknown';
  const people = index.bySurname.get(surname.join(' '))?.filter((known) => {
    return role === 'unknown' || personAt(known, day).role === role;
  });
  const known = oneAt(people, day);
  if (!known) return null;
  const reason = `only the title and surname ${address.name} are given`;
  return { ...personAt(known, day), basis: 'inferred', reason };
}

function inferred(address: Address, key: string, name: string, guess: Inference): Person {
  const basis = guess.role === 'unknown' ? 'none' : 'inferred';
  const { role, reason } = guess;
  return { key, name: name || address.address, role, party: '', title: '', basis, reason };
}

function asList(address: Address, domains: Domains): Person | null {
  const guess = guessList(address.address);
  if (!guess) return null;
  const domain = domainOf(address.address);
  // Without a roster nothing tells the council's domain: then `members@` is believed anywhere.
  const believable =
    guess.plain || domains.isCouncil(domain) || (!domains.known && guess.role === 'member');
  if (!believable) return null;
  const reason = `the address ${address.address} is a shared one by its word “${guess.word}”`;
  const { role } = guess;
  return inferred(address, address.address, address.name || guess.name, { role, reason });
}

/**
 * Builds the directory of a roster: who is who by address, name and post, and by inference where
 * the roster is silent.
 */
export function createDirectory(roster: Roster): Directory {
  const people = knownPeople(roster);
  const index = indexPeople(people);
  const domains = learnDomains(roster);

  function resolve(seen: Address, at: string, hints: { signature?: string } = {}): Person {
    const day = dayOf(at);
    const address: Address = { name: seen.name.trim(), address: plainAddress(seen.address) };
    const known = index.byAddress.get(address.address);
    if (known) return listPerson(known, personAt(known, day));
    const named = address.name === '' ? null : byDisplayName(index, address, day);
    if (named) return named;
    const guess = inferRole(address, hints.signature ?? '', domains);
    const certain = guess.reason !== '' && !guess.reason.startsWith('low certainty');
    const list = certain && guess.role !== 'external' ? null : asList(address, domains);
    const key = address.address || plainName(address.name);
    return list ?? inferred(address, key, address.name, guess);
  }

  return { resolve, mentions: createMentions(people, domains) };
}
