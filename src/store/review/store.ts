import type { Category, Layer, Severity } from '../../model/category.js';
import type { Finding, Verdict } from '../../model/finding.js';
import type { DocumentRecord, DocumentRef } from '../../model/job.js';
import type { ReviewState } from '../../model/review.js';

/** Who asks: findings about them, or in which they declared a conflict, do not exist for them. */
export interface Asker {
  readonly id: string;
  /** Their names and addresses as mail has them. */
  readonly names: readonly string[];
}

/** What the queue is narrowed to; an empty list or text narrows nothing. */
export interface QueueFilter {
  readonly states: readonly ReviewState[];
  readonly categories: readonly Category[];
  readonly severities: readonly Severity[];
  readonly layers: readonly Layer[];
  /** Bands of confidence, see `SURE_BANDS`. */
  readonly sure: readonly number[];
  /** `2007 protocol ¶10` */
  readonly clauses: readonly string[];
  readonly caseId: string;
  readonly person: string;
  readonly mailbox: string;
  readonly assignee: string;
  /** Milliseconds since 1970, both inclusive; 0: open. */
  readonly sentFrom: number;
  readonly sentUntil: number;
  /** Words that all occur in subject, quotes, names, addresses or paths; "in quotes": together. */
  readonly words: string;
}

export type QueueOrder = 'risk' | 'newest' | 'oldest';

/** Where the bands of confidence begin. */
export const SURE_BANDS = [0, 0.5, 0.7, 0.9] as const;

export interface QueueRow {
  readonly caseId: string;
  readonly caseName: string;
  readonly id: string;
  readonly state: ReviewState;
  readonly assignee: string;
  readonly category: Category;
  readonly pattern: string;
  readonly layer: Layer;
  readonly severity: Severity;
  readonly confidence: number;
  readonly clauses: string;
  readonly person: string;
  readonly personName: string;
  readonly role: string;
  /** 0 when undated. */
  readonly sentMs: number;
  readonly subject: string;
  readonly quote: string;
  readonly lapsed: boolean;
  /** Near-duplicates of it that the filter lets through, itself among them. */
  readonly alike: number;
  /** Documents it was seen in. */
  readonly sightings: number;
}

export interface Counted {
  readonly value: string;
  readonly count: number;
}

/** What each choice of a filter would show, the other filters staying as they are. */
export interface QueueCounts {
  readonly total: number;
  readonly states: readonly Counted[];
  readonly categories: readonly Counted[];
  readonly severities: readonly Counted[];
  readonly layers: readonly Counted[];
  readonly sure: readonly Counted[];
  readonly clauses: readonly Counted[];
  readonly cases: readonly (Counted & { readonly name: string })[];
  /** The most frequent ones only. */
  readonly persons: readonly Counted[];
  readonly mailboxes: readonly Counted[];
}

/** A finding in a case, by the ids of both. */
export interface FindingRef {
  readonly caseId: string;
  readonly id: string;
}

export interface ReviewItem extends QueueRow {
  readonly finding: Finding;
  readonly document: DocumentRecord;
  readonly verdicts: readonly Verdict[];
  readonly assignments: readonly { assignee: string; by: string; at: string }[];
  /** Set for those who decide in another's place: who declared a conflict of interest. */
  readonly conflicts: readonly { reviewer: string; reason: string; at: string }[];
}

export interface Reviewer {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly addresses: readonly string[];
  readonly seenAt: string;
}

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly address: string;
  readonly password: string;
  readonly disabled: boolean;
  readonly createdAt: string;
}

export interface SavedView {
  readonly name: string;
  readonly query: string;
}

/** What the review desk asks of the store. Calls with a finding that is not there, or hidden from the asker, give undefined or throw a `UsageError`. */
export interface ReviewStore {
  queue(
    asker: Asker,
    filter: QueueFilter,
    order: QueueOrder,
    offset: number,
    limit: number,
  ): Promise<QueueRow[]>;
  /** Every finding that passes the filter, near-duplicates too; flat memory. */
  every(asker: Asker, filter: QueueFilter): AsyncIterable<QueueRow>;
  counts(asker: Asker, filter: QueueFilter): Promise<QueueCounts>;
  /** Near-duplicates of a finding, itself left out. */
  alike(asker: Asker, ref: FindingRef, limit: number): Promise<QueueRow[]>;
  item(asker: Asker, ref: FindingRef): Promise<ReviewItem | undefined>;
  /** The other findings in the same document. */
  sameDocument(asker: Asker, ref: FindingRef): Promise<QueueRow[]>;
  /** The findings in mail between any of these people and the sender, newest first. */
  between(asker: Asker, ref: FindingRef, limit: number): Promise<QueueRow[]>;
  /** Documents of the same case that this one (itself among them) answers, that answer it, or stand in one thread with it; by time. */
  thread(caseId: string, documentId: string, limit: number): Promise<DocumentRecord[]>;
  /** Where a document's bytes lay when it was scanned. */
  location(caseId: string, documentId: string): Promise<DocumentRef | undefined>;
  /** Whether a finding in this document is hidden from the asker: then its message is too. */
  isHidden(asker: Asker, caseId: string, documentId: string): Promise<boolean>;
  document(caseId: string, documentId: string): Promise<DocumentRecord | undefined>;
  /** Takes or gives a finding; `expected` is who had it when the page was made, so that nobody is overtaken. Gives whether it was done. */
  assign(
    ref: FindingRef,
    change: { assignee: string; by: string; at: string; expected: string },
  ): Promise<boolean>;
  /** Hides a finding from a reviewer and gives it to another. */
  declareConflict(
    ref: FindingRef,
    conflict: { reviewer: string; reason: string; at: string; assignee: string },
  ): Promise<void>;
  saveView(owner: string, view: SavedView): Promise<void>;
  dropView(owner: string, name: string): Promise<void>;
  views(owner: string): Promise<SavedView[]>;
  noteReviewer(reviewer: Reviewer): Promise<void>;
  reviewers(): Promise<Reviewer[]>;
  account(id: string): Promise<Account | undefined>;
  accounts(): Promise<Account[]>;
  putAccount(account: Account): Promise<void>;
}
