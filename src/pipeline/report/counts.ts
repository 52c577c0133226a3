import { CATEGORIES } from '../../model/categories.js';
import type { Counts, ReportRow, Span, Tally } from '../../model/report.js';
import { REVIEW_STATES } from '../../model/review.js';
import { categoryTitle, clauseTitle, monthTitle, OUTCOME_TITLES } from '../../report/words.js';
import { isWithin, monthsOf } from './period.js';

type Countable = Omit<ReportRow, 'reference'>;

/** Counts rows one by one, so that those of the earlier period need not be kept. */
export interface Counter {
  add(row: Countable): void;
  counts(): Counts;
}

/** Counts of keys in the period and the one before it. */
class Tallies {
  readonly #counts = new Map<string, { now: number; earlier: number }>();

  add(key: string, isNow: boolean): void {
    const count = this.#counts.get(key) ?? { now: 0, earlier: 0 };
    count[isNow ? 'now' : 'earlier'] += 1;
    this.#counts.set(key, count);
  }

  of(key: string, label: string): Tally {
    return { key, label, ...(this.#counts.get(key) ?? { now: 0, earlier: 0 }) };
  }

  keys(): string[] {
    return [...this.#counts.keys()].sort();
  }
}

const SEVERITIES = [
  ['high', 'High'],
  ['medium', 'Medium'],
  ['low', 'Low'],
] as const;

export function createCounter(period: Span, earlier: Span): Counter {
  const [total, categories, clauses, severities, outcomes, months] = Array.from(
    { length: 6 },
    () => new Tallies(),
  ) as [Tallies, Tallies, Tallies, Tallies, Tallies, Tallies];
  const clauseTitles = new Map<string, string>();
  const own = monthsOf(period);
  const before = monthsOf(earlier);
  return {
    add: (row) => {
      const isNow = isWithin(period, row.day);
      const { category, severity } = row.finding;
      total.add('all', isNow);
      categories.add(category, isNow);
      severities.add(severity, isNow);
      outcomes.add(row.state, isNow);
      months.add(monthPlace(row.day.slice(0, 7), isNow ? own : before, own.length), isNow);
      for (const key of new Set(row.finding.clauses.map(clauseKey))) clauses.add(key, isNow);
      for (const clause of row.finding.clauses) {
        clauseTitles.set(clauseKey(clause), clauseTitle(clause));
      }
    },
    counts: () => ({
      total: total.of('all', 'All findings'),
      byCategory: CATEGORIES.map((it) => categories.of(it, categoryTitle(it))),
      byClause: clauses
        .keys()
        .sort(byClause)
        .map((key) => clauses.of(key, clauseTitles.get(key) ?? key)),
      bySeverity: SEVERITIES.map(([key, label]) => severities.of(key, label)),
      byOutcome: REVIEW_STATES.map((state) => outcomes.of(state, OUTCOME_TITLES[state])),
      byMonth: own.map((month, place) => ({
        ...months.of(String(place), monthTitle(month)),
        key: month,
      })),
    }),
  };
}

const clauseKey = ({ protocol, ref }: { protocol: string; ref: string }): string =>
  `${protocol} ¶${ref}`;

/** Which month of its period it is; an earlier period of more months has the last ones counted as one. */
const monthPlace = (month: string, months: readonly string[], own: number): string =>
  String(Math.min(Math.max(months.indexOf(month), 0), own - 1));

/** Paragraph 9 before paragraph 15. */
function byClause(a: string, b: string): number {
  const [left, right] = [a, b].map((key) => key.split('¶')) as [string[], string[]];
  if (left[0] !== right[0]) return (left[0] ?? '') < (right[0] ?? '') ? -1 : 1;
  const numbers = [left, right].map((parts) => Number.parseInt(parts[1] ?? '', 10) || 0);
  return numbers[0]! - numbers[1]! || ((left[1] ?? '') < (right[1] ?? '') ? -1 : 1);
}
