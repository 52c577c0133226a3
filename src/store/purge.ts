import { type SQL, sql } from 'drizzle-orm';
import type { Access } from './access.js';
import { appendAudit } from './audit.js';
import { changes } from './bulk.js';
import { caseRow } from './cases.js';
import { EMPTY_LOG, type Session } from './connection.js';
import type { Purged } from './store.js';

/**
 * Removes a case. Deleted rows are overwritten with zeros (`secure_delete`, set on opening) and the
 * write-ahead log, which still has them, is emptied; where another process is reading just then,
 * that happens at the next checkpoint.
 */
export async function purgeCase(
  access: Access,
  caseId: string,
  who: string,
  at: string,
): Promise<Purged> {
  const purged = await access.write(async (tx) => {
    const { key, name } = await caseRow(tx, caseId);
    const gone = await deleteAll(tx, key);
    const counts = Object.entries(gone).map(([what, count]) => `${count} ${what}`);
    const detail = `case ${caseId} (${name}): ${counts.join(', ')}`;
    await appendAudit(tx, { at, who, action: 'case-purged', detail });
    return gone;
  });
  await access.read((session) => session.values(EMPTY_LOG));
  return purged;
}

/** Children before parents. */
async function deleteAll(tx: Session, key: number): Promise<Purged> {
  const remove = async (statement: SQL): Promise<number> => {
    await tx.run(statement);
    return changes(tx);
  };
  const ofScans = sql`scan_key IN (SELECT key FROM scans WHERE case_key = ${key})`;
  const ofFindings = sql`finding_key IN (SELECT key FROM findings WHERE case_key = ${key})`;
  await remove(sql`INSERT INTO purging (case_key) VALUES (${key})`);
  const verdicts = await remove(sql`DELETE FROM verdicts WHERE ${ofFindings}`);
  await remove(sql`DELETE FROM sightings WHERE ${ofFindings}`);
  const findings = await remove(sql`DELETE FROM findings WHERE case_key = ${key}`);
  await remove(sql`DELETE FROM scan_documents WHERE ${ofScans}`);
  await remove(sql`DELETE FROM unread_sources WHERE ${ofScans}`);
  await remove(sql`DELETE FROM batches WHERE ${ofScans}`);
  await remove(sql`DELETE FROM intakes WHERE ${ofScans}`);
  await remove(sql`DELETE FROM set_aside WHERE ${ofScans}`);
  const ofSamples = sql`sample_key IN (SELECT key FROM samples WHERE case_key = ${key})`;
  await remove(sql`DELETE FROM sample_judgements WHERE ${ofSamples}`);
  await remove(sql`DELETE FROM sample_documents WHERE ${ofSamples}`);
  await remove(sql`DELETE FROM samples WHERE case_key = ${key}`);
  const documents = await remove(sql`DELETE FROM documents WHERE case_key = ${key}`);
  const scans = await remove(sql`DELETE FROM scans WHERE case_key = ${key}`);
  await remove(sql`DELETE FROM cases WHERE key = ${key}`);
  await remove(sql`DELETE FROM purging WHERE case_key = ${key}`);
  return { scans, documents, findings, verdicts };
}
