import type { Finding } from '../../model/finding.js';
import type { Exchange, Opinion, Outcome } from '../../model/second-reader.js';

/** A question about to be sent. `findingId` is empty for an unflagged message. */
export type Question = Pick<
  Exchange,
  'scanId' | 'at' | 'server' | 'model' | 'documentId' | 'findingId' | 'sent'
>;

/** What the second reader asks of the store. */
export interface SecondReaderStore {
  /**
   * Findings of the scan in words, that have neither a verdict nor an opinion: those whose confidence
   * is nearest to one half first.
   */
  undecided(scanId: string, limit: number): Promise<Finding[]>;
  /** Ids of unflagged documents of the scan that nobody asked about, at random. */
  unflagged(scanId: string, limit: number): Promise<string[]>;
  /** Keeps what is about to leave; gives its number. */
  sending(question: Question): Promise<number>;
  ended(seq: number, outcome: Outcome, opinion: Opinion | null): Promise<void>;
  /**
   * Lets every opinion of the case tell on its finding: `change` gives the finding as it is to be
   * shown. Only its confidence and reasons are taken over. Gives how many changed.
   */
  apply(caseId: string, change: (finding: Finding, exchange: Opined) => Finding): Promise<number>;
  /** Every question ever sent, oldest first; flat memory. */
  exchanges(): AsyncIterable<Exchange>;
}

/** An opinion and whose it is. */
export interface Opined {
  readonly opinion: Opinion;
  readonly model: string;
}
