import { and, eq, inArray, sql } from 'drizzle-orm';
import type { DocumentRef } from '../model/job.js';
import type { Access } from './access.js';
import { changes, insertOf, isFilled, listOf } from './bulk.js';
import { caseRow } from './cases.js';
import type { Session } from './connection.js';
import { scanRow } from './scans.js';
import { documents, scanDocuments, scans } from './schema.js';

/** Notes which documents of the ledger belong to a scan, and counts those not noted before. */
export async function addMembers(
  tx: Session,
  scanKey: number,
  documentKeys: readonly number[],
): Promise<void> {
  const rows = documentKeys.map((documentKey) => ({ scanKey, documentKey }));
  if (!isFilled(rows)) return;
  await tx.run(sql`${insertOf(scanDocuments, rows)} ON CONFLICT DO NOTHING`);
  await tx
    .update(scans)
    .set({ recorded: sql`${scans.recorded} + ${await changes(tx)}` })
    .where(eq(scans.key, scanKey));
}

export function noteSeen(
  access: Access,
  scanId: string,
  refs: readonly DocumentRef[],
): Promise<void> {
  return access.write(async (tx) => {
    const scan = await scanRow(tx, scanId);
    const ids = listOf(refs.map((ref) => ref.id));
    const known = await tx
      .select({ key: documents.key })
      .from(documents)
      .where(and(eq(documents.caseKey, scan.caseKey), inArray(documents.id, ids)));
    const keys = known.map((row) => row.key);
    await addMembers(tx, scan.key, keys);
  });
}

export function unrecorded(
  access: Access,
  caseId: string,
  analysisKey: string,
  ids: readonly string[],
): Promise<Set<string>> {
  return access.read(async (session) => {
    const { key } = await caseRow(session, caseId);
    const read = await session
      .select({ id: documents.id })
      .from(documents)
      .where(
        and(
          eq(documents.caseKey, key),
          eq(documents.analysisKey, analysisKey),
          inArray(documents.id, listOf(ids)),
        ),
      );
    const left = new Set(ids);
    for (const { id } of read) left.delete(id);
    return left;
  });
}
