import type { Suppression } from '../../model/check.js';
import type { Finding } from '../../model/finding.js';

/** Name of the file of suppressions, beside the drafts it speaks of. */
export const SUPPRESSION_FILE = 'probity-suppress.yml';

/** A suppression and where it is written. */
export interface PlacedSuppression extends Suppression {
  readonly path: string;
  /** 1-based; 1 for one in a letter's metadata. */
  readonly line: number;
}

/**
 * The suppression that answers for a finding in a file, whether still good or not; the one that lasts
 * longest. What several signs together say is answered for by any pattern of the same category.
 */
export function suppressionOf(
  { pattern, category, layer }: Pick<Finding, 'pattern' | 'category' | 'layer'>,
  fileName: string,
  all: readonly PlacedSuppression[],
): PlacedSuppression | undefined {
  return all
    .filter(
      (s) => s.pattern === pattern || (layer === 'learned' && s.pattern.startsWith(`${category}/`)),
    )
    .filter((s) => s.files === undefined || s.files.includes(fileName))
    .sort((a, b) => (a.until < b.until ? 1 : -1))[0];
}

/** @param today ISO date; a suppression holds through its last day */
export const isExpired = ({ until }: Suppression, today: string): boolean => until < today;
