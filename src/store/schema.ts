import {
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  unique,
} from 'drizzle-orm/sqlite-core';
import type { IntakeCounts, ScanSettings, ScanState } from '../model/case.js';
import type { Category, Layer } from '../model/category.js';
import type { Dismissal, Finding, Verdict } from '../model/finding.js';
import type { DocumentRecord, DocumentRef } from '../model/job.js';
import type { ReviewState } from '../model/review.js';
import type { Opinion, Outcome } from '../model/second-reader.js';

/**
 * The tables as queries see them; `migrations.ts` makes them, and a test holds the two together.
 * `key` columns are the store's own short numbers, `id` columns what the rest of Probity knows:
 * rows that refer to each other by number are written in order, which is a third faster than
 * repeating hashes in every index.
 */
export const cases = sqliteTable('cases', {
  key: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  name: text().notNull().unique(),
  purpose: text().notNull(),
  authorisedBy: text('authorised_by').notNull(),
  createdAt: text('created_at').notNull(),
  lawfulBasis: text('lawful_basis').notNull().default(''),
  sources: text({ mode: 'json' }).$type<readonly string[]>().notNull().default([]),
  exclusions: text({ mode: 'json' }).$type<readonly string[]>().notNull().default([]),
  retainUntil: text('retain_until').notNull().default(''),
});

export const scans = sqliteTable('scans', {
  key: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  caseKey: integer('case_key').notNull(),
  settings: text({ mode: 'json' }).$type<ScanSettings>().notNull(),
  state: text().$type<ScanState>().notNull(),
  /** Order of starting within the case, renewed on resuming: a later turn's reading wins. */
  turn: integer().notNull(),
  startedAt: text('started_at').notNull(),
  finishedAt: text('finished_at').notNull(),
  intakeDone: integer('intake_done', { mode: 'boolean' }).notNull(),
  nextBatch: integer('next_batch').notNull(),
  /** Documents of this scan that are in the ledger. */
  recorded: integer().notNull(),
  newFindings: integer('new_findings').notNull(),
  /** Messages of people on an exclusion list: counted, not read. */
  excluded: integer().notNull().default(0),
  /** Of the sources. */
  bytes: integer().notNull().default(0),
  /** When the process that scans was last seen at work. */
  pulseAt: text('pulse_at').notNull().default(''),
});

/** Batches handed out and not yet recorded; a recorded batch has no row. */
export const batches = sqliteTable(
  'batches',
  {
    scanKey: integer('scan_key').notNull(),
    batch: integer().notNull(),
    state: text().$type<'owed' | 'failed'>().notNull(),
    messages: integer().notNull(),
    refs: text({ mode: 'json' }).$type<DocumentRef[]>().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scanKey, t.batch] })],
);

/** Who takes a scan's sources in, and what was met so far: see `intakes.ts`. */
export const intakes = sqliteTable('intakes', {
  scanKey: integer('scan_key').primaryKey(),
  ticket: text().notNull(),
  lease: integer().notNull(),
  counts: text({ mode: 'json' }).$type<IntakeCounts>().notNull(),
});

export const unreadSources = sqliteTable(
  'unread_sources',
  {
    scanKey: integer('scan_key').notNull(),
    path: text().notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scanKey, t.path] })],
);

/** The ledger: one row a message read, in one case. */
export const documents = sqliteTable(
  'documents',
  {
    key: integer().primaryKey(),
    caseKey: integer('case_key').notNull(),
    id: text().notNull(),
    path: text().notNull(),
    ordinal: integer().notNull(),
    /** See `instants.ts`. */
    sentMs: integer('sent_ms').notNull(),
    analysisKey: text('analysis_key').notNull(),
    turn: integer().notNull(),
    defects: integer().notNull(),
    body: text({ mode: 'json' }).$type<DocumentRecord>().notNull(),
  },
  (t) => [unique().on(t.caseKey, t.id), index('documents_by_time').on(t.caseKey, t.sentMs, t.id)],
);

