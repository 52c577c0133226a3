import type { Person, RosterEntry } from '../model/person.js';
import { plainAddress } from './addresses.js';
import { covers, overlap } from './dates.js';
import { plainName } from './names.js';
import type { Roster } from './roster.js';

/** One human being, or one shared mailbox, of the roster: all rows that speak of it. */
export interface KnownPerson {
  /** The main address: that of the first row not marked as private. */
  readonly key: string;
  /** Oldest first. */
  readonly entries: readonly RosterEntry[];
  /** A distribution list or shared mailbox: it receives mail but nobody speaks of it by name. */
  readonly isMailbox: boolean;
  /** Who it is on any day, when no row has dates; null when the day decides. */
  readonly always: Person | null;
}

const PRIVATE_TITLE = /\b(?:private|home|personal|business)\b.*\baddress\b/i;
const PRIVATE_NAME = /\((?:home|private|personal|business|work)\)/i;
const LIST_TITLE =
  /\b(?:distribution list|mailing list|mail list|shared mailbox|automatic|auto-?reply|press cuttings|duty desk)\b/i;
const MAILBOX_NAME =
  /\b(?:team|support|desk|members|councillors|aelodau|group|services?|editor|office|news|digest|papers|list|committee|council|enquiries|admin|manager|mailbox|no-?reply)\b/i;

/** Whether a row gives a private address of somebody known by another. */
export function isPrivateRow(entry: RosterEntry): boolean {
  return PRIVATE_TITLE.test(entry.title) || PRIVATE_NAME.test(entry.name);
}

/** Whether a name is a team's or list's rather than a person's. */
export function isMailboxName(name: string): boolean {
  return MAILBOX_NAME.test(name);
}

/** Whether a row is a list or shared mailbox rather than a person. */
export function isMailboxRow(entry: RosterEntry): boolean {
  return LIST_TITLE.test(entry.title) || isMailboxName(entry.name);
}

/**
 * Two rows of the same name are one person if one gives a private address, if nothing but the
 * address differs, or if one role ends before the other begins. Otherwise they are namesakes.
 */
function samePerson(a: RosterEntry, b: RosterEntry): boolean {
  if (plainAddress(a.email) === plainAddress(b.email)) return true;
  if (plainName(a.name) !== plainName(b.name) || isMailboxRow(a)) return false;
  if (!overlap(a, b)) return true;
  if (a.role !== b.role) return false;
  return isPrivateRow(a) || isPrivateRow(b) || (a.title === b.title && a.party === b.party);
}

/** Groups the rows of a roster by person. */
export function knownPeople(roster: Roster): readonly KnownPerson[] {
  const groups: RosterEntry[][] = [];
  const byName = new Map<string, RosterEntry[][]>();
  const byAddress = new Map<string, RosterEntry[]>();
  for (const entry of roster.entries) {
    const name = plainName(entry.name);
    const address = plainAddress(entry.email);
    const namesakes = byName.get(name) ?? [];
    let group =
      byAddress.get(address) ??
      namesakes.find((rows) => rows.some((row) => samePerson(row, entry)));
    if (!group) {
      group = [];
      groups.push(group);
    }
    group.push(entry);
    byAddress.set(address, group);
    if (!namesakes.includes(group)) byName.set(name, [...namesakes, group]);
  }
  return groups.map(toKnown);
}

function toKnown(rows: readonly RosterEntry[]): KnownPerson {
  const main = rows.find((row) => !isPrivateRow(row)) ?? rows[0]!;
  const key = plainAddress(main.email);
  const entries = [...rows].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const dated = entries.some((entry) => entry.from !== '' || entry.until !== '');
  const always = dated ? null : toPerson({ key, entries }, main, '');
  return { key, entries, isMailbox: isMailboxRow(main), always };
}

type Rows = Pick<KnownPerson, 'key' | 'entries'>;

function toPerson(known: Rows, entry: RosterEntry, reason: string): Person {
  const main = known.entries.find((e) => e.role === entry.role && !isPrivateRow(e)) ?? entry;
  return {
    key: known.key,
    name: main.name,
    role: entry.role,
    party: entry.party || main.party,
    title: isPrivateRow(entry) ? main.title : entry.title,
    basis: reason === '' ? 'roster' : 'inferred',
    reason,
  };
}

function gap(entry: RosterEntry, day: string): number {
  const days = [entry.from, entry.until].filter((end) => end !== '').map((end) => Date.parse(end));
  return Math.min(...days.map((end) => Math.abs(end - Date.parse(day))));
}

function outOfDate(entry: RosterEntry, day: string): string {
  const when = [entry.from && `from ${entry.from}`, entry.until && `until ${entry.until}`]
    .filter((part) => part !== '')
    .join(' ');
  return `the roster has ${entry.name} as ${entry.role} only ${when}, and this is of ${day}`;
}

/** The row that holds on a day; the latest one when the day is unknown; none when no row covers it. */
export function entryAt(known: KnownPerson, day: string): RosterEntry | undefined {
  if (day === '') return known.entries.at(-1);
  const holding = known.entries.filter((entry) => covers(entry, day));
  return holding.find((entry) => !isPrivateRow(entry)) ?? holding[0];
}

/**
 * The person as of a day (ISO; empty = unknown). With several roles over time and no day, or on a
 * day outside every row, the role is an inference and says so.
 */
export function personAt(known: KnownPerson, day: string): Person {
  if (known.always) return known.always;
  const entry = entryAt(known, day);
  const roles = new Set(known.entries.map((e) => e.role));
  if (entry && (day !== '' || roles.size === 1)) return toPerson(known, entry, '');
  if (entry) {
    const reason = `the roster gives several roles over time and the date is unknown: the latest, ${entry.role}, is taken`;
    return toPerson(known, entry, reason);
  }
  const nearest = [...known.entries].sort((a, b) => gap(a, day) - gap(b, day))[0]!;
  return toPerson(known, nearest, outOfDate(nearest, day));
}
