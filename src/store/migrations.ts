import { intakeMigration } from './intakes.js';
import { oversightMigration } from './oversight/migration.js';
import { reviewMigration } from './review/migration.js';
import { secondReaderMigration } from './second-reader/migration.js';

/** One step of the schema. A step that has been released is never edited: add another. */
export interface Migration {
  readonly name: string;
  readonly statements: readonly string[];
}

/**
 * Refusals live in the database, not only in this code: whoever opens the file with another program
 * meets them too. The triggers on INSERT are there because `INSERT OR REPLACE` fires no DELETE
 * trigger.
 */
const APPEND_ONLY = [
  `CREATE TRIGGER verdicts_no_update BEFORE UPDATE ON verdicts
   BEGIN SELECT RAISE(ABORT, 'verdicts are appended, never edited'); END`,
  `CREATE TRIGGER verdicts_no_delete BEFORE DELETE ON verdicts
   WHEN NOT EXISTS (
     SELECT 1 FROM purging JOIN findings ON findings.case_key = purging.case_key
     WHERE findings.key = OLD.finding_key)
   BEGIN SELECT RAISE(ABORT, 'verdicts are appended, never deleted'); END`,
  `CREATE TRIGGER verdicts_no_replace BEFORE INSERT ON verdicts
   WHEN EXISTS (SELECT 1 FROM verdicts WHERE seq = NEW.seq)
   BEGIN SELECT RAISE(ABORT, 'verdicts are appended, never replaced'); END`,
  `CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit
   BEGIN SELECT RAISE(ABORT, 'the audit log is appended, never edited'); END`,
  `CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit
   BEGIN SELECT RAISE(ABORT, 'the audit log is appended, never deleted'); END`,
  `CREATE TRIGGER audit_no_replace BEFORE INSERT ON audit
   WHEN EXISTS (SELECT 1 FROM audit WHERE seq = NEW.seq)
   BEGIN SELECT RAISE(ABORT, 'the audit log is appended, never replaced'); END`,
];

/**
 * `document_key` columns carry no REFERENCES: documents go only with their whole case, and checking
 * each against its children would make a purge quadratic.
 */
const FIRST_TABLES = [
  `CREATE TABLE cases (
     key INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     name TEXT NOT NULL UNIQUE,
     purpose TEXT NOT NULL,
     authorised_by TEXT NOT NULL,
     created_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE scans (
     key INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     case_key INTEGER NOT NULL REFERENCES cases (key),
     settings TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
     turn INTEGER NOT NULL,
     started_at TEXT NOT NULL,
     finished_at TEXT NOT NULL,
     intake_done INTEGER NOT NULL,
     next_batch INTEGER NOT NULL,
     recorded INTEGER NOT NULL,
     new_findings INTEGER NOT NULL) STRICT`,
  `CREATE TABLE batches (
     scan_key INTEGER NOT NULL REFERENCES scans (key),
     batch INTEGER NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('owed', 'failed')),
     messages INTEGER NOT NULL,
     refs TEXT NOT NULL,
     reason TEXT NOT NULL,
     PRIMARY KEY (scan_key, batch)) STRICT`,
  `CREATE TABLE unread_sources (
     scan_key INTEGER NOT NULL REFERENCES scans (key),
     path TEXT NOT NULL,
     reason TEXT NOT NULL,
     PRIMARY KEY (scan_key, path)) STRICT`,
  `CREATE TABLE documents (
     key INTEGER PRIMARY KEY,
     case_key INTEGER NOT NULL REFERENCES cases (key),
     id TEXT NOT NULL,
     path TEXT NOT NULL,
     ordinal INTEGER NOT NULL,
     sent_ms INTEGER NOT NULL,
     analysis_key TEXT NOT NULL,
     turn INTEGER NOT NULL,
     defects INTEGER NOT NULL,
     body TEXT NOT NULL,
     UNIQUE (case_key, id)) STRICT`,
  'CREATE INDEX documents_by_time ON documents (case_key, sent_ms, id)',
  `CREATE TABLE scan_documents (
     scan_key INTEGER NOT NULL REFERENCES scans (key),
     document_key INTEGER NOT NULL,
     PRIMARY KEY (scan_key, document_key)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE findings (
     key INTEGER PRIMARY KEY,
     case_key INTEGER NOT NULL REFERENCES cases (key),
     id TEXT NOT NULL,
     document_key INTEGER NOT NULL,
     path TEXT NOT NULL,
     ordinal INTEGER NOT NULL,
     start INTEGER NOT NULL,
     pattern TEXT NOT NULL,
     severity INTEGER NOT NULL,
     confidence REAL NOT NULL,
     lapsed INTEGER NOT NULL,
     UNIQUE (case_key, id)) STRICT`,
  'CREATE INDEX findings_in_order ON findings (case_key, path, ordinal, start, pattern, id)',
  `CREATE TABLE sightings (
     finding_key INTEGER NOT NULL REFERENCES findings (key),
     document_key INTEGER NOT NULL,
     source TEXT NOT NULL CHECK (source IN ('message', 'thread')),
     lapsed INTEGER NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (finding_key, document_key)) STRICT`,
  'CREATE INDEX sightings_by_document ON sightings (document_key)',
  `CREATE TABLE verdicts (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     finding_key INTEGER NOT NULL REFERENCES findings (key),
     decision TEXT NOT NULL,
     reason TEXT NOT NULL,
     reviewer TEXT NOT NULL,
     at TEXT NOT NULL) STRICT`,
  'CREATE INDEX verdicts_by_finding ON verdicts (finding_key)',
  `CREATE TABLE audit (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     at TEXT NOT NULL,
     who TEXT NOT NULL,
     action TEXT NOT NULL,
     detail TEXT NOT NULL,
     previous TEXT NOT NULL,
     hash TEXT NOT NULL) STRICT`,
  'CREATE TABLE purging (case_key INTEGER PRIMARY KEY) STRICT',
];

/** In order; a store's `user_version` is how many of them it has. */
export const migrations: readonly Migration[] = [
  { name: 'first tables', statements: [...FIRST_TABLES, ...APPEND_ONLY] },
  reviewMigration,
  intakeMigration,
  oversightMigration,
  secondReaderMigration,
];
