import type { Migration } from '../migrations.js';

/** What cases, scans, patterns and samples carry beyond what a scan itself needs. */
export const oversightMigration: Migration = {
  name: 'oversight of cases, scans, patterns and samples',
  statements: [
    `ALTER TABLE cases ADD COLUMN lawful_basis TEXT NOT NULL DEFAULT ''`,
    `ALTER TABLE cases ADD COLUMN sources TEXT NOT NULL DEFAULT '[]'`,
    `ALTER TABLE cases ADD COLUMN exclusions TEXT NOT NULL DEFAULT '[]'`,
    `ALTER TABLE cases ADD COLUMN retain_until TEXT NOT NULL DEFAULT ''`,
    'ALTER TABLE scans ADD COLUMN excluded INTEGER NOT NULL DEFAULT 0',
    'ALTER TABLE scans ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0',
    `ALTER TABLE scans ADD COLUMN pulse_at TEXT NOT NULL DEFAULT ''`,
    `CREATE TABLE set_aside (
       scan_key INTEGER NOT NULL REFERENCES scans (key),
       what TEXT NOT NULL,
       reason TEXT NOT NULL,
       who TEXT NOT NULL,
       at TEXT NOT NULL,
       PRIMARY KEY (scan_key, what)) STRICT`,
    `CREATE TABLE pattern_switches (
       seq INTEGER PRIMARY KEY AUTOINCREMENT,
       pattern TEXT NOT NULL,
       off INTEGER NOT NULL,
       reason TEXT NOT NULL,
       who TEXT NOT NULL,
       at TEXT NOT NULL) STRICT`,
    'CREATE INDEX switches_by_pattern ON pattern_switches (pattern)',
    `CREATE TABLE samples (
       key INTEGER PRIMARY KEY AUTOINCREMENT,
       case_key INTEGER NOT NULL REFERENCES cases (key),
       unflagged INTEGER NOT NULL,
       who TEXT NOT NULL,
       at TEXT NOT NULL) STRICT`,
    `CREATE TABLE sample_documents (
       sample_key INTEGER NOT NULL REFERENCES samples (key),
       place INTEGER NOT NULL,
       document_key INTEGER NOT NULL,
       PRIMARY KEY (sample_key, place)) STRICT`,
    `CREATE TABLE sample_judgements (
       sample_key INTEGER NOT NULL REFERENCES samples (key),
       place INTEGER NOT NULL,
       reviewer TEXT NOT NULL,
       missed INTEGER NOT NULL,
       category TEXT NOT NULL,
       note TEXT NOT NULL,
       at TEXT NOT NULL,
       PRIMARY KEY (sample_key, place, reviewer)) STRICT`,
  ],
};
