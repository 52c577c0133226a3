import { z } from 'zod';
import { type Suppression, suppressionSchema } from '../../model/check.js';
import { AuthorError } from '../../model/errors.js';
import { readYaml } from '../../patterns/read-yaml.js';

/** Name of the file of suppressions, beside the drafts it speaks of. */
export const SUPPRESSION_FILE = 'probity-suppress.yml';

/** A suppression and where it is written. */
export interface PlacedSuppression extends Suppression {
  readonly path: string;
  /** 1-based; 1 for one in a letter's metadata. */
  readonly line: number;
}

const fileSchema = z.strictObject({ suppress: z.array(suppressionSchema) });

/** Reads a file of suppressions. Throws AuthorError with every mistake and its line. */
export function readSuppressions(path: string, text: string): PlacedSuppression[] {
  const read = readYaml({ path, text }, fileSchema);
  if (!read.ok) throw new AuthorError(read.mistakes);
  return read.value.suppress.map((one, i) => ({
    ...one,
    path,
    line: read.lineOf(['suppress', i]),
  }));
}

/**
 * Reads suppressions of a letter's own metadata: `pattern; reason; who; until`, several apart by lines
 * or `|`. Throws AuthorError for one that cannot be understood.
 */
export function readInlineSuppressions(
  path: string,
  texts: readonly string[],
): PlacedSuppression[] {
  const entries = texts.flatMap((text) => text.split(/[|\n]/)).filter((text) => text.trim() !== '');
  return entries.map((entry) => {
    const [pattern = '', reason = '', by = '', until = ''] = entry.split(';').map((s) => s.trim());
    const read = suppressionSchema.safeParse({ pattern, reason, by, until });
    if (read.success) return { ...read.data, path, line: 1 };
    const wrong = read.error.issues.map((i) => `${String(i.path[0])}: ${i.message}`).join('; ');
    const message = `the suppression "${entry.trim().slice(0, 80)}" is not "pattern; reason; who; until" (${wrong})`;
    throw new AuthorError([{ path, line: 1, message }]);
  });
}

/** The suppression that answers for a pattern in a file, whether still good or not; the one that lasts longest. */
export function suppressionOf(
  pattern: string,
  fileName: string,
  all: readonly PlacedSuppression[],
): PlacedSuppression | undefined {
  return all
    .filter((s) => s.pattern === pattern && (s.files === undefined || s.files.includes(fileName)))
    .sort((a, b) => (a.until < b.until ? 1 : -1))[0];
}

/** @param today ISO date; a suppression holds through its last day */
export const isExpired = ({ until }: Suppression, today: string): boolean => until < today;
