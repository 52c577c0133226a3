import type { Address } from '../../model/message.js';
import type { Person } from '../../model/person.js';
import type { ReportRow } from '../../model/report.js';
import { createDirectory } from '../../people/directory.js';
import type { Roster } from '../../people/roster.js';
import type { Ends } from './ties.js';

/** `Jane Marsh <jane@fenwick.example>` as a header shows it; a letter gives a name alone. */
export function asAddress(text: string): Address {
  const [, name = '', address = ''] =
    /^\s*"?(.*?)"?\s*<?([^\s<>"]+@[^\s<>"]+)>?\s*$/.exec(text) ?? [];
  return address === '' ? { name: text.trim(), address: '' } : { name, address };
}

/** Finds out who the ends of findings are; each field is resolved once. */
export function createEnds(roster: Roster): (row: ReportRow) => { from: Person; to: Person[] } {
  const directory = createDirectory(roster);
  const known = new Map<string, Person>();
  const person = (text: string, day: string): Person => {
    const key = `${day.slice(0, 7)} ${text}`;
    const found = known.get(key) ?? directory.resolve(asAddress(text), day);
    known.set(key, found);
    return found;
  };
  return ({ day, finding }) => ({
    from: person(finding.evidence[0]?.author || finding.document.author, day),
    to: finding.document.to.map((text) => person(text, day)),
  });
}

/** Ends by something of each person. */
export const endsBy =
  (people: (row: ReportRow) => { from: Person; to: Person[] }, name: (person: Person) => string) =>
  (row: ReportRow): Ends => {
    const { from, to } = people(row);
    return { from: name(from), to: to.map(name) };
  };
