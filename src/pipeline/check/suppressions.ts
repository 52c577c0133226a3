import { z } from 'zod';
import { suppressionSchema } from '../../model/check.js';
import { AuthorError } from '../../model/errors.js';
import { readYaml } from '../../patterns/read-yaml.js';
import type { PlacedSuppression } from './placed-suppression.js';

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
