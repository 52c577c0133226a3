import { type SQL, sql } from 'drizzle-orm';
import type { Category, Layer, Severity } from '../../model/category.js';
import type { ReviewState } from '../../model/review.js';
import type { Access } from '../access.js';
import type { Session } from '../connection.js';
import { PAGE_ROWS } from '../paging.js';
import { conditions, hiddenFrom } from './filter.js';
import type { Asker, FindingRef, QueueFilter, QueueOrder, QueueRow } from './store.js';

/** As SQL gives them; see `QueueRow`. */
type Values = [
  string,
  string,
  string,
  ReviewState,
  string,
  Category,
  string,
  Layer,
  number,
  number,
  string,
  string,
  string | null,
  string,
  number,
  string,
  string,
  number,
  number,
  number,
];

const SEVERITIES: readonly Severity[] = ['low', 'low', 'medium', 'high'];

export const rowOf = (v: Values): QueueRow => ({
  caseId: v[0],
  caseName: v[1],
  id: v[2],
  state: v[3],
  assignee: v[4],
  category: v[5],
  pattern: v[6],
  layer: v[7],
  severity: SEVERITIES[v[8]] ?? 'low',
  confidence: v[9],
  clauses: v[10],
  person: v[11],
  personName: v[12] ?? '',
  role: v[13],
  sentMs: v[14],
  subject: v[15],
  quote: v[16],
  lapsed: v[17] === 1,
  alike: v[18],
  sightings: v[19],
});

/** The columns of a row, for `review_items AS r`; `alike` counts near-duplicates that are shown. */
const columns = (alike: SQL): SQL => sql`
  c.id, c.name, f.id, r.state, r.assignee, r.category, r.pattern, r.layer, r.severity,
  r.confidence, r.clauses, r.person, d.body ->> '$.fromName', r.role, r.sent_ms, r.subject,
  r.quote, r.lapsed, ${alike},
  (SELECT count(*) FROM sightings AS s WHERE s.finding_key = r.finding_key)`;

const JOINS = sql`JOIN findings AS f ON f.key = r.finding_key
  JOIN cases AS c ON c.key = r.case_key JOIN documents AS d ON d.key = r.document_key`;

const ORDERS: Readonly<Record<QueueOrder, { readonly order: SQL; readonly before: SQL }>> = {
  risk: {
    order: sql`r.risk DESC, r.sent_ms DESC, r.finding_key`,
    before: sql`(other.risk, other.sent_ms, -other.finding_key)
      > (r.risk, r.sent_ms, -r.finding_key)`,
  },
  newest: {
    order: sql`r.sent_ms DESC, r.risk DESC, r.finding_key`,
    before: sql`(other.sent_ms, other.risk, -other.finding_key)
      > (r.sent_ms, r.risk, -r.finding_key)`,
  },
  oldest: {
    order: sql`r.sent_ms, r.risk, r.finding_key DESC`,
    before: sql`(other.sent_ms, other.risk, -other.finding_key)
      < (r.sent_ms, r.risk, -r.finding_key)`,
  },
};

/**
 * One row a group of near-duplicates: the first of the group in the order of the page. A row is
 * left out when another of its group that passes the filter comes before it, which the index on
 * `alike` tells without grouping everything first.
 */
