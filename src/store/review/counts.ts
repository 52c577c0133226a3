import { sql } from 'drizzle-orm';
import type { Access } from '../access.js';
import { listOf } from '../bulk.js';
import type { Session } from '../connection.js';
import { conditions, type Facet, hiddenFrom, rankOf } from './filter.js';
import type { Asker, Counted, QueueCounts, QueueFilter } from './store.js';

/** How many findings share all these values. */
interface Cell {
  readonly states: string;
  readonly categories: string;
  readonly severities: string;
  readonly layers: string;
  readonly sure: string;
  readonly clauses: string;
  readonly caseId: string;
  readonly count: number;
}

const FACETS: readonly Facet[] = [
  'states',
  'categories',
  'severities',
  'layers',
  'sure',
  'clauses',
  'caseId',
];

/** Persons and mailboxes are listed as far as a reader would read a list. */
const MOST_LISTED = 12;

/**
 * One pass over an index gives how often each combination of values occurs; every filter's counts
 * are sums of these, each with the choices of the other filters.
 */
export function counts(access: Access, asker: Asker, filter: QueueFilter): Promise<QueueCounts> {
  return access.read(async (session) => {
    const hidden = await hiddenFrom(session, asker);
    const rows = await session.values<
      [string, string, number, string, number, string, number, number]
    >(sql`
      SELECT r.state, r.category, r.severity, r.layer, r.sure, r.clauses, r.case_key, count(*)
      FROM review_items AS r INDEXED BY review_counted
      WHERE ${conditions(filter, hidden, 'r', FACETS)}
      GROUP BY 1, 2, 3, 4, 5, 6, 7`);
    const cases = await session.values<[number, string, string]>(
      sql`SELECT key, id, name FROM cases ORDER BY key`,
    );
    const idOf = new Map(cases.map(([key, id]) => [key, id]));
    const cells = rows.map(
      ([states, categories, severity, layers, sure, clauses, caseKey, count]): Cell => ({
        states,
        categories,
        severities: String(severity),
        layers,
        sure: String(sure),
        clauses,
        caseId: idOf.get(caseKey) ?? '',
        count,
      }),
    );
    const chosen = chosenIn(filter);
    const of = (facet: Facet): Counted[] => sums(cells, chosen, facet);
    const severities = of('severities').map(({ value, count }) => ({
      value: ['', 'low', 'medium', 'high'][Number(value)] ?? '',
      count,
    }));
    return {
      total: cells.filter((cell) => fits(cell, chosen)).reduce((sum, { count }) => sum + count, 0),
      states: of('states'),
      categories: of('categories'),
      severities,
      layers: of('layers'),
      sure: of('sure'),
      clauses: of('clauses'),
      cases: of('caseId').map((it) => ({
        ...it,
        name: cases.find(([, id]) => id === it.value)?.[2] ?? '',
      })),
      ...(await places(session, filter, hidden)),
    };
  });
}

type Chosen = ReadonlyMap<Facet, ReadonlySet<string>>;

function chosenIn(filter: QueueFilter): Chosen {
  const values: Readonly<Record<Facet, readonly string[]>> = {
    states: filter.states,
    categories: filter.categories,
    severities: filter.severities.map((it) => String(rankOf(it))),
    layers: filter.layers,
    sure: filter.sure.map(String),
    clauses: filter.clauses,
    caseId: filter.caseId === '' ? [] : [filter.caseId],
  };
  return new Map(
    FACETS.flatMap((facet) =>
      values[facet].length === 0 ? [] : [[facet, new Set(values[facet])] as const],
    ),
  );
}

/** A finding may engage several clauses. */
const valuesOf = (cell: Cell, facet: Facet): readonly string[] =>
  facet === 'clauses' ? cell.clauses.split('; ').filter(Boolean) : [cell[facet]];

const fits = (cell: Cell, chosen: Chosen, but?: Facet): boolean =>
  [...chosen].every(
    ([facet, wanted]) => facet === but || valuesOf(cell, facet).some((value) => wanted.has(value)),
  );

function sums(cells: readonly Cell[], chosen: Chosen, facet: Facet): Counted[] {
  const sum = new Map<string, number>();
  for (const cell of cells) {
    if (!fits(cell, chosen, facet)) continue;
    for (const value of valuesOf(cell, facet)) sum.set(value, (sum.get(value) ?? 0) + cell.count);
  }
  return sorted(sum);
}

/** How many findings each sender has in each mailbox. */
type Place = readonly [person: string, mailbox: string, count: number];

/** Neither the chosen person nor the chosen mailbox narrows its own list. */
async function places(
  session: Session,
  filter: QueueFilter,
  hidden: readonly number[],
): Promise<Pick<QueueCounts, 'persons' | 'mailboxes'>> {
  const { person, mailbox } = filter;
  if (isPlain(filter)) {
    return {
      persons: await frequent(session, filter, hidden, 'person'),
      mailboxes: await frequent(session, filter, hidden, 'mailbox'),
    };
  }
  const rows = await session.values<[string, string, number]>(sql`
    SELECT r.person, r.mailbox, count(*) FROM review_items AS r INDEXED BY review_counted
    WHERE ${conditions({ ...filter, person: '', mailbox: '' }, hidden)} GROUP BY 1, 2`);
  return {
    persons: most(rows, ([name, where]) => (mailbox === '' || where === mailbox ? name : null)),
    mailboxes: most(rows, ([name, where]) => (person === '' || name === person ? where : null)),
  };
}

/** Narrowed by state only, as the queue mostly is. */
const isPlain = ({ states: _, ...rest }: QueueFilter): boolean =>
  Object.values(rest).every(
    (it) => it === '' || it === 0 || (Array.isArray(it) && it.length === 0),
  );

/** Straight off the index of that column, a fifth of the time. */
async function frequent(
  session: Session,
  { states }: QueueFilter,
  hidden: readonly number[],
  column: 'person' | 'mailbox',
): Promise<Counted[]> {
  const name = sql.raw(`r.${column}`);
  // The plus keeps SQLite from the index on state, with which it would look up every row.
  const state = states.length === 0 ? sql`true` : sql`+r.state IN ${listOf(states)}`;
  const seen = hidden.length === 0 ? sql`true` : sql`r.finding_key NOT IN ${listOf(hidden)}`;
  const rows = await session.values<[string, number]>(sql`
    SELECT ${name}, count(*) FROM review_items AS r INDEXED BY ${sql.raw(`review_by_${column}`)}
    WHERE ${state} AND ${seen} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_LISTED}`);
  return rows.map(([value, count]) => ({ value, count }));
}

function most(rows: readonly Place[], pick: (place: Place) => string | null): Counted[] {
  const sum = new Map<string, number>();
  for (const place of rows) {
    const value = pick(place);
    if (value !== null) sum.set(value, (sum.get(value) ?? 0) + place[2]);
  }
  return sorted(sum).slice(0, MOST_LISTED);
}

const sorted = (sum: ReadonlyMap<string, number>): Counted[] =>
  [...sum].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
