import type { Migration } from '../migrations.js';

/** Every question to the second reader is a row before it leaves, and goes with what it is about. */
export const secondReaderMigration: Migration = {
  name: 'second reader',
  statements: [
    `CREATE TABLE second_opinions (
       seq INTEGER PRIMARY KEY AUTOINCREMENT,
       case_key INTEGER NOT NULL REFERENCES cases (key),
       scan_key INTEGER NOT NULL REFERENCES scans (key),
       document_key INTEGER NOT NULL,
       finding_key INTEGER NOT NULL,
       at TEXT NOT NULL,
       server TEXT NOT NULL,
       model TEXT NOT NULL,
       sent TEXT NOT NULL,
       outcome TEXT NOT NULL,
       opinion TEXT) STRICT`,
    'CREATE INDEX second_opinions_by_finding ON second_opinions (finding_key)',
    'CREATE INDEX second_opinions_by_document ON second_opinions (document_key)',
    'CREATE INDEX second_opinions_by_case ON second_opinions (case_key)',
    'CREATE INDEX second_opinions_by_scan ON second_opinions (scan_key)',
    `CREATE TRIGGER second_opinions_gone BEFORE DELETE ON scans
     BEGIN DELETE FROM second_opinions WHERE scan_key = OLD.key; END`,
  ],
};
