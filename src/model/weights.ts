import { z } from 'zod';
import { categorySchema } from './category.js';

/**
 * How much each sign speaks for each category, fitted on labelled mail by `npm run train`. A sign is
 * a cue (`pressure/paper`), who writes to whom (`pair:member>officer`), who is mentioned
 * (`mention:officer`) or the hour (`hour:unsocial`).
 */
export const weightsSchema = z.strictObject({
  signs: z.array(z.string()),
  categories: z.partialRecord(
    categorySchema,
    z.strictObject({ bias: z.number(), weights: z.array(z.number()) }),
  ),
});
export type Weights = z.infer<typeof weightsSchema>;