export function queue(
  access: Access,
  asker: Asker,
  filter: QueueFilter,
  order: QueueOrder,
  offset: number,
  limit: number,
): Promise<QueueRow[]> {
  return access.read(async (session) => {
    const hidden = await hiddenFrom(session, asker);
    const others = conditions(filter, hidden, 'other');
    // Named, or SQLite takes an index of the filter for each row: seconds instead of milliseconds.
    const group = sql`review_items AS other INDEXED BY review_alike`;
    const alike = sql`(SELECT count(*) FROM ${group} WHERE other.alike = r.alike AND ${others})`;
    const wanted = conditions(filter, hidden);
    const source = (await isRare(session, filter, wanted)) ? BY_FILTER : sql``;
    // The page is chosen by key first: rows that are not shown are not put together.
    const rows = await session.values<Values>(sql`
      WITH page AS MATERIALIZED (
        SELECT r.finding_key FROM review_items AS r ${source}
        WHERE ${wanted} AND NOT EXISTS (
          SELECT 1 FROM ${group} WHERE other.alike = r.alike AND ${ORDERS[order].before} AND ${others})
        ORDER BY ${ORDERS[order].order} LIMIT ${limit} OFFSET ${offset})
      SELECT ${columns(alike)} FROM page JOIN review_items AS r USING (finding_key) ${JOINS}
      ORDER BY ${ORDERS[order].order}`);
    return rows.map(rowOf);
  });
}

/** The index that holds all that is filtered by. */
const BY_FILTER = sql`INDEXED BY review_counted`;

/** Fewer than this are found sooner by what is filtered by than by going through all in order. */
const RARE = 15_000;

/** Words and persons have indexes of their own, which SQLite finds by itself. */
async function isRare(session: Session, filter: QueueFilter, wanted: SQL): Promise<boolean> {
  if (filter.words !== '' || filter.person !== '' || filter.assignee !== '') return false;
  const isNarrowed =
    filter.categories.length + filter.severities.length + filter.layers.length > 0 ||
    filter.sure.length + filter.clauses.length > 0 ||
    filter.mailbox !== '' ||
    filter.caseId !== '' ||
    filter.sentFrom + filter.sentUntil > 0;
  if (!isNarrowed) return false;
  const [row] = await session.values<[number]>(sql`
    SELECT count(*) FROM (
      SELECT 1 FROM review_items AS r ${BY_FILTER} WHERE ${wanted} LIMIT ${RARE})`);
  return (row?.[0] ?? 0) < RARE;
}

/** Rows that meet a condition on `r`, newest first. */
export async function rowsWhere(
  session: Session,
  asker: Asker,
  where: SQL,
  limit: number,
): Promise<QueueRow[]> {
  const hidden = await hiddenFrom(session, asker);
  const rows = await session.values<Values>(sql`
    SELECT ${columns(sql`1`)} FROM review_items AS r ${JOINS}
    WHERE ${where} AND ${conditions(NOTHING, hidden)}
    ORDER BY r.sent_ms DESC, r.finding_key LIMIT ${limit}`);
  return rows.map(rowOf);
}

/** Every finding that passes the filter, near-duplicates too; flat memory. */
export async function* every(
  access: Access,
  asker: Asker,
  filter: QueueFilter,
): AsyncGenerator<QueueRow> {
  let last = 0;
  for (;;) {
    const rows = await access.read(async (session) => {
      const hidden = await hiddenFrom(session, asker);
      return session.values<[number, ...Values]>(sql`
        SELECT r.finding_key, ${columns(sql`1`)} FROM review_items AS r ${JOINS}
        WHERE r.finding_key > ${last} AND ${conditions(filter, hidden)}
        ORDER BY r.finding_key LIMIT ${PAGE_ROWS}`);
    });
    for (const [, ...values] of rows) yield rowOf(values);
    if (rows.length < PAGE_ROWS) return;
    last = rows.at(-1)?.[0] ?? last;
  }
}

const NOTHING: QueueFilter = {
  states: [],
  categories: [],
  severities: [],
  layers: [],
  sure: [],
  clauses: [],
  caseId: '',
  person: '',
  mailbox: '',
  assignee: '',
  sentFrom: 0,
  sentUntil: 0,
  words: '',
};

/** The key of a finding in a case, for conditions. */
export const keyOf = ({ caseId, id }: FindingRef): SQL => sql`(
  SELECT findings.key FROM findings JOIN cases ON cases.key = findings.case_key
  WHERE cases.id = ${caseId} AND findings.id = ${id})`;
