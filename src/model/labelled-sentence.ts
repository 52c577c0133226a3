import { z } from 'zod';
import { categorySchema } from './category.js';
import { ROLES } from './person.js';

const roleSchema = z.enum(ROLES);

/** What a sentence does. */
export const actSchema = z.enum([
  'request',
  'instruction',
  'commitment',
  'threat',
  'criticism',
  'praise',
  'disclosure',
  'concealment',
  'offer',
  'complaint',
  'apology',
]);

/**
 * A scene of labelled sentences, one line of `tests/evaluation/sentences/*.jsonl`: one message, its
 * sentences in order, so that each has its neighbours as context.
 */
export const sceneSchema = z.strictObject({
  scene: z.string().min(1),
  /** Who wrote it, in `voices.csv`. */
  voice: z.string().min(1),
  about: z.string(),
  from: roleSchema,
  to: z.array(roleSchema).min(1),
  cc: z.array(roleSchema).default([]),
  sentences: z
    .array(
      z.strictObject({
        text: z.string().min(1),
        /** What an experienced monitoring officer would flag it as. */
        labels: z.array(categorySchema).default([]),
        /** What it looks like and is not. */
        near: z.array(categorySchema).default([]),
        /** What readers would differ on: neither taught nor scored. */
        unsure: z.array(categorySchema).default([]),
        acts: z.array(actSchema).default([]),
      }),
    )
    .min(1),
});
export type Scene = z.infer<typeof sceneSchema>;
