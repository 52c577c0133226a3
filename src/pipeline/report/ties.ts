import type { Severity } from '../../model/category.js';
import type { ReportRow, Span, Tie } from '../../model/report.js';
import { monthsOf } from './period.js';

const WEIGHT: Readonly<Record<Severity, number>> = { high: 3, medium: 2, low: 1 };

/** A pair that met once shows no course over time, and is easily recognised. */
const FEWEST = 2;
/** More rows than a reader takes in; those of the most findings are kept. */
const MOST = 60;

/** Who wrote the words of a finding, and to whom the message went. */
export interface Ends {
  readonly from: string;
  readonly to: readonly string[];
}

/**
 * Findings between pairs, month by month. In alphabetical order: a list by number would be a league
 * table. Pairs with a single finding are left out.
 */
export function tiesOf(
  rows: Iterable<ReportRow>,
  period: Span,
  ends: (row: ReportRow) => Ends,
): Tie[] {
  const months = monthsOf(period);
  const pairs = new Map<
    string,
    { readonly tie: [string, string]; counts: number[]; weight: number }
  >();
  for (const row of rows) {
    const { from, to } = ends(row);
    const place = months.indexOf(row.day.slice(0, 7));
    for (const other of new Set(to)) {
      if (from === '' || other === '' || other === from) continue;
      const key = `${from}\n${other}`;
      const pair = pairs.get(key) ?? { tie: [from, other], counts: months.map(() => 0), weight: 0 };
      pair.counts[place] = (pair.counts[place] ?? 0) + 1;
      pair.weight += WEIGHT[row.finding.severity];
      pairs.set(key, pair);
    }
  }
  return [...pairs.values()]
    .map(({ tie: [from, to], counts, weight }) => ({
      from,
      to,
      months: months.map((month, place) => ({ month, count: counts[place] ?? 0 })),
      total: counts.reduce((a, b) => a + b),
      weight,
    }))
    .filter(({ total }) => total >= FEWEST)
    .sort((a, b) => b.total - a.total || byEnds(a, b))
    .slice(0, MOST)
    .sort(byEnds);
}

const sortKey = ({ from, to }: Tie): string =>
  `${from}\n${to}`.replace(/\d+/g, (digits) => digits.padStart(6, '0'));

function byEnds(a: Tie, b: Tie): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
