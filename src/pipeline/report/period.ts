import { UsageError } from '../../model/errors.js';
import type { Span } from '../../model/report.js';

const DAY_MS = 24 * 3_600_000;

const msOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
export const dayOfMs = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const monthOf = (day: string): string => day.slice(0, 7);

/** Days from one day to another; 0 on the same day. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((msOf(to) - msOf(from)) / DAY_MS);

/**
 * Reads the two days of a period, both inclusive.
 *
 * @throws UsageError that names the option
 */
export function readSpan(from: string, to: string): Span {
  for (const [option, day] of [
    ['--from', from],
    ['--to', to],
  ] as const) {
    if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(msOf(day)) || dayOfMs(msOf(day)) !== day) {
      throw new UsageError(`${option} must be a day such as 2026-07-01, not “${day}”.`);
    }
  }
  if (to < from) throw new UsageError(`--to ${to} is before --from ${from}.`);
  return { from, to };
}

/** First day of the month `count` months after that of `day`. */
function monthStart(day: string, count: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return dayOfMs(Date.UTC(year, month - 1 + count, 1));
}
const dayBefore = (day: string): string => dayOfMs(msOf(day) - DAY_MS);

const isWholeMonths = ({ from, to }: Span): boolean =>
  from.endsWith('-01') && dayBefore(monthStart(to, 1)) === to;

/** Months that a span touches, in order. */
export function monthsOf({ from, to }: Span): string[] {
  const months: string[] = [];
  for (let day = from; monthOf(day) <= monthOf(to); day = monthStart(day, 1)) {
    months.push(monthOf(day));
  }
  return months;
}

/**
 * What a period is compared with: as many whole months before it, or, where it is not made of whole
 * months, as many days before it.
 */
export function earlierSpan(span: Span): Span {
  const to = dayBefore(span.from);
  if (isWholeMonths(span)) return { from: monthStart(span.from, -monthsOf(span).length), to };
  return { from: dayOfMs(msOf(span.from) - DAY_MS * (daysBetween(span.from, span.to) + 1)), to };
}

export const isWithin = ({ from, to }: Span, day: string): boolean => day >= from && day <= to;

/** Periods that a schedule may name, as of a day: the whole month or quarter that ended last. */
export function lastSpan(kind: 'month' | 'quarter' | 'year', today: string): Span {
  const month = Number(today.slice(5, 7));
  const [length, into] = { month: [1, 0], quarter: [3, (month - 1) % 3], year: [12, month - 1] }[
    kind
  ] as [number, number];
  const end = monthStart(today, -into);
  return { from: monthStart(end, -length), to: dayBefore(end) };
}
