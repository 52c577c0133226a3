import type { Migration } from '../migrations.js';

/**
 * What the review desk asks of the store, kept beside the findings by triggers: recording knows
 * nothing of it, and no order of batches, re-reading or purging can leave the two apart.
 */
const TABLES = [
  `CREATE TABLE review_items (
     finding_key INTEGER PRIMARY KEY,
     case_key INTEGER NOT NULL,
     document_key INTEGER NOT NULL,
     state TEXT NOT NULL,
     assignee TEXT NOT NULL,
     category TEXT NOT NULL,
     pattern TEXT NOT NULL,
     layer TEXT NOT NULL,
     severity INTEGER NOT NULL,
     confidence REAL NOT NULL,
     sure INTEGER NOT NULL,
     risk INTEGER NOT NULL,
     clauses TEXT NOT NULL,
     person TEXT NOT NULL,
     role TEXT NOT NULL,
     mailbox TEXT NOT NULL,
     sent_ms INTEGER NOT NULL,
     alike TEXT NOT NULL,
     lapsed INTEGER NOT NULL,
     subject TEXT NOT NULL,
     quote TEXT NOT NULL,
     writer TEXT NOT NULL,
     others TEXT NOT NULL) STRICT`,
  // In the order of the page, by state (nearly always one) and over all.
  'CREATE INDEX review_by_risk ON review_items (state, risk DESC, sent_ms DESC, finding_key)',
  'CREATE INDEX review_by_time ON review_items (state, sent_ms DESC, risk DESC, finding_key)',
  // Everything that is counted or narrowed by beside the filters, so that counting reads no row.
  `CREATE INDEX review_counted ON review_items (state, category, severity, layer, sure, clauses,
     case_key, person, mailbox, sent_ms, assignee)`,
  'CREATE INDEX review_alike ON review_items (alike, risk DESC, sent_ms DESC, finding_key)',
  'CREATE INDEX review_by_person ON review_items (person, state)',
  'CREATE INDEX review_by_mailbox ON review_items (mailbox, state)',
  'CREATE INDEX review_by_document ON review_items (document_key)',
  "CREATE INDEX review_by_assignee ON review_items (assignee) WHERE assignee <> ''",
  `CREATE VIRTUAL TABLE review_words USING fts5 (
     subject, quote, writer, others, content = 'review_items', content_rowid = 'finding_key',
     tokenize = "unicode61 remove_diacritics 2")`,
  // A word taken out is gone from the file, not only marked: a purge leaves nothing.
  `INSERT INTO review_words (review_words, rank) VALUES ('secure-delete', 1)`,
  // The thread around a message: by its root, and by the messages it answers.
  `CREATE INDEX documents_by_thread
     ON documents (case_key, coalesce(body ->> '$.references[0]', body ->> '$.messageId'))`,
  `CREATE INDEX documents_by_message ON documents (case_key, body ->> '$.messageId')`,
  `CREATE TABLE locations (
     case_key INTEGER NOT NULL,
     id TEXT NOT NULL,
     file TEXT NOT NULL,
     offset INTEGER NOT NULL,
     length INTEGER NOT NULL,
     format TEXT NOT NULL,
     from_quoting TEXT NOT NULL,
     PRIMARY KEY (case_key, id)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE assignments (
     seq INTEGER PRIMARY KEY AUTOINCREMENT,
     finding_key INTEGER NOT NULL,
     assignee TEXT NOT NULL,
     by TEXT NOT NULL,
     at TEXT NOT NULL) STRICT`,
  'CREATE INDEX assignments_by_finding ON assignments (finding_key)',
  `CREATE TABLE conflicts (
     finding_key INTEGER NOT NULL,
     reviewer TEXT NOT NULL,
     reason TEXT NOT NULL,
     at TEXT NOT NULL,
     PRIMARY KEY (finding_key, reviewer)) STRICT`,
  'CREATE INDEX conflicts_by_reviewer ON conflicts (reviewer)',
  `CREATE TABLE saved_views (
     owner TEXT NOT NULL,
     name TEXT NOT NULL,
     query TEXT NOT NULL,
     PRIMARY KEY (owner, name)) STRICT`,
  `CREATE TABLE reviewers (
     id TEXT PRIMARY KEY NOT NULL,
     name TEXT NOT NULL,
     roles TEXT NOT NULL,
     addresses TEXT NOT NULL,
     seen_at TEXT NOT NULL) STRICT`,
  `CREATE TABLE accounts (
     id TEXT PRIMARY KEY NOT NULL,
     name TEXT NOT NULL,
     roles TEXT NOT NULL,
     address TEXT NOT NULL,
     password TEXT NOT NULL,
     disabled INTEGER NOT NULL,
     created_at TEXT NOT NULL) STRICT`,
  `ALTER TABLE verdicts ADD COLUMN dismissal TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE verdicts ADD COLUMN addressee TEXT NOT NULL DEFAULT ''`,
];

