import { z } from 'zod';
import { categorySchema } from './category.js';
import { dismissalSchema, findingSchema } from './finding.js';
import { REVIEW_STATES } from './review.js';

/** Both days inclusive, ISO (`2026-07-01`). */
export const spanSchema = z.strictObject({ from: z.string(), to: z.string() });
export type Span = z.infer<typeof spanSchema>;

/** One finding with what became of it: a row of the data formats, a line of the annex. */
export const reportRowSchema = z.strictObject({
  /** `F1`, `F2`: the number within this report, by date. */
  reference: z.string(),
  /** The case it is filed under. */
  caseName: z.string(),
  /** Day the message was sent by its own clock; the day it was found when it bears no date. */
  day: z.string(),
  /** True when the message bears no readable date. */
  undated: z.boolean(),
  /** When the first scan that held the message began, ISO 8601. */
  foundAt: z.string(),
  state: z.enum(REVIEW_STATES),
  /** When it was confirmed or dismissed, ISO 8601; empty while it is open. */
  concludedAt: z.string(),
  dismissal: z.union([dismissalSchema, z.literal('')]),
  finding: findingSchema,
});
export type ReportRow = z.infer<typeof reportRowSchema>;

/** A count of the period with the count of the earlier period. */
const tallySchema = z.strictObject({
  key: z.string(),
  label: z.string(),
  now: z.int().nonnegative(),
  earlier: z.int().nonnegative(),
});
export type Tally = z.infer<typeof tallySchema>;

/** A share with its 95 % interval. */
const rateSchema = z.strictObject({
  hits: z.int().nonnegative(),
  of: z.int().nonnegative(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
});

const countedSchema = z.strictObject({ what: z.string(), count: z.int().nonnegative() });

/** What was read, and what was not. */
export const readingSchema = z.strictObject({
  /** Where mail was read from, as it was named to the scans. */
  sources: z.array(z.string()),
  scans: z.int().nonnegative(),
  /** Messages and letters of the period. */
  messages: z.int().nonnegative(),
  letters: z.int().nonnegative(),
  /** Documents without a readable date, whichever period they belong to. */
  undated: z.int().nonnegative(),
  /** Documents of the earlier period. */
  earlier: z.int().nonnegative(),
  /** Read by the scans, but sent in neither period. */
  outside: z.int().nonnegative(),
  /** Sources that could not be read at all, with the reason. */
  unread: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  /** Messages of excluded addresses, whose bodies were never read; of all scans of the cases. */
  excluded: z.int().nonnegative(),
  /** Messages of batches that failed. */
  failed: z.int().nonnegative(),
  /** Documents of the period that were broken or cut, by kind. */
  defects: z.array(countedSchema),
});
export type Reading = z.infer<typeof readingSchema>;

/** Days from finding to conclusion. */
const reviewTimesSchema = z.strictObject({
  concluded: z.int().nonnegative(),
  medianDays: z.number().nullable(),
  /** Nine in ten were concluded within this many days. */
  ninetiethDays: z.number().nullable(),
  open: z.int().nonnegative(),
  oldestOpenDays: z.number().nullable(),
});
export type ReviewTimes = z.infer<typeof reviewTimesSchema>;

/** Of findings that a reviewer judged, how many the reviewer agreed with. */
const precisionSchema = z.strictObject({
  overall: rateSchema,
  byCategory: z.array(z.strictObject({ category: categorySchema, rate: rateSchema })),
});
export type Precision = z.infer<typeof precisionSchema>;

/** Findings between two people or two teams, month by month. */
const tieSchema = z.strictObject({
  /** Who wrote, and to whom: names, or labels such as `Member 2`. */
  from: z.string(),
  to: z.string(),
  months: z.array(z.strictObject({ month: z.string(), count: z.int().nonnegative() })),
  total: z.int().nonnegative(),
  /** Findings weighed by severity (1, 2, 3). */
  weight: z.int().nonnegative(),
});
export type Tie = z.infer<typeof tieSchema>;

const countsSchema = z.strictObject({
  total: tallySchema,
  byCategory: z.array(tallySchema),
  byClause: z.array(tallySchema),
  bySeverity: z.array(tallySchema),
  byOutcome: z.array(tallySchema),
  /** Months of the period in order, each beside the month of the same place in the earlier one. */
  byMonth: z.array(tallySchema),
});
export type Counts = z.infer<typeof countsSchema>;

/** Everything a report says but for its rows. */
export const reportSummarySchema = z.strictObject({
  title: z.string(),
  council: z.string(),
  period: spanSchema,
  earlier: spanSchema,
  /** The day the report speaks of as today; all dates in metadata are this one. */
  madeOn: z.string(),
  probity: z.string(),
  cases: z.array(
    z.strictObject({ name: z.string(), purpose: z.string(), authorisedBy: z.string() }),
  ),
  /** False: people, addresses, numbers and places are replaced by labels. */
  named: z.boolean(),
  reading: readingSchema,
  counts: countsSchema,
  reviewTimes: reviewTimesSchema,
  precision: precisionSchema,
  /** Of unflagged messages that were sampled and read by a person, the share that should have been found; null without a sample. */
  missRate: rateSchema.nullable(),
  people: z.array(tieSchema),
  teams: z.array(tieSchema),
});
export type ReportSummary = z.infer<typeof reportSummarySchema>;

/** The file of `--format json`. Its JSON Schema is printed by `probity report schema`. */
export const reportFileSchema = z.strictObject({
  $schema: z.string(),
  summary: reportSummarySchema,
  findings: z.array(reportRowSchema),
});

export interface Report {
  readonly summary: ReportSummary;
  /** By day, then as the store orders them. */
  readonly rows: readonly ReportRow[];
}
