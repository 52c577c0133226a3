import type { Finding, Verdict } from '../../model/finding.js';
import type { ReviewState } from '../../model/review.js';

/** A finding with everything a report tells of it. */
export interface StoredRow {
  readonly finding: Finding;
  readonly state: ReviewState;
  /** When the first scan that held its document began, ISO 8601. */
  readonly foundAt: string;
  /** Oldest first. */
  readonly verdicts: readonly Verdict[];
}

/** A day with what was read of it; the day is empty for documents without a date. */
export interface DayRead {
  readonly day: string;
  readonly medium: 'email' | 'letter';
  readonly count: number;
}

/** What reports ask of the store; nothing here writes. */
export interface ReportReads {
  /**
   * Findings of a case whose document was sent in the span, and all of undated ones, in the order
   * they were recorded; flat memory. A day more on either side comes too: senders have clocks of
   * their own, and the caller compares days.
   */
  rows(caseId: string, from: string, to: string): AsyncIterable<StoredRow>;
  /** How many documents were sent on each day. */
  daysRead(caseId: string): Promise<DayRead[]>;
  /** Documents with a defect of each kind, by day and code. */
  defectsByDay(caseId: string): Promise<{ day: string; code: string; count: number }[]>;
  /** Names that stand beside addresses in the ledger of a case: what must not survive redaction. */
  namesSeen(caseId: string): Promise<{ name: string; address: string }[]>;
}
