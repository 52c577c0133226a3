import { createHash } from 'node:crypto';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { AuthorError, type Mistake } from '../../../model/errors.js';
import type { RosterEntry } from '../../../model/person.js';
import { parseRoster } from '../../../people/roster.js';
import type { Problem } from '../../problems.js';

export interface ReadRoster {
  readonly entries: readonly RosterEntry[];
  readonly mistakes: readonly Mistake[];
}

/** What the text of a roster says, or every mistake in it; no text is a roster of nobody. */
export function readRoster(text: string): ReadRoster {
  if (text.trim() === '') return { entries: [], mistakes: [] };
  try {
    return { entries: parseRoster(text, 'roster').entries, mistakes: [] };
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    return { entries: [], mistakes: error.mistakes };
  }
}

/** Names a state of the roster: what somebody changed meanwhile is not written over. */
export const versionOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16);

const COLUMNS = ['name', 'email', 'role', 'party', 'title', 'from', 'until', 'aliases'] as const;

/** As a roster file, one person a line: person `n` (from 0) stands in line `n + 2`. */
export function rosterText(people: readonly PersonForm[]): string {
  return stringify(
    people.map((it) => COLUMNS.map((column) => it[column].replaceAll(/[\r\n]+/g, ' '))),
    { header: true, columns: [...COLUMNS] },
  );
}

const field = z.string().trim().max(1_000).default('');

export const personFormSchema = z.object({
  name: field,
  email: field,
  role: field,
  party: field,
  title: field,
  from: field,
  until: field,
  aliases: field,
});
export type PersonForm = z.infer<typeof personFormSchema>;

export const formOf = (entry: RosterEntry): PersonForm => ({
  ...entry,
  aliases: entry.aliases.join('; '),
});

/** What is wrong with the person in this line, at the fields of the form. */
export function problemsOf(mistakes: readonly Mistake[], line: number): Problem[] {
  return mistakes
    .filter((it) => it.line === line || it.line === 0)
    .map(({ message }) => ({ field: fieldOf(message), text: capitalise(message) }));
}

/** Mistakes of the roster begin with the column they are about. */
function fieldOf(message: string): string {
  if (message.startsWith('alias')) return 'aliases';
  if (message.startsWith('address') || message.includes('email')) return 'email';
  return COLUMNS.find((column) => new RegExp(`^(?:the )?${column}\\b`).test(message)) ?? 'name';
}

const capitalise = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export interface Listed {
  readonly row: number;
  readonly entry: RosterEntry;
}

/** People whose name, address, title, party or aliases hold the words, in the roster's order. */
export function search(
  entries: readonly RosterEntry[],
  { words, role }: { readonly words: string; readonly role: string },
): Listed[] {
  const wanted = words.toLowerCase();
  return entries
    .map((entry, row) => ({ row, entry }))
    .filter(({ entry }) => role === '' || entry.role === role)
    .filter(({ entry: { name, email, title, party, aliases } }) =>
      [name, email, title, party, ...aliases].join('\n').toLowerCase().includes(wanted),
    );
}

/** Every address the roster knows. */
export const addressesOf = (entries: readonly RosterEntry[]): string[] =>
  entries.flatMap(({ email, aliases }) => [email, ...aliases.filter((it) => it.includes('@'))]);

export interface ShownMistake extends Mistake {
  /** The line as it stands. */
  readonly words: string;
}

export function shownMistakes(text: string, mistakes: readonly Mistake[]): ShownMistake[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  return mistakes.map((it) => ({ ...it, words: lines[it.line - 1] ?? '' }));
}
