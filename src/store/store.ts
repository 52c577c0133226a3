import type { Case, IntakeCounts, Scan, ScanSettings, UnreadSource } from '../model/case.js';
import type { Severity } from '../model/category.js';
import type { Finding, Verdict } from '../model/finding.js';
import type { DocumentRecord, DocumentRef, ReviewJob } from '../model/job.js';
import type { IntakeLease } from './intakes.js';
import type { OversightStore } from './oversight/store.js';
import type { ReportReads } from './reporting/reads.js';
import type { ReviewStore } from './review/store.js';
import type { SecondReaderStore } from './second-reader/store.js';

export interface NewCase {
  readonly name: string;
  readonly purpose?: string | undefined;
  readonly authorisedBy?: string | undefined;
}

export interface OwedBatch {
  readonly batch: number;
  readonly refs: DocumentRef[];
}

export interface FailedBatch {
  readonly batch: number;
  readonly reason: string;
  readonly messages: number;
}

export interface Recorded {
  readonly newFindings: number;
  readonly newDocuments: number;
}

export interface ScanProgress {
  readonly intakeDone: boolean;
  /** Recorded ones, and those of batches owed or failed. */
  readonly messages: number;
  readonly recorded: number;
  readonly failedBatches: readonly FailedBatch[];
  readonly newFindings: number;
}

export interface DefectCount {
  readonly code: string;
  readonly count: number;
}

export interface FindingsFilter {
  readonly minSeverity?: Severity | undefined;
  readonly minConfidence?: number | undefined;
  /** Also those that fire no more and are kept for their verdict. */
  readonly withLapsed?: boolean | undefined;
}

export interface AuditEntry {
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly detail: string;
}

export interface AuditState {
  readonly intact: boolean;
  /** Number of the first entry that is missing or does not fit; 1 is the first of the log. */
  readonly brokenAt?: number;
  readonly entries: number;
  /** Hash of the last entry: written down elsewhere, it also proves that no tail was cut off. */
  readonly head: string;
}

export interface Purged {
  readonly scans: number;
  readonly documents: number;
  readonly findings: number;
  readonly verdicts: number;
}

/**
 * Everything Probity keeps. Every writing call is one transaction: after a crash it is wholly there
 * or not at all. Calls with the id of a scan or case that is not there throw a `UsageError`;
 * `record`, `failBatch` and `recordThreadFindings` do nothing instead, since their jobs may arrive
 * after a purge. A failing disk or a store locked for a minute throws an `EnvironmentError`.
 */
export interface Store {
  /** What reports ask. */
  readonly reporting: ReportReads;
  /** The case of that name, made if need be. A purpose or authority given later replaces the earlier one; the audit log keeps both. */
  ensureCase(wanted: NewCase): Promise<Case>;
  /** A new scan, or the unfinished one of this case with equal settings: its batches, members and unread sources are forgotten, the ledger stays. */
  startScan(caseId: string, settings: ScanSettings): Promise<Scan>;
  /** Whoever holds this ticket may take the scan's sources in. */
  openIntake(scanId: string, ticket: string): Promise<void>;
  /**
   * Intake begins, from the start: batches handed out before are forgotten, and whoever did it before
   * is superseded. Undefined when there is nothing to do: another ticket, taken in already, or purged.
   */
  beginIntake(scanId: string, ticket: string): Promise<IntakeLease | undefined>;
  /** Throws `Superseded` to whoever has lost the lease. */
  noteIntake(scanId: string, lease: IntakeLease, counts: IntakeCounts): Promise<void>;
  /** The scan has ended: who still takes sources in for it is superseded. */
  closeIntake(scanId: string): Promise<void>;
  /** What intake has met so far. */
  intake(scanId: string): Promise<IntakeCounts>;
  /** Number of the batch, from 1; never given twice within a scan. Throws `Superseded` as `noteIntake`. */
  addBatch(scanId: string, refs: readonly DocumentRef[], lease?: IntakeLease): Promise<number>;
  /** These documents of the ledger belong to the scan and need no reading. */
  noteSeen(scanId: string, refs: readonly DocumentRef[]): Promise<void>;
  /** Which of these documents have not been read under this key. */
  unrecorded(caseId: string, analysisKey: string, ids: readonly string[]): Promise<Set<string>>;
  intakeDone(scanId: string): Promise<void>;
  /** Idempotent; the order in which batches arrive changes nothing. */
  record(job: ReviewJob): Promise<Recorded>;
  failBatch(scanId: string, batch: number, reason: string): Promise<void>;
  /** Batches neither recorded nor failed. */
  owed(scanId: string): Promise<OwedBatch[]>;
  progress(scanId: string): Promise<ScanProgress>;
  noteUnread(scanId: string, source: UnreadSource): Promise<void>;
  /** By path. */
  unread(scanId: string): Promise<UnreadSource[]>;
  /** Findings in the scan's documents, by document path, ordinal, start of evidence, pattern; flat memory. */
  findings(scanId: string, filter?: FindingsFilter): AsyncIterable<Finding>;
  /** Documents of the case by moment of sending then id, undated ones last; flat memory. */
  ledger(caseId: string): AsyncIterable<DocumentRecord>;
  /**
   * All that the thread pass found over the case's ledger, in one call: thread findings of earlier
   * passes that are not among them are dropped, or kept as lapsed when they carry a verdict.
   * Gives how many are new.
   */
  recordThreadFindings(scanId: string, found: readonly Finding[]): Promise<number>;
  finishScan(scanId: string, state: 'done' | 'stopped'): Promise<void>;
  /** Oldest first. */
  scans(caseId: string): Promise<Scan[]>;
  /** How many defects of each kind the scan's documents have, by code. */
  defects(scanId: string): Promise<DefectCount[]>;
  /**
   * Appends a verdict and its audit entry. `caseId` is needed only when the finding is in several
   * cases (the same mailbox scanned for two purposes); a `UsageError` says so.
   */
  addVerdict(verdict: Verdict, caseId?: string): Promise<void>;
  /** Oldest first; of all cases unless one is named. */
  verdicts(findingId: string, caseId?: string): Promise<Verdict[]>;
  audit(entry: AuditEntry): Promise<void>;
  /** Oldest first; flat memory. */
  auditLog(): AsyncIterable<AuditEntry>;
  auditIntact(): Promise<AuditState>;
  /** Removes every row of the case, and their traces in the file; one audit entry names the case and counts. */
  purgeCase(caseId: string, who: string, at: string): Promise<Purged>;
  /** What pages over whole cases ask: cases, scans, patterns, samples, the audit log. */
  readonly oversight: OversightStore;
  /** What the review desk asks. */
  readonly review: ReviewStore;
  /** What the optional second reader asks. */
  readonly secondReader: SecondReaderStore;
  close(): Promise<void>;
}
