import { z } from 'zod';
import { categorySchema, severitySchema } from './category.js';
import { SLOTS, slotsOf } from './slots.js';

/** Roles as `when` and examples name them; `anyone` matches every role, the unknown one too. */
export const roleWordSchema = z.enum([
  'member',
  'officer',
  'political-assistant',
  'external',
  'anyone',
]);
export type RoleWord = z.infer<typeof roleWordSchema>;

const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]);

/** Refs by protocol id: `{ protocol-2007: ['15'], london-councils-2019: ['12'] }`. */
export const clauseRefsSchema = z.record(z.string(), z.array(z.coerce.string()).min(1));

/** Who writes to whom and the words, and which of them must be hit: `[]` is a near miss. */
export const exampleSchema = z.strictObject({
  from: roleWordSchema.default('member'),
  to: oneOrMore(roleWordSchema).default(['officer']),
  cc: oneOrMore(roleWordSchema).optional(),
  text: z.string().min(1),
  /** Exact words of `text` that the evidence must contain. */
  hits: z.array(z.string().min(1)),
  /** A known miss or known false alarm, written down: reported, not enforced. */
  todo: z.string().optional(),
});
export type Example = z.infer<typeof exampleSchema>;

/** Roles and audience a pattern asks for. An unknown role passes at lower confidence. */
export const whenSchema = z.strictObject({
  /** Role of whoever wrote the words. */
  author: oneOrMore(roleWordSchema).default(['anyone']),
  /** At least one of the people written to has one of these roles. */
  to: oneOrMore(roleWordSchema).default(['anyone']),
  /** Emails, letters or both. */
  medium: z.enum(['email', 'letter', 'any']).default('any'),
  /** `unsocial`: sent at night, at a weekend or on a holiday by UK time. */
  hours: z.enum(['unsocial', 'any']).default('any'),
});

/**
 * One way for a pattern to fire. `phrases` alone: any of them. `all`: one hit of each entry within
 * `within` neighbouring sentences; an entry names cues (`a | b`, `a*2`: two different phrases of
 * it), a mention (`<officer>`), or a grammar test (`grammar:imperative`).
 */
export const waySchema = z.strictObject({
  way: z.string().regex(/^[a-z0-9-]+$/, 'kebab-case'),
  phrases: z.array(z.string().min(1)).min(1).optional(),
  all: z.array(z.string().min(1)).min(1).optional(),
  within: z.int().min(1).max(12).default(1),
  unless: z.array(z.string().min(1)).default([]),
  when: whenSchema.optional(),
  confidence: z.number().min(0.1).max(0.99).optional(),
});

/**
 * One way to put a sentence better. The first whose slots the sentence fills is shown; facts and
 * names come from the sentence or are left out, never made up.
 */
export const suggestSchema = z.strictObject({
  /** Words of which the sentence must hold one; without them any sentence will do. */
  says: z.array(z.string().min(2)).min(1).optional(),
  /** The wording, with `{slot}`s; empty: the sentence is better left out. */
  write: z
    .string()
    .refine((write) => slotsOf(write).every((s) => SLOTS.some((slot) => slot === s)), {
      error: `may name only the slots ${SLOTS.map((s) => `{${s}}`).join(', ')}`,
    }),
  /** What the writer does before the new wording is true. */
  first: z.string().min(10).optional(),
});
/** Slots that are taken from what a sentence says, not from a word in it. */
const TELLING = ['what', 'do', 'could', 'may', 'whom', 'that'];

const suggestionsSchema = z
  .array(suggestSchema)
  .min(1)
  .refine(
    (all) =>
      all.every(
        ({ says, write }) =>
          write === '' || says !== undefined || slotsOf(write).some((s) => TELLING.includes(s)),
      ),
    `a wording without ${TELLING.map((s) => `{${s}}`).join(', ')} needs \`says\`: it would stand for any sentence`,
  );
export type Suggest = z.infer<typeof suggestSchema>;

const patternBase = {
  title: z.string().min(3),
  status: z.enum(['draft', 'stable', 'retired']),
  version: z.int().positive(),
  severity: severitySchema,
  /** Confidence before anything raises or lowers it. */
  confidence: z.number().min(0.1).max(0.99),
  clauses: clauseRefsSchema,
  rationale: z.string().min(10),
  /** What to do instead, for the writer. */
  advice: z.string().min(10),
  /** Better wordings, tried in order. */
  suggest: suggestionsSchema.optional(),
  /** What would make the same words harmless. */
  false_positives: z.array(z.string().min(3)).min(1),
};

const threeOfEach = (examples: readonly Example[]): boolean =>
  examples.filter((e) => e.hits.length > 0).length >= 3 &&
  examples.filter((e) => e.hits.length === 0).length >= 3;

/** A pattern file: `patterns/<category>/<name>.yml`. Unknown keys are errors. */
export const patternFileSchema = z.strictObject({
  ...patternBase,
  when: whenSchema.prefault({}),
  match: z.array(waySchema).min(1),
  /** Cues that, in the same sentence, take the finding back. */
  unless: z.array(z.string().min(1)).default([]),
  examples: z
    .array(exampleSchema)
    .refine(
      threeOfEach,
      'needs at least three examples with hits and three near misses (hits: [])',
    ),
});
export type PatternFile = z.infer<typeof patternFileSchema>;
export type When = z.infer<typeof whenSchema>;
export type Way = z.infer<typeof waySchema>;

/** What patterns and detectors have in common: the catalogue, the docs and the tests read this. */
export interface PatternMeta {
  /** `category/what-it-is` */
  readonly id: string;
  readonly category: z.infer<typeof categorySchema>;
  readonly layer: 'structure' | 'language' | 'learned';
  readonly title: string;
  readonly status: 'draft' | 'stable' | 'retired';
  readonly version: number;
  readonly severity: z.infer<typeof severitySchema>;
  readonly confidence: number;
  readonly clauses: Readonly<Record<string, readonly string[]>>;
  readonly rationale: string;
  readonly advice: string;
  readonly suggest?: readonly Suggest[] | undefined;
  readonly falsePositives: readonly string[];
}

/** A file of cues: `patterns/cues/<group>.yml`; a cue's id is `group/name`. */
export const cueFileSchema = z.strictObject({
  title: z.string(),
  cues: z.record(
    z.string().regex(/^[a-z0-9-]+$/, 'kebab-case'),
    z.strictObject({
      means: z.string().min(3),
      phrases: z.array(z.string().min(1)).min(1),
    }),
  ),
});
export type CueFile = z.infer<typeof cueFileSchema>;

/** A protocol: `patterns/protocols/<id>.yml`. */
export const protocolFileSchema = z.strictObject({
  title: z.string(),
  short: z.string(),
  clauses: z.array(
    z.strictObject({
      ref: z.coerce.string(),
      title: z.string(),
      says: z.string().min(10),
      /** Why no correspondence can show it, when no pattern cites it. */
      unseen: z.string().min(10).optional(),
    }),
  ),
  /** For a council's own protocol: its refs by category, used where patterns do not name it. */
  categories: z.partialRecord(categorySchema, z.array(z.coerce.string())).optional(),
});
export type ProtocolFile = z.infer<typeof protocolFileSchema>;
