import type { Case, Scan } from '../../model/case.js';
import type { Category } from '../../model/category.js';
import type { DefectCount } from '../store.js';

/** What is written on a case's form. */
export type CaseDetails = Omit<Case, 'id' | 'createdAt'>;

export interface CaseCounts {
  readonly scans: number;
  readonly documents: number;
  readonly findings: number;
  /** Findings no verdict was given on. */
  readonly waiting: number;
  readonly excluded: number;
}

export interface CaseOverview extends Case, CaseCounts {}

/** Rows still there of a case that was purged, by table; all zero is the proof. */
export interface Remains {
  readonly table: string;
  readonly rows: number;
}

export interface ScanState extends Scan {
  readonly caseName: string;
  readonly intakeDone: boolean;
  /** Found so far. */
  readonly messages: number;
  readonly recorded: number;
  readonly newFindings: number;
  readonly excluded: number;
  readonly bytes: number;
  readonly bytesRead: number;
  /** When the process that scans was last seen at work; ISO, empty when never. */
  readonly pulseAt: string;
  /** Of failed batches. */
  readonly failedMessages: number;
  readonly unreadSources: number;
}

/** Something of a scan that could not be read. */
export interface Failure {
  /** `source:PATH`, `batch:3`, `document:ID`: names it within its scan. */
  readonly what: string;
  /** What a reader knows it by: a path, or the messages of a batch. */
  readonly name: string;
  readonly reason: string;
  /** Messages concerned; 0 when unknown. */
  readonly messages: number;
  readonly setAside: { readonly reason: string; readonly who: string; readonly at: string } | null;
}

/** Written every few seconds while a scan runs, which shows that it is alive. */
export interface Pulse {
  readonly at: string;
  /** Size of the sources. */
  readonly bytes: number;
}

export interface PatternSwitch {
  readonly pattern: string;
  readonly off: boolean;
  readonly reason: string;
  readonly who: string;
  readonly at: string;
}

/** What reviewers made of a pattern's findings, by their last decision. */
export interface PatternTally {
  readonly pattern: string;
  readonly findings: number;
  readonly confirmed: number;
  /** Dismissed as false positive, harmless in context or proper channel. */
  readonly dismissed: number;
  /** Dismissed as duplicate or out of scope: says nothing about the pattern. */
  readonly setApart: number;
}

/** Somebody written to or writing who is on no roster. */
export interface Correspondent {
  readonly address: string;
  readonly name: string;
  readonly sent: number;
  readonly received: number;
}

export interface Sample {
  readonly key: number;
  readonly caseId: string;
  readonly caseName: string;
  readonly unflagged: number;
  readonly size: number;
  /** Messages somebody has read. */
  readonly read: number;
  /** Messages in which some reviewer saw what should have been flagged. */
  readonly missed: number;
  readonly who: string;
  readonly at: string;
}

export interface Judgement {
  readonly reviewer: string;
  readonly missed: boolean;
  readonly category: Category | '';
  readonly note: string;
  readonly at: string;
}

export interface SampledDocument {
  readonly place: number;
  readonly documentId: string;
  readonly path: string;
  readonly subject: string;
  readonly sentAt: string;
  readonly judgements: readonly Judgement[];
}

/** What two reviewers made of the same thing. */
export interface Pairing {
  /** Both said yes, both said no, and the two ways of differing. */
  readonly bothYes: number;
  readonly bothNo: number;
  readonly differ: number;
}

export interface AuditFilter {
  readonly who?: string | undefined;
  readonly action?: string | undefined;
  /** Words of the detail. */
  readonly words?: string | undefined;
  /** ISO dates, both inclusive. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface AuditLine {
  readonly seq: number;
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly detail: string;
  readonly hash: string;
}

/** What pages over whole cases ask of the store: oversight, not single findings. */
export interface OversightStore {
  /** By name. */
  cases(): Promise<CaseOverview[]>;
  /** Throws a `UsageError` when there is none of this id. */
  case(caseId: string): Promise<CaseOverview>;
  /** The case of that name; undefined when there is none. */
  caseNamed(name: string): Promise<Case | undefined>;
  /** Throws a `UsageError` when the name is taken. */
  openCase(details: CaseDetails, who: string, at: string): Promise<Case>;
  amendCase(caseId: string, details: CaseDetails, who: string, at: string): Promise<Case>;
  /** What is left of a case in any table, counted by the numbers its rows had. */
  remains(numbers: CaseNumbers): Promise<Remains[]>;
  /** The store's own numbers of a case's rows, asked before it is purged. */
  numbersOf(caseId: string): Promise<CaseNumbers>;

  /** Newest first; of all cases unless one is named. */
  scans(caseId?: string): Promise<ScanState[]>;
  scan(scanId: string): Promise<ScanState>;
  /** At most `limit`, with those set aside last, and how many there are. */
  failures(scanId: string, limit: number): Promise<{ failures: Failure[]; total: number }>;
  setAside(scanId: string, what: string, reason: string, who: string, at: string): Promise<void>;
  /** Does nothing for a scan that was purged. */
  pulse(scanId: string, pulse: Pulse): Promise<void>;
  defects(scanId: string): Promise<DefectCount[]>;

  /** The last word on every pattern that was ever switched. */
  switches(): Promise<PatternSwitch[]>;
  /** Ids of the patterns that are off. */
  switchedOff(): Promise<string[]>;
  /** All switchings of one pattern, oldest first. */
  switchHistory(pattern: string): Promise<PatternSwitch[]>;
  switchPattern(change: PatternSwitch): Promise<void>;
  tallies(): Promise<PatternTally[]>;

  /** Those who occur most in a case and stand on no roster, most first. */
  unknownCorrespondents(
    caseId: string,
    known: readonly string[],
    limit: number,
  ): Promise<Correspondent[]>;

  /** Newest first. */
  samples(): Promise<Sample[]>;
  sample(key: number): Promise<Sample>;
  /** Draws unflagged messages at random; throws a `UsageError` when there are none. */
  drawSample(caseId: string, size: number, who: string, at: string): Promise<number>;
  sampledDocuments(key: number): Promise<SampledDocument[]>;
  judge(key: number, place: number, judgement: Judgement): Promise<void>;
  /** Sampled messages that two reviewers read, and findings that two decided on. */
  agreement(): Promise<{ readonly samples: Pairing; readonly findings: Pairing }>;

  /** Newest first: at most `limit` before `before` (a `seq`), oldest of them last. */
  auditPage(filter: AuditFilter, limit: number, before?: number): Promise<AuditLine[]>;
  auditCount(filter: AuditFilter): Promise<number>;
  /** Who and which actions occur, for the choices of the form. */
  auditNames(): Promise<{ readonly who: string[]; readonly actions: string[] }>;
  /** Entries as filtered, oldest first; flat memory. */
  auditEntries(filter: AuditFilter): AsyncIterable<AuditLine>;
}

/** Numbers under which the rows of a case stand in the tables. */
export interface CaseNumbers {
  readonly caseKey: number;
  readonly scanIds: readonly string[];
  readonly scanKeys: readonly number[];
}
