import { type SQL, sql } from 'drizzle-orm';
import type { Severity } from '../../model/category.js';
import { listOf } from '../bulk.js';
import type { Session } from '../connection.js';
import { SEVERITY_RANK } from '../sightings.js';
import type { Asker, QueueFilter } from './store.js';

/** Parts of the filter that are counted, so that each choice can tell what it would show. */
export type Facet =
  | 'states'
  | 'categories'
  | 'severities'
  | 'layers'
  | 'sure'
  | 'clauses'
  | 'caseId';

/** Keys of findings that the asker may not see: about them by name or address, or a declared conflict. */
export async function hiddenFrom(session: Session, asker: Asker): Promise<number[]> {
  const phrases = asker.names.filter((name) => /[\p{L}\p{N}]/u.test(name)).map(phrase);
  const about =
    phrases.length === 0
      ? sql``
      : sql`UNION SELECT rowid FROM review_words
          WHERE review_words MATCH ${`{quote writer} : (${phrases.join(' OR ')})`}`;
  const rows = await session.values<[number]>(sql`
    SELECT finding_key FROM conflicts WHERE reviewer = ${asker.id} ${about}`);
  return rows.map(([key]) => key);
}

/** Conditions on `review_items AS r`, joined with AND; `without` leaves facets to the caller. */
export function conditions(
  filter: QueueFilter,
  hidden: readonly number[],
  row: 'r' | 'other' = 'r',
  without: readonly Facet[] = [],
): SQL {
  const column = (name: string): SQL => sql.raw(`${row}.${name}`);
  const isCounted = (facet: Facet): boolean => without.includes(facet);
  const all: SQL[] = [sql`true`];
  const among = (facet: Facet, name: string, values: readonly (string | number)[]): void => {
    if (values.length === 0 || isCounted(facet)) return;
    const [only] = values;
    // One value as an equation: the index then gives the order of the page too.
    if (values.length === 1) all.push(sql`${column(name)} = ${only}`);
    else all.push(sql`${column(name)} IN ${listOf(values)}`);
  };
  among('states', 'state', filter.states);
  among('categories', 'category', filter.categories);
  among('severities', 'severity', filter.severities.map(rankOf));
  among('layers', 'layer', filter.layers);
  among('sure', 'sure', filter.sure);
  if (filter.clauses.length > 0 && !isCounted('clauses')) {
    const each = filter.clauses.map(
      (clause) => sql`instr(${column('clauses')} || '; ', ${`${clause}; `}) > 0`,
    );
    all.push(sql`(${sql.join(each, sql` OR `)})`);
  }
  if (filter.caseId !== '' && !isCounted('caseId')) {
    all.push(sql`${column('case_key')} = (SELECT key FROM cases WHERE id = ${filter.caseId})`);
  }
  if (filter.person !== '') all.push(sql`${column('person')} = ${filter.person}`);
  if (filter.mailbox !== '') all.push(sql`${column('mailbox')} = ${filter.mailbox}`);
  if (filter.assignee !== '') all.push(sql`${column('assignee')} = ${filter.assignee}`);
  if (filter.sentFrom > 0) all.push(sql`${column('sent_ms')} >= ${filter.sentFrom}`);
  if (filter.sentUntil > 0) {
    all.push(sql`${column('sent_ms')} BETWEEN 1 AND ${filter.sentUntil}`);
  }
  const match = searchFor(filter.words);
  if (match !== '') {
    all.push(sql`${column('finding_key')} IN
      (SELECT rowid FROM review_words WHERE review_words MATCH ${match})`);
  }
  if (hidden.length > 0) all.push(sql`${column('finding_key')} NOT IN ${listOf(hidden)}`);
  return sql.join(all, sql` AND `);
}

export const rankOf = (severity: Severity): number => SEVERITY_RANK[severity];

const phrase = (words: string): string => `"${words.replaceAll('"', ' ')}"`;

/** A reader's words as a query of FTS5: no mark of its language means anything but quotes. */
export function searchFor(words: string): string {
  const parts = [...words.matchAll(/"([^"]*)"|(\S+)/g)];
  return parts
    .map(([, quoted, word]) => ({ text: quoted ?? word ?? '', isWord: quoted === undefined }))
    .filter(({ text }) => /[\p{L}\p{N}]/u.test(text))
    .map(({ text, isWord }) => `${phrase(text)}${isWord ? '*' : ''}`)
    .join(' ');
}
