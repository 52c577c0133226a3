import { categorySchema, layerSchema, severitySchema } from '../../../model/category.js';
import { REVIEW_STATES } from '../../../model/review.js';
import type { Counted, QueueCounts, QueueRow, SavedView } from '../../../store/review/store.js';
import { STATE_NAMES, SURE_NAMES } from '../../finding-words.js';
import type { Nameable, Names } from '../../names.js';
import { capitalised, words } from '../../words.js';
import { addressOf, filterOf, type QueueQuery } from './filter.js';

/** Rows a page: what fits two screens. */
export const PAGE_ROWS = 25;

interface Choice {
  readonly value: string;
  readonly text: string;
  readonly count: number;
  readonly checked: boolean;
}

export interface QueuePage {
  readonly query: QueueQuery;
  readonly counts: QueueCounts;
  readonly rows: readonly QueueRow[];
  readonly hasMore: boolean;
  readonly views: readonly SavedView[];
  readonly me: string;
  /** By case. */
  readonly names: (caseId: string) => Names;
}

/** What the queue's view shows. */
export function queueModel({ query, counts, rows, hasMore, views, me, names }: QueuePage) {
  const filter = filterOf(query);
  const address = addressOf(query);
  const first = (query.page - 1) * PAGE_ROWS;
  return {
    title: 'Findings',
    query,
    address,
    total: counts.total,
    isNarrowed: address !== '',
    groups: [
      group('state', 'State', REVIEW_STATES, counts.states, filter.states, (it) => STATE_NAMES[it]),
      group(
        'category',
        'Category',
        categorySchema.options,
        counts.categories,
        query.category,
        sentence,
      ),
      group(
        'severity',
        'Severity',
        [...severitySchema.options].reverse(),
        counts.severities,
        query.severity,
        sentence,
      ),
      group(
        'sure',
        'How sure',
        [3, 2, 1, 0],
        counts.sure,
        query.sure,
        (it) => SURE_NAMES[it] ?? '',
      ),
      group('layer', 'Read from', layerSchema.options, counts.layers, query.layer, sentence),
      group('clause', 'Clause', clausesIn(counts, query), counts.clauses, query.clause, (it) => it),
    ],
    cases: counts.cases,
    persons: counts.persons.map((it) => ({
      ...it,
      text: names(rows[0]?.caseId ?? '').person(it.value, ''),
    })),
    mailboxes: counts.mailboxes,
    views: views.map((view) => ({ ...view, active: view.query === address })),
    mine: query.assignee === me,
    me,
    sorts: (['risk', 'newest', 'oldest'] as const).map((sort) => ({
      text: { risk: 'Highest risk', newest: 'Newest', oldest: 'Oldest' }[sort],
      href: `/?${addressOf(query, { sort })}`,
      active: query.sort === sort,
    })),
    rows: rows.map((row, n) => rowModel(row, names(row.caseId), me, address, first + n)),
    previous: query.page > 1 ? pageHref(address, query.page - 1) : '',
    next: hasMore ? pageHref(address, query.page + 1) : '',
    page: query.page,
  };
}

const pageHref = (address: string, page: number): string =>
  `/?${address === '' ? '' : `${address}&`}page=${page}`;

const sentence = (id: string): string => capitalised(words(id));

function clausesIn(counts: QueueCounts, query: QueueQuery): string[] {
  const all = new Set([...counts.clauses.map(({ value }) => value), ...query.clause]);
  return [...all].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}

/** Choices that would show nothing are left out, unless they are made. */
function group<T extends string | number>(
  name: string,
  title: string,
  values: readonly T[],
  counted: readonly Counted[],
  chosen: readonly T[],
  textOf: (value: T) => string,
) {
  const choices = values.flatMap((value): Choice[] => {
    const count = counted.find((it) => it.value === String(value))?.count ?? 0;
    const checked = chosen.includes(value);
    if (count === 0 && !checked) return [];
    return [{ value: String(value), text: textOf(value), count, checked }];
  });
  return { name, title, choices, open: name === 'state' || choices.some((it) => it.checked) };
}

/** Longer quotes are read on the finding's own page. */
const QUOTE_UNITS = 260;

export function rowModel(row: QueueRow, names: Names, me: string, view: string, at: number) {
  const { quote } = row;
  const shown = names.text(quote.length > QUOTE_UNITS ? `${quote.slice(0, QUOTE_UNITS)}…` : quote);
  const way = new URLSearchParams({ view, at: String(at) });
  return {
    ...row,
    key: `${row.caseId}/${row.id}`,
    href: `/findings/${row.caseId}/${row.id}?${way}`,
    quote: shown,
    subject: names.text(row.subject) || '(no subject)',
    person: names.person(row.person, row.personName),
    sent: row.sentMs === 0 ? '' : new Date(row.sentMs).toISOString(),
    stateText: STATE_NAMES[row.state],
    others: row.alike - 1,
    isMine: row.assignee === me,
  };
}

/** Whoever sent the message, for labels in place of names. */
export const senderOf = ({
  person,
  personName,
  role,
}: Pick<QueueRow, 'person' | 'personName' | 'role'>): Nameable => ({
  address: person,
  name: personName,
  role: judged.has(role) ? (role as Nameable['role']) : 'unknown',
  aliases: [],
  post: '',
});

const judged: ReadonlySet<string> = new Set([
  'member',
  'officer',
  'political-assistant',
  'external',
]);
