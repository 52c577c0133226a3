import { AuthorError, type Mistake } from '../model/errors.js';
import { ROLES, type Role, type RosterEntry } from '../model/person.js';
import { isAddress, plainAddress } from './addresses.js';
import { isIsoDay, overlap } from './dates.js';
import { readTable, type TableRow } from './read-table.js';

/** Who is who in a council. */
export interface Roster {
  readonly entries: readonly RosterEntry[];
}

/** The roster of a scan that was given none: every role is inferred. */
export const EMPTY_ROSTER: Roster = { entries: [] };

const REQUIRED = ['name', 'email', 'role', 'party', 'title'] as const;
const OPTIONAL = ['from', 'until', 'aliases'] as const;
type Column = (typeof REQUIRED)[number] | (typeof OPTIONAL)[number];
const COLUMNS: readonly string[] = [...REQUIRED, ...OPTIONAL];
const HEADER = REQUIRED.join(',');

type Report = (line: number, message: string) => void;

function checkHeader({ line, fields }: TableRow, report: Report): void {
  const missing = REQUIRED.filter((column) => !fields.includes(column));
  for (const [index, field] of fields.entries()) {
    if (!COLUMNS.includes(field)) {
      const known = `the columns are ${HEADER} and, where wanted, ${OPTIONAL.join(',')}`;
      report(line, `unknown column “${field}”: ${known}`);
    } else if (fields.indexOf(field) !== index) report(line, `column “${field}” stands twice`);
  }
  for (const column of missing) report(line, `column “${column}” is missing`);
}

function checkRole(text: string, line: number, report: Report): Role {
  const role = ROLES.find((known) => known === text);
  if (role !== undefined) return role;
  report(line, `role “${text}” is not one of ${ROLES.join(', ')}`);
  return 'external';
}

function checkAliases(text: string, line: number, report: Report): string[] {
  const aliases = text
    .split(';')
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
  for (const alias of aliases) {
    if (alias.includes('@') && !isAddress(alias)) {
      report(line, `alias “${alias}” is not a mail address; aliases are separated by “;”`);
    }
  }
  return aliases.map((alias) => (alias.includes('@') ? alias.toLowerCase() : alias));
}

function checkDates(from: string, until: string, line: number, report: Report): void {
  for (const [column, day] of [
    ['from', from],
    ['until', until],
  ] as const) {
    if (day !== '' && !isIsoDay(day)) {
      report(line, `${column} “${day}” is not a date such as 2024-05-02`);
    }
  }
  if (isIsoDay(from) && isIsoDay(until) && until < from) {
    report(line, `until ${until} is before from ${from}`);
  }
}

type Cells = (column: Column) => string | undefined;

function readEntry(cell: Cells, line: number, report: Report): RosterEntry {
  const name = cell('name');
  const email = cell('email');
  const role = cell('role');
  const from = cell('from') ?? '';
  const until = cell('until') ?? '';
  if (name === '') report(line, 'the name is empty');
  if (email !== undefined && !isAddress(email)) {
    report(line, email === '' ? 'the email is empty' : `email “${email}” is not a mail address`);
  }
  checkDates(from, until, line, report);
  return {
    name: name ?? '',
    email: (email ?? '').toLowerCase(),
    role: role === undefined ? 'external' : checkRole(role, line, report),
    party: cell('party') ?? '',
    title: cell('title') ?? '',
    from,
    until,
    aliases: checkAliases(cell('aliases') ?? '', line, report),
  };
}

interface Placed {
  readonly line: number;
  readonly entry: RosterEntry;
}

/** One address may stand in several rows only if their dates do not overlap: a change of role. */
function checkDuplicates(placed: readonly Placed[], report: Report): void {
  const seen = new Map<string, Placed[]>();
  for (const row of placed) {
    const addresses = [
      row.entry.email,
      ...row.entry.aliases.filter((alias) => alias.includes('@')),
    ];
    for (const address of new Set(addresses.filter((a) => isAddress(a)).map(plainAddress))) {
      const earlier = seen.get(address) ?? [];
      const clash = earlier.find((other) => overlap(other.entry, row.entry));
      if (clash) {
        const remedy = 'give one address once, or rows whose from and until do not overlap';
        report(row.line, `address “${address}” stands in line ${clash.line} already: ${remedy}`);
      }
      seen.set(address, [...earlier, row]);
    }
  }
}

function readEntries(header: TableRow, rows: readonly TableRow[], report: Report): RosterEntry[] {
  const width = header.fields.length;
  const placed: Placed[] = [];
  for (const { line, fields } of rows) {
    if (fields.length !== width) {
      const hint = fields.length > width ? '; a field with a comma needs quotation marks' : '';
      report(line, `${fields.length} fields where the header has ${width}${hint}`);
      continue;
    }
    const cell: Cells = (column) => fields[header.fields.indexOf(column)];
    placed.push({ line, entry: readEntry(cell, line, report) });
  }
  checkDuplicates(placed, report);
  return placed.map((row) => row.entry);
}

/**
 * Reads a roster: CSV with the header `name,email,role,party,title` and, in any order, the optional
 * `from,until,aliases`. Aliases are separated by `;`: further addresses, names, nicknames, initials.
 *
 * @param csv the file's text (see `decodeRoster` for bytes)
 * @param path named in the mistakes
 * @throws AuthorError with every mistake by line
 */
export function parseRoster(csv: string, path: string): Roster {
  const table = readTable(csv, path);
  const mistakes: Mistake[] = [...table.mistakes];
  const report: Report = (line, message) => mistakes.push({ path, line, message });
  const [header, ...rows] = table.rows;
  let entries: RosterEntry[] = [];
  if (header) {
    checkHeader(header, report);
    entries = readEntries(header, rows, report);
  } else if (mistakes.length === 0) {
    report(0, `the roster is empty: its first line must be ${HEADER}`);
  }
  if (mistakes.length > 0) throw new AuthorError(mistakes.sort((a, b) => a.line - b.line));
  return { entries };
}
