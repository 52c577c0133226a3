import { categorySchema } from '../../model/category.js';
import type { Rate } from '../../model/evaluation.js';
import type { Precision, ReportRow, ReviewTimes } from '../../model/report.js';
import type { CaseOverview } from '../../store/oversight/store.js';
import type { Store } from '../../store/store.js';
import { rate } from '../evaluation/score.js';
import { daysBetween } from './period.js';

/** Dismissals that say the finding was not what it was taken for; a duplicate was rightly found once. */
const WRONGLY_FOUND: readonly ReportRow['dismissal'][] = [
  '',
  'false-positive',
  'harmless-in-context',
  'proper-channel',
];

/** How often reviewers agreed, of the findings they judged: the precision that verdicts show. */
export function precisionOf(rows: Iterable<ReportRow>): Precision {
  const judged = new Map<string, { agreed: number; all: number }>();
  for (const { state, dismissal, finding } of rows) {
    const agreed = state === 'confirmed';
    if (!agreed && !(state === 'dismissed' && WRONGLY_FOUND.includes(dismissal))) continue;
    const count = judged.get(finding.category) ?? { agreed: 0, all: 0 };
    judged.set(finding.category, { agreed: count.agreed + Number(agreed), all: count.all + 1 });
  }
  const sum = (part: 'agreed' | 'all'): number =>
    [...judged.values()].reduce((total, count) => total + count[part], 0);
  return {
    overall: rate(sum('agreed'), sum('all')),
    byCategory: categorySchema.options.flatMap((category) => {
      const count = judged.get(category);
      return count === undefined ? [] : [{ category, rate: rate(count.agreed, count.all) }];
    }),
  };
}

/** The value below which this share of sorted values lies; nearest rank. */
function quantile(sorted: readonly number[], share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}

/** Whole days from finding to conclusion, and how long open ones have waited on the day given. */
export function reviewTimes(rows: Iterable<ReportRow>, today: string): ReviewTimes {
  const took: number[] = [];
  const waits: number[] = [];
  for (const { foundAt, concludedAt } of rows) {
    const found = foundAt.slice(0, 10);
    if (concludedAt === '') waits.push(Math.max(0, daysBetween(found, today)));
    else took.push(Math.max(0, daysBetween(found, concludedAt.slice(0, 10))));
  }
  took.sort((a, b) => a - b);
  return {
    concluded: took.length,
    medianDays: quantile(took, 0.5),
    ninetiethDays: quantile(took, 0.9),
    open: waits.length,
    oldestOpenDays: waits.length === 0 ? null : waits.reduce((a, b) => Math.max(a, b)),
  };
}

/**
 * Of unflagged messages that were drawn at random and read by a person, the share in which a reviewer
 * saw what should have been found; null when none was read.
 */
export async function missRateOf(
  store: Store,
  cases: readonly CaseOverview[],
): Promise<Rate | null> {
  const ids = new Set(cases.map(({ id }) => id));
  const samples = (await store.oversight.samples()).filter(({ caseId }) => ids.has(caseId));
  const read = samples.reduce((sum, sample) => sum + sample.read, 0);
  const missed = samples.reduce((sum, sample) => sum + sample.missed, 0);
  return read === 0 ? null : rate(missed, read);
}
