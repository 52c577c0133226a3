import type { Severity } from '../../model/category.js';
import type { Evidence } from '../../model/finding.js';
import type { DocumentRecord } from '../../model/job.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Directory } from '../../people/directory.js';

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
  /** When the newest message of the case was sent (ISO): silence is judged only up to here. */
  readonly until: string;
}

/**
 * What needs more than one message: who was let into a conversation, how often somebody chased, who
 * never answered. Judges the ledger, which holds facts and no text. Pure.
 */
export interface ThreadDetector {
  readonly meta: PatternMeta;
  /**
   * Whose messages are looked at together: one conversation (joined by their references), or all
   * that one person sent.
   */
  readonly over: 'conversation' | 'sender';
  /** @param messages oldest first, undated ones last */
  detect(messages: readonly DocumentRecord[], context: ThreadContext): readonly ThreadHit[];
}

/** Evidence of a thread finding: the subject line of each message that shows it. */
export function subjectEvidence(messages: readonly DocumentRecord[]): Evidence[] {
  return messages.map((m) => ({
    part: 'subject',
    start: 0,
    end: m.subject.length,
    quote: m.subject,
    author: m.from,
  }));
}

/** Messages by each of the keys that are read off them, in their own order. */
export function byKeys(
  messages: readonly DocumentRecord[],
  keysOf: (message: DocumentRecord) => readonly string[],
): ReadonlyMap<string, readonly DocumentRecord[]> {
  const groups = new Map<string, DocumentRecord[]>();
  for (const message of messages) {
    for (const key of keysOf(message)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [message]);
      else group.push(message);
    }
  }
  return groups;
}