/**
 * What near-duplicates may differ in: blanks, stops and figures. (SQLite's parser allows no more of
 * these in each other.)
 */
const PASSED_OVER = [...' .,!?0123456789'];
const folded = (text: string): string =>
  PASSED_OVER.reduce((sql, mark) => `replace(${sql}, '${mark}', '')`, `lower(${text})`);

/** The rows of findings as the desk needs them; `where` chooses which. */
const refresh = (where: string): string => `
  INSERT INTO review_items
  SELECT f.key, f.case_key, f.document_key,
    coalesce((${stateOf('f.key')}), 'waiting'),
    '',
    s.body ->> '$.category', f.pattern, s.body ->> '$.layer', f.severity, f.confidence,
    CASE WHEN f.confidence < 0.5 THEN 0 WHEN f.confidence < 0.7 THEN 1
      WHEN f.confidence < 0.9 THEN 2 ELSE 3 END,
    f.severity * 100 + CAST(round(f.confidence * 100) AS INTEGER),
    coalesce((SELECT group_concat((c.value ->> '$.protocol') || ' ¶' || (c.value ->> '$.ref'), '; ')
      FROM json_each(s.body, '$.clauses') AS c), ''),
    coalesce(nullif(d.body ->> '$.from', ''), s.body ->> '$.document.author'),
    d.body ->> '$.fromRole',
    CASE l.format WHEN 'mbox-message' THEN d.path
      ELSE rtrim(d.path, replace(d.path, '/', '')) END,
    CASE WHEN d.sent_ms > 4102444800000 THEN 0 ELSE d.sent_ms END,
    f.pattern || char(10) || (d.body ->> '$.from') || char(10)
      || substr(${folded(`(s.body ->> '$.evidence[0].quote')`)}, 1, 80),
    f.lapsed,
    d.body ->> '$.subject',
    (SELECT group_concat(e.value ->> '$.quote', char(10)) FROM json_each(s.body, '$.evidence') AS e),
    (d.body ->> '$.fromName') || ' ' || (d.body ->> '$.from') || ' '
      || (SELECT group_concat(e.value ->> '$.author', ' ') FROM json_each(s.body, '$.evidence') AS e),
    (s.body ->> '$.document.to') || ' ' || (d.body ->> '$.to') || ' ' || (d.body ->> '$.cc')
      || ' ' || (d.body ->> '$.bcc') || ' ' || d.path
  FROM findings AS f
  JOIN sightings AS s ON s.finding_key = f.key AND s.document_key = f.document_key
  JOIN documents AS d ON d.key = f.document_key
  LEFT JOIN locations AS l ON l.case_key = d.case_key AND l.id = d.id
  WHERE ${where}
  ON CONFLICT (finding_key) DO UPDATE SET
    document_key = excluded.document_key, category = excluded.category, layer = excluded.layer,
    severity = excluded.severity, confidence = excluded.confidence, sure = excluded.sure,
    risk = excluded.risk, clauses = excluded.clauses, person = excluded.person,
    role = excluded.role, mailbox = excluded.mailbox, sent_ms = excluded.sent_ms,
    alike = excluded.alike, lapsed = excluded.lapsed, subject = excluded.subject,
    quote = excluded.quote, writer = excluded.writer, others = excluded.others`;

