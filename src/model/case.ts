/** A case: the purpose and authority under which mail is read. */
export interface Case {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly authorisedBy: string;
  readonly createdAt: string;
  /** A note on the lawful basis (UK GDPR Art 6, 9): where the assessment lies. */
  readonly lawfulBasis: string;
  /** Files and folders that belong to the case: what a scan is offered. */
  readonly sources: readonly string[];
  /** Addresses (`rep@union.example`) and domains (`@union.example`) whose mail is never read. */
  readonly exclusions: readonly string[];
  /** ISO date on which the case is due to be purged; empty when none was set. */
  readonly retainUntil: string;
}

/** What a scan was asked to do; stored, so that a later run can resume it. */
export interface ScanSettings {
  readonly sources: readonly string[];
  readonly roster: string;
  readonly protocol: string;
  /** Hash of catalogue, roster and protocol: a document read under another key is read again. */
  readonly analysisKey: string;
}

export type ScanState = 'running' | 'done' | 'stopped';

export interface Scan {
  readonly id: string;
  readonly caseId: string;
  readonly settings: ScanSettings;
  readonly state: ScanState;
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** What intake met; the summary shows it. */
export interface IntakeCounts {
  /** Documents found, each once. */
  documents: number;
  /** Recorded by an earlier scan under the same catalogue, roster and protocol. */
  seen: number;
  /** The same bytes at the same path again. */
  duplicates: number;
  passedOver: number;
  emptyMailboxes: string[];
  bytesRead: number;
}

export const NO_COUNTS: Readonly<IntakeCounts> = {
  documents: 0,
  seen: 0,
  duplicates: 0,
  passedOver: 0,
  emptyMailboxes: [],
  bytesRead: 0,
};

/** A source, or a piece of one, that could not be read. */
export interface UnreadSource {
  readonly path: string;
  readonly reason: string;
}
