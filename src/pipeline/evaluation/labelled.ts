import { z } from 'zod';
import { categorySchema } from '../../model/category.js';

const list = z
  .array(z.string())
  .nullish()
  .transform((v) => v ?? []);

/** One labelled message of `tests/evaluation/messages/*.yml`: compact, so that people can read it. */
export const labelledMessageSchema = z.strictObject({
  id: z.string(),
  scenario: z.string(),
  medium: z.enum(['email', 'letter']),
  from: z.string(),
  to: list,
  cc: list,
  bcc: list,
  date: z.coerce.string(),
  subject: z.coerce.string(),
  headers: z.record(z.string(), z.coerce.string()).nullish(),
  body: z.string(),
  attachments: z
    .array(z.strictObject({ name: z.string(), text: z.string() }))
    .nullish()
    .transform((v) => v ?? []),
  labels: z.array(categorySchema),
  optional_labels: list,
  spans: z
    .array(z.strictObject({ label: categorySchema, quote: z.string() }))
    .nullish()
    .transform((v) => v ?? []),
  offender: z.string().nullish(),
  offender_role: z.string().nullish(),
  why: z.string(),
  kind: z.enum(['positive', 'near-miss', 'ordinary']),
});
export type LabelledMessage = z.infer<typeof labelledMessageSchema>;

/** A council's file: one part of the set, so that no scenario stands in both. */
export const labelledFileSchema = z.strictObject({
  council: z.string(),
  nation: z.enum(['england', 'wales', 'scotland', 'northern-ireland']),
  part: z.enum(['development', 'test']),
  messages: z.array(labelledMessageSchema).min(1),
});

/** A line of `labels.jsonl` beside raw mail: the form councils would label their own in. */
export const labelLineSchema = z.object({
  file: z.string(),
  labels: z.array(categorySchema),
  spans: z.array(z.string()).default([]),
  optional_labels: z.array(z.string()).default([]),
  why: z.string().default(''),
});

/** What the scorer needs of a labelled message, whatever form it came in. */
export interface Labels {
  readonly id: string;
  readonly part: 'development' | 'test';
  readonly kind: 'positive' | 'near-miss' | 'ordinary';
  readonly labels: readonly string[];
  readonly optional: readonly string[];
  readonly spans: readonly { readonly label: string; readonly quote: string }[];
  readonly why: string;
}