export const scanDocuments = sqliteTable(
  'scan_documents',
  {
    scanKey: integer('scan_key').notNull(),
    documentKey: integer('document_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.scanKey, t.documentKey] })],
);

/**
 * One row a finding of a case. What is shown comes from its leading sighting; the columns here are
 * that sighting's, copied for ordering and filtering.
 */
export const findings = sqliteTable(
  'findings',
  {
    key: integer().primaryKey(),
    caseKey: integer('case_key').notNull(),
    id: text().notNull(),
    documentKey: integer('document_key').notNull(),
    path: text().notNull(),
    ordinal: integer().notNull(),
    start: integer().notNull(),
    pattern: text().notNull(),
    /** 1 low, 2 medium, 3 high */
    severity: integer().notNull(),
    confidence: real().notNull(),
    /** No sighting fires any more; kept for its verdict. */
    lapsed: integer({ mode: 'boolean' }).notNull(),
  },
  (t) => [
    unique().on(t.caseKey, t.id),
    index('findings_in_order').on(t.caseKey, t.path, t.ordinal, t.start, t.pattern, t.id),
  ],
);

/** A finding as the reading of one document gave it, whole. */
export const sightings = sqliteTable(
  'sightings',
  {
    findingKey: integer('finding_key').notNull(),
    documentKey: integer('document_key').notNull(),
    /** Which pass gave it: each pass takes back only its own. */
    source: text().$type<'message' | 'thread'>().notNull(),
    lapsed: integer({ mode: 'boolean' }).notNull(),
    body: text({ mode: 'json' }).$type<Finding>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.findingKey, t.documentKey] }),
    index('sightings_by_document').on(t.documentKey),
  ],
);

export const verdicts = sqliteTable(
  'verdicts',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    findingKey: integer('finding_key').notNull(),
    decision: text().$type<Verdict['decision']>().notNull(),
    reason: text().notNull(),
    reviewer: text().notNull(),
    at: text().notNull(),
    /** Why a dismissal: `false-positive` and so on; empty otherwise. */
    dismissal: text().$type<Dismissal | ''>().notNull().default(''),
    /** Whom an escalation or a second opinion is addressed to; empty otherwise. */
    addressee: text().notNull().default(''),
  },
  (t) => [index('verdicts_by_finding').on(t.findingKey)],
);

export const audit = sqliteTable('audit', {
  seq: integer().primaryKey({ autoIncrement: true }),
  at: text().notNull(),
  who: text().notNull(),
  action: text().notNull(),
  detail: text().notNull(),
  previous: text().notNull(),
  hash: text().notNull(),
});

/** Holds a row only inside the transaction of a purge: the one way past the triggers of verdicts. */
export const purging = sqliteTable('purging', {
  caseKey: integer('case_key').primaryKey(),
});

/** What the desk shows and filters by: one row a finding, kept by the triggers of `review/migration.ts`. */
export const reviewItems = sqliteTable('review_items', {
  findingKey: integer('finding_key').primaryKey(),
  caseKey: integer('case_key').notNull(),
  documentKey: integer('document_key').notNull(),
  state: text().$type<ReviewState>().notNull(),
  /** Who works on it; empty when nobody does. */
  assignee: text().notNull(),
  category: text().$type<Category>().notNull(),
  pattern: text().notNull(),
  layer: text().$type<Layer>().notNull(),
  severity: integer().notNull(),
  confidence: real().notNull(),
  /** 0 below 0.5, 1 below 0.7, 2 below 0.9, 3 above. */
  sure: integer().notNull(),
  /** Severity, then confidence: what the queue is sorted by. */
  risk: integer().notNull(),
  /** `2007 protocol ¶10; 2007 protocol ¶11` */
  clauses: text().notNull(),
  /** Who sent the message. */
  person: text().notNull(),
  role: text().notNull(),
  mailbox: text().notNull(),
  /** 0 when undated. */
  sentMs: integer('sent_ms').notNull(),
  /** Equal for near-duplicates: one pattern, one sender, the same words but for marks and figures. */
  alike: text().notNull(),
  lapsed: integer({ mode: 'boolean' }).notNull(),
  subject: text().notNull(),
  quote: text().notNull(),
  writer: text().notNull(),
  others: text().notNull(),
});

/** Where the bytes of a document lay when it was scanned. */
export const locations = sqliteTable(
  'locations',
  {
    caseKey: integer('case_key').notNull(),
    id: text().notNull(),
    file: text().notNull(),
    offset: integer().notNull(),
    length: integer().notNull(),
    format: text().$type<DocumentRef['format']>().notNull(),
    fromQuoting: text('from_quoting').$type<DocumentRef['fromQuoting'] | ''>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.caseKey, t.id] })],
);

