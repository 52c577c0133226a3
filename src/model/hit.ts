import type { Severity } from './category.js';
import type { Evidence } from './finding.js';
import type { PatternMeta } from './pattern.js';

/** What a pattern or detector saw in one message, before hits are merged into findings. */
export interface Hit {
  readonly pattern: PatternMeta;
  readonly evidence: readonly Evidence[];
  readonly confidence: number;
  readonly severity: Severity;
  /** What fired, and what raised or lowered the confidence, in words for a reader. */
  readonly because: readonly string[];
  /** Keys of the officers the words are about, for the thread pass. */
  readonly about?: readonly string[];
}
