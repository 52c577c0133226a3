import { z } from 'zod';
import { findingSchema } from './finding.js';

/** Where words stand, for a reader who opens the letter. */
export const placeSchema = z.strictObject({
  /** `line`: of the file; `text-line`: of its text as laid out (pdf, coded mail); `paragraph`: of a document. */
  unit: z.enum(['line', 'text-line', 'paragraph']),
  /** 1-based. */
  line: z.int().positive(),
  /** 1-based, in UTF-16 units; 1 where only the paragraph is known. */
  column: z.int().positive(),
  endLine: z.int().positive(),
  /** Exclusive. */
  endColumn: z.int().positive(),
});
export type Place = z.infer<typeof placeSchema>;

/** Better words for a sentence of the letter: shown, and put in only when the writer asks for it. */
export const suggestionSchema = z.strictObject({
  part: z.string(),
  /** UTF-16 units of the part's text, end exclusive. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** The words as they stand. */
  quote: z.string(),
  /** What to write instead; empty: better left out. */
  write: z.string(),
  /** What to do first, so that the new words are true; empty when nothing. */
  first: z.string(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

/** A finding in a draft: what a scan's finding says, where to look, and what to write instead. */
export const checkedFindingSchema = z.strictObject({
  ...findingSchema.shape,
  place: placeSchema,
  /** The words in their paragraph, for showing them. */
  excerpt: z.strictObject({ before: z.string(), words: z.string(), after: z.string() }),
  suggestions: z.array(suggestionSchema),
  /** What would make the same words harmless. */
  harmlessWhen: z.array(z.string()),
});
export type CheckedFinding = z.infer<typeof checkedFindingSchema>;

/** Who writes or is written to, and how that is known. */
export const partySchema = z.strictObject({
  name: z.string(),
  role: z.string(),
  /** For a reader: "given by --as", "the signature says …". */
  reason: z.string(),
});
export type Party = z.infer<typeof partySchema>;

/** A finding somebody has answered for. */
export const suppressedSchema = z.strictObject({
  finding: checkedFindingSchema,
  reason: z.string(),
  by: z.string(),
  /** ISO date. */
  until: z.string(),
});
export type Suppressed = z.infer<typeof suppressedSchema>;

/** What the check of one letter gives. */
export const checkReportSchema = z.strictObject({
  path: z.string(),
  /** eml, txt, md, html, docx, odt, rtf, pdf */
  format: z.string(),
  author: partySchema,
  audience: z.array(partySchema),
  findings: z.array(checkedFindingSchema),
  suppressed: z.array(suppressedSchema),
  /** What the check could not tell, each with what would help. */
  notices: z.array(z.string()),
  /** What is broken in the file, or was left out of it. */
  defects: z.array(z.strictObject({ code: z.string(), message: z.string() })),
});
export type CheckReport = z.infer<typeof checkReportSchema>;

/** Written permission to leave one pattern as it is. */
export const suppressionSchema = z.strictObject({
  pattern: z.string().regex(/^[a-z-]+\/[a-z0-9-]+$/, 'a pattern id such as secrecy/cover-story'),
  reason: z.string().min(10, 'give the reason in a sentence (10 characters at least)'),
  by: z.string().min(3, 'say who decided'),
  until: z.iso.date('an ISO date such as 2027-03-31'),
  /** Names of the drafts meant; without them every draft of the folder. */
  files: z.array(z.string().min(1)).min(1).optional(),
});
export type Suppression = z.infer<typeof suppressionSchema>;