/** Who took or was given a finding, in turn. */
export const assignments = sqliteTable('assignments', {
  seq: integer().primaryKey({ autoIncrement: true }),
  findingKey: integer('finding_key').notNull(),
  assignee: text().notNull(),
  by: text().notNull(),
  at: text().notNull(),
});

/** Conflicts of interest that reviewers declared: the finding is hidden from them. */
export const conflicts = sqliteTable(
  'conflicts',
  {
    findingKey: integer('finding_key').notNull(),
    reviewer: text().notNull(),
    reason: text().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.findingKey, t.reviewer] })],
);

/** Filters under a name of the reviewer's own. */
export const savedViews = sqliteTable(
  'saved_views',
  { owner: text().notNull(), name: text().notNull(), query: text().notNull() },
  (t) => [primaryKey({ columns: [t.owner, t.name] })],
);

/** Everybody who has signed in to the desk: whom work can be given to. */
export const reviewers = sqliteTable('reviewers', {
  id: text().primaryKey(),
  name: text().notNull(),
  roles: text({ mode: 'json' }).$type<string[]>().notNull(),
  /** Addresses and names in mail that are this person: such findings are hidden from them. */
  addresses: text({ mode: 'json' }).$type<string[]>().notNull(),
  seenAt: text('seen_at').notNull(),
});

/** Accounts of councils without a provider of OpenID Connect. */
export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  name: text().notNull(),
  roles: text({ mode: 'json' }).$type<string[]>().notNull(),
  address: text().notNull(),
  /** Argon2id, encoded with its salt and costs. */
  password: text().notNull(),
  disabled: integer({ mode: 'boolean' }).notNull(),
  createdAt: text('created_at').notNull(),
});

/** What a scan could not read and a reviewer has set aside with a reason; it stays listed. */
export const setAside = sqliteTable(
  'set_aside',
  {
    scanKey: integer('scan_key').notNull(),
    /** As `Failure.what`. */
    what: text().notNull(),
    reason: text().notNull(),
    who: text().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.scanKey, t.what] })],
);

/** Patterns switched off and on again, in turn: the last row of a pattern rules. */
export const patternSwitches = sqliteTable(
  'pattern_switches',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    pattern: text().notNull(),
    off: integer({ mode: 'boolean' }).notNull(),
    reason: text().notNull(),
    who: text().notNull(),
    at: text().notNull(),
  },
  (t) => [index('switches_by_pattern').on(t.pattern)],
);

/** Random samples of a case's unflagged messages, drawn to reckon what is missed. */
export const samples = sqliteTable('samples', {
  key: integer().primaryKey({ autoIncrement: true }),
  caseKey: integer('case_key').notNull(),
  /** Unflagged messages from which it was drawn. */
  unflagged: integer().notNull(),
  who: text().notNull(),
  at: text().notNull(),
});

export const sampleDocuments = sqliteTable(
  'sample_documents',
  {
    sampleKey: integer('sample_key').notNull(),
    /** From 1, in the order drawn. */
    place: integer().notNull(),
    documentKey: integer('document_key').notNull(),
  },
  (t) => [primaryKey({ columns: [t.sampleKey, t.place] })],
);

/** What each reviewer made of a sampled message. */
export const sampleJudgements = sqliteTable(
  'sample_judgements',
  {
    sampleKey: integer('sample_key').notNull(),
    place: integer().notNull(),
    reviewer: text().notNull(),
    missed: integer({ mode: 'boolean' }).notNull(),
    /** What it may engage, where something was missed; empty otherwise. */
    category: text().$type<Category | ''>().notNull(),
    note: text().notNull(),
    at: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.sampleKey, t.place, t.reviewer] })],
);

/** Questions to the optional second reader, each with whatever left the process. */
export const secondOpinions = sqliteTable('second_opinions', {
  seq: integer().primaryKey({ autoIncrement: true }),
  caseKey: integer('case_key').notNull(),
  scanKey: integer('scan_key').notNull(),
  documentKey: integer('document_key').notNull(),
  /** 0 when asked about an unflagged message. */
  findingKey: integer('finding_key').notNull(),
  at: text().notNull(),
  server: text().notNull(),
  model: text().notNull(),
  sent: text().notNull(),
  outcome: text().$type<Outcome>().notNull(),
  opinion: text({ mode: 'json' }).$type<Opinion>(),
});
