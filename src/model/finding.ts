import { z } from 'zod';
import { categorySchema, layerSchema, severitySchema } from './category.js';

export const evidenceSchema = z.strictObject({
  /** `body`, `subject`, `header:bcc`, `attachment:2`, `attachment:2.1` */
  part: z.string(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  quote: z.string(),
  /** Address (or name, for a letter) of whoever wrote the quoted words; empty when unknown. */
  author: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

export const clauseSchema = z.strictObject({
  protocol: z.string(),
  /** Paragraph as the protocol numbers it: `15`, `12b`. */
  ref: z.string(),
  title: z.string(),
});
export type Clause = z.infer<typeof clauseSchema>;

export const findingSchema = z.strictObject({
  /** 24 hex digits: hash of document, pattern, part, quote and occurrence; no offsets. */
  id: z.string(),
  document: z.strictObject({
    id: z.string(),
    path: z.string(),
    messageId: z.string(),
    subject: z.string(),
    sentAt: z.string(),
    /** Who sent the document (not always who wrote the quoted words). */
    author: z.string(),
    role: z.string(),
    to: z.array(z.string()),
  }),
  category: categorySchema,
  pattern: z.string(),
  layer: layerSchema,
  severity: severitySchema,
  /** 0–1, two decimals. */
  confidence: z.number().min(0).max(1),
  evidence: z.array(evidenceSchema).min(1),
  /** What fired, and what raised or lowered the confidence, in words. */
  because: z.array(z.string()),
  clauses: z.array(clauseSchema),
  explanation: z.string(),
  advice: z.string(),
  /** Other documents in which the same sentence by the same author was seen (paths). */
  sightings: z.array(z.string()),
});
export type Finding = z.infer<typeof findingSchema>;

/** Why a finding needs nothing done. */
export const dismissalSchema = z.enum([
  'false-positive',
  'harmless-in-context',
  'proper-channel',
  'duplicate',
  'out-of-scope',
]);
export type Dismissal = z.infer<typeof dismissalSchema>;

/** A reviewer's decision; rows are appended, never edited. */
export const verdictSchema = z.strictObject({
  findingId: z.string(),
  decision: z.enum(['confirm', 'dismiss', 'escalate', 'second-opinion', 'reopen', 'note']),
  reason: z.string(),
  reviewer: z.string(),
  at: z.string(),
  /** With `dismiss`. */
  dismissal: dismissalSchema.optional(),
  /** With `escalate` and `second-opinion`: the reviewer who is asked. */
  addressee: z.string().optional(),
});
export type Verdict = z.infer<typeof verdictSchema>;