/** A note changes no state; the last of the other decisions rules. */
const NAMED = `CASE decision WHEN 'confirm' THEN 'confirmed' WHEN 'dismiss' THEN 'dismissed'
  WHEN 'escalate' THEN 'escalated' WHEN 'second-opinion' THEN 'second-opinion' ELSE 'waiting' END`;
const stateOf = (key: string): string => `
  SELECT ${NAMED} FROM verdicts WHERE finding_key = ${key} AND decision <> 'note'
  ORDER BY seq DESC LIMIT 1`;

const WORDS = 'subject, quote, writer, others';
const wordsOf = (row: string): string => WORDS.replaceAll(/\w+/g, (name) => `${row}.${name}`);
const forget = (row: string): string => `
  INSERT INTO review_words (review_words, rowid, ${WORDS})
  VALUES ('delete', ${row}.finding_key, ${wordsOf(row)});`;
const index = (row: string): string => `
  INSERT INTO review_words (rowid, ${WORDS}) VALUES (${row}.finding_key, ${wordsOf(row)});`;

const TRIGGERS = [
  `CREATE TRIGGER review_sighting_added AFTER INSERT ON sightings
   WHEN (SELECT document_key FROM findings WHERE key = NEW.finding_key) = NEW.document_key
   BEGIN ${refresh('f.key = NEW.finding_key')}; END`,
  `CREATE TRIGGER review_sighting_changed AFTER UPDATE OF body ON sightings
   WHEN (SELECT document_key FROM findings WHERE key = NEW.finding_key) = NEW.document_key
   BEGIN ${refresh('f.key = NEW.finding_key')}; END`,
  `CREATE TRIGGER review_finding_settled AFTER UPDATE ON findings
   WHEN (OLD.document_key, OLD.severity, OLD.confidence, OLD.lapsed)
     IS NOT (NEW.document_key, NEW.severity, NEW.confidence, NEW.lapsed)
   BEGIN ${refresh('f.key = NEW.key')}; END`,
  `CREATE TRIGGER review_finding_gone AFTER DELETE ON findings BEGIN
     DELETE FROM review_items WHERE finding_key = OLD.key;
     DELETE FROM assignments WHERE finding_key = OLD.key;
     DELETE FROM conflicts WHERE finding_key = OLD.key; END`,
  `CREATE TRIGGER review_case_gone AFTER DELETE ON cases
   BEGIN DELETE FROM locations WHERE case_key = OLD.key; END`,
  `CREATE TRIGGER review_verdict AFTER INSERT ON verdicts WHEN NEW.decision <> 'note' BEGIN
     UPDATE review_items SET state = (${stateOf('NEW.finding_key')})
     WHERE finding_key = NEW.finding_key; END`,
  `CREATE TRIGGER review_words_added AFTER INSERT ON review_items BEGIN ${index('NEW')} END`,
  `CREATE TRIGGER review_words_gone AFTER DELETE ON review_items BEGIN ${forget('OLD')} END`,
  `CREATE TRIGGER review_words_changed AFTER UPDATE OF ${WORDS} ON review_items
   WHEN (${wordsOf('OLD')}) IS NOT (${wordsOf('NEW')})
   BEGIN ${forget('OLD')} ${index('NEW')} END`,
  // Where each message lies, so that a reviewer can read it whole: the store keeps no text of mail.
  `CREATE TRIGGER review_located AFTER INSERT ON batches BEGIN
     INSERT OR REPLACE INTO locations
     SELECT scans.case_key, ref.value ->> '$.id', ref.value ->> '$.file', ref.value ->> '$.offset',
       ref.value ->> '$.length', ref.value ->> '$.format',
       coalesce(ref.value ->> '$.fromQuoting', '')
     FROM scans, json_each(NEW.refs) AS ref WHERE scans.key = NEW.scan_key; END`,
];

export const reviewMigration: Migration = {
  name: 'review desk',
  statements: [...TABLES, ...TRIGGERS, refresh('true')],
};
