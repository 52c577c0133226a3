import { z } from 'zod';
import { type Category, categorySchema } from './category.js';

/**
 * From a passage's sum for a category to a confidence, in log odds. `alone`: what the sum is worth
 * by itself. `beside`: what a pattern's finding is worth beside the sum of the words it fired on.
 */
const judgeSchema = z.strictObject({
  alone: z.strictObject({ slope: z.number(), offset: z.array(z.number()) }),
  beside: z.strictObject({ slope: z.number(), pattern: z.number(), offset: z.number() }),
});
export type Judge = z.infer<typeof judgeSchema>;

/**
 * The learned reader as `npm run train` writes it (`patterns/reader.json`): one logistic regression
 * a category over hashed features of a sentence. Arrays of numbers are base64, little-endian.
 */
export const readerFileSchema = z.strictObject({
  /** Features are hashed into 2 to the power of `bits` buckets. */
  bits: z.int().min(8).max(24),
  categories: z.array(categorySchema).min(1),
  /** Buckets seen in training, ascending: Uint32. */
  buckets: z.base64(),
  /** How telling each of these buckets is (inverse document frequency): Uint8, in sixteenths. */
  telling: z.base64(),
  /** Weights, a row a bucket and a column a category: Int8, in `step`s of the category. */
  weights: z.base64(),
  step: z.array(z.number()),
  bias: z.array(z.number()),
  judge: judgeSchema,
  /** Labelled sentences to show beside a finding: "reads like". */
  examples: z.array(z.strictObject({ text: z.string(), category: categorySchema })),
});
export type ReaderFile = z.infer<typeof readerFileSchema>;

/** The same, decoded. */
export interface ReaderNumbers
  extends Omit<ReaderFile, 'buckets' | 'telling' | 'weights' | 'categories'> {
  readonly categories: readonly Category[];
  readonly buckets: Uint32Array;
  readonly telling: Uint8Array;
  readonly weights: Int8Array;
}

/** More changed weights than this would weigh on every job; the largest changes are kept. */
export const MOST_CHANGED = 2_000;

/** What a council's own verdicts changed in the reader: small, so each job carries it. */
export const readerChangesSchema = z.strictObject({
  /** Hash of the reader it changes; upon another it would mean nothing. */
  of: z.string(),
  /** Added to the bias of each category. */
  bias: z.array(z.number()),
  /** Places of changed weights (row times number of categories plus column): Uint32. */
  cells: z.base64().max(8 * MOST_CHANGED),
  /** What stands there instead: Int8, in steps of the category. */
  weights: z.base64().max(8 * MOST_CHANGED),
});
export type ReaderChanges = z.infer<typeof readerChangesSchema>;

/** How telling a bucket is, is kept in sixteenths: Uint8 reaches 15.9. */
export const TELLING_PARTS = 16;
