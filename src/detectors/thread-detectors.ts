import type { Severity } from '../model/category.js';
import type { Evidence } from '../model/finding.js';
import type { DocumentRecord } from '../model/job.js';
import type { PatternMeta } from '../model/pattern.js';
import type { Directory } from '../people/directory.js';

/** What a thread detector saw: like a hit, and which message of the conversation it is shown by. */
export interface ThreadHit {
  readonly pattern: PatternMeta;
  /** The message the finding is filed under. */
  readonly document: DocumentRecord;
  readonly evidence: readonly Evidence[];
  readonly confidence: number;
  readonly severity: Severity;
  readonly because: readonly string[];
}

export interface ThreadContext {
  readonly directory: Directory;
}

/**
 * What needs more than one message: who was let into a conversation, how often somebody chased, who
 * never answered. Judges the ledger, which holds facts and no text. Pure.
 */
export interface ThreadDetector {
  readonly meta: PatternMeta;
  /** @param conversation messages joined by their references, oldest first, undated ones last */
  detect(conversation: readonly DocumentRecord[], context: ThreadContext): readonly ThreadHit[];
}

/** Every detector of conversations. */
export const THREAD_DETECTORS: readonly ThreadDetector[] = [];
