import { createHash } from 'node:crypto';
import type { CheckedFinding } from '../../model/check.js';
import type { PlacedSuppression } from './placed-suppression.js';

/** Id under which a suppression that has run out is told. */
const PATTERN = 'procedure/expired-suppression';

/** A suppression that has run out, as a finding of its own at the place where it is written. */
export function expiredFinding(
  { path, line, pattern, reason, by, until }: PlacedSuppression,
  finding: CheckedFinding,
): CheckedFinding {
  const quote = `${pattern}: ${reason} (${by}, until ${until})`;
  const place = { unit: 'line' as const, line, column: 1, endLine: line, endColumn: 1 };
  return {
    ...finding,
    id: createHash('sha256').update(`${PATTERN}\0${path}\0${quote}`).digest('hex').slice(0, 24),
    document: { ...finding.document, path },
    category: 'procedure',
    pattern: PATTERN,
    layer: 'structure',
    severity: 'medium',
    confidence: 0.99,
    evidence: [{ part: 'body', start: 0, end: 0, quote, author: by }],
    because: [`it ran out on ${until}`],
    clauses: [],
    explanation: `A suppression that has run out. ${by} allowed “${pattern}” until ${until}; the letter still says what it was for.`,
    advice: 'Reword the letter, or have the suppression renewed by whoever may decide it.',
    place,
    excerpt: { before: '', words: quote, after: '' },
    suggestions: [],
    harmlessWhen: [],
  };
}
