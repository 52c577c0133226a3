import { z } from 'zod';
import { isIsoDay } from '../../../people/dates.js';
import type { AuditFilter } from '../../../store/oversight/store.js';
import type { Problem } from '../../problems.js';

const word = z.string().trim().max(200).default('');

export const auditQuerySchema = z.object({
  who: word,
  action: word,
  words: word,
  from: word,
  until: word,
  before: z.coerce.number().int().positive().optional(),
});
export type AuditQuery = z.infer<typeof auditQuerySchema>;

/** Dates that cannot be read filter nothing and are told. */
export function readFilter(query: AuditQuery): {
  readonly filter: AuditFilter;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const dayOf = (field: 'from' | 'until'): string | undefined => {
    const value = query[field];
    if (value === '' || isIsoDay(value)) return value || undefined;
    problems.push({ field, text: 'Enter the date as year-month-day, such as 2026-03-31' });
    return undefined;
  };
  const { who, action, words } = query;
  return { filter: { who, action, words, from: dayOf('from'), until: dayOf('until') }, problems };
}

/** The filter as a query, for links to the next page and the export. */
export function queryOf({ who, action, words, from, until }: AuditQuery): string {
  const named = Object.entries({ who, action, words, from, until }).filter(([, it]) => it !== '');
  return new URLSearchParams(named).toString();
}
