import { z } from 'zod';
import { categorySchema, layerSchema, severitySchema } from '../../../model/category.js';
import { REVIEW_STATES } from '../../../model/review.js';
import { type QueueFilter, type QueueOrder, SURE_BANDS } from '../../../store/review/store.js';

/** A choice of several comes as one word or a list; words that are no choice are passed over. */
const several = <T>(one: z.ZodType<T>) =>
  z
    .union([z.string().transform((it) => [it]), z.array(z.string())])
    .default([])
    .transform((words) => words.flatMap((word) => one.safeParse(word).data ?? []));

const text = z.string().max(500).trim().catch('').default('');
const isoDay = z.iso.date().or(z.literal('')).catch('').default('');

/** The address of the queue page: everything that narrows and orders it. */
export const queueQuerySchema = z.object({
  /** Set by the form, so that no state ticked means all of them and not the usual one. */
  set: z.enum(['', '1']).catch('').default(''),
  state: several(z.enum(REVIEW_STATES)),
  category: several(categorySchema),
  severity: several(severitySchema),
  layer: several(layerSchema),
  sure: several(
    z.coerce
      .number()
      .int()
      .min(0)
      .max(SURE_BANDS.length - 1),
  ),
  clause: several(z.string().max(100)),
  case: text,
  person: text,
  mailbox: text,
  assignee: text,
  from: isoDay,
  until: isoDay,
  q: text,
  sort: z.enum(['risk', 'newest', 'oldest']).catch('risk').default('risk'),
  page: z.coerce.number().int().min(1).max(100_000).catch(1).default(1),
});
export type QueueQuery = z.infer<typeof queueQuerySchema>;

const DAY_MS = 24 * 60 * 60_000;

export function filterOf(query: QueueQuery): QueueFilter {
  const isUsual = query.state.length === 0 && query.set === '';
  return {
    states: isUsual ? ['waiting'] : query.state,
    categories: query.category,
    severities: query.severity,
    layers: query.layer,
    sure: query.sure,
    clauses: query.clause,
    caseId: query.case,
    person: query.person,
    mailbox: query.mailbox,
    assignee: query.assignee,
    sentFrom: query.from === '' ? 0 : Date.parse(query.from),
    sentUntil: query.until === '' ? 0 : Date.parse(query.until) + DAY_MS - 1,
    words: query.q,
  };
}

export const orderOf = (query: QueueQuery): QueueOrder => query.sort;

const NAMES = [
  'set',
  'state',
  'category',
  'severity',
  'layer',
  'sure',
  'clause',
  'case',
  'person',
  'mailbox',
  'assignee',
  'from',
  'until',
  'q',
] as const;

/** The query as part of an address, without the page; what is as usual is left out. */
export function addressOf(query: QueueQuery, changes: Partial<QueueQuery> = {}): string {
  const all = { ...query, ...changes };
  const parts = new URLSearchParams();
  for (const name of NAMES) {
    for (const value of [all[name]].flat()) if (value !== '') parts.append(name, String(value));
  }
  if (all.sort !== 'risk') parts.set('sort', all.sort);
  return parts.toString();
}

/** A query kept in an address (`?view=…`), read as strictly as one in the bar. */
export function queryFrom(address: string): QueueQuery {
  const parts = new URLSearchParams(address);
  const lists = Object.fromEntries([...parts.keys()].map((key) => [key, parts.getAll(key)]));
  const singles = Object.fromEntries(
    Object.entries(lists).map(([key, values]) => [key, values.length === 1 ? values[0] : values]),
  );
  return queueQuerySchema.parse(singles);
}
