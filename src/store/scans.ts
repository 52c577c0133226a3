import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Scan, ScanSettings, UnreadSource } from '../model/case.js';
import { UsageError } from '../model/errors.js';
import type { Access } from './access.js';
import { caseRow, newId } from './cases.js';
import type { Session } from './connection.js';
import { batches, scanDocuments, scans, unreadSources } from './schema.js';
import type { DefectCount, ScanProgress } from './store.js';

export type ScanRow = typeof scans.$inferSelect;

/** The scan's row; undefined when it was purged. */
export const findScan = (session: Session, id: string): Promise<ScanRow | undefined> =>
  session.select().from(scans).where(eq(scans.id, id)).get();

export async function scanRow(session: Session, id: string): Promise<ScanRow> {
  const row = await findScan(session, id);
  if (row === undefined) throw new UsageError(`There is no scan with the id ${id}.`);
  return row;
}

const scanOf = (row: ScanRow, caseId: string): Scan => ({
  id: row.id,
  caseId,
  settings: row.settings,
  state: row.state,
  startedAt: row.startedAt,
  finishedAt: row.finishedAt,
});

export function startScan(
  access: Access,
  now: () => string,
  caseId: string,
  settings: ScanSettings,
): Promise<Scan> {
  return access.write(async (tx) => {
    const { key: caseKey } = await caseRow(tx, caseId);
    const turn = await nextTurn(tx, caseKey);
    const row =
      (await resume(tx, caseKey, turn, settings)) ??
      (await begin(tx, now(), caseKey, turn, settings));
    return scanOf(row, caseId);
  });
}

async function nextTurn(tx: Session, caseKey: number): Promise<number> {
  const row = await tx
    .select({ last: sql<number | null>`max(${scans.turn})` })
    .from(scans)
    .where(eq(scans.caseKey, caseKey))
    .get();
  return (row?.last ?? 0) + 1;
}

async function begin(
  tx: Session,
  startedAt: string,
  caseKey: number,
  turn: number,
  settings: ScanSettings,
): Promise<ScanRow> {
  const fresh = { state: 'running', finishedAt: '', intakeDone: false, nextBatch: 1 } as const;
  const counts = { recorded: 0, newFindings: 0 };
  return tx
    .insert(scans)
    .values({ id: newId(), caseKey, settings, turn, startedAt, ...fresh, ...counts })
    .returning()
    .get();
}

/** Batch numbers go on counting, so that a late result of a forgotten batch closes no new one. */
async function resume(
  tx: Session,
  caseKey: number,
  turn: number,
  settings: ScanSettings,
): Promise<ScanRow | undefined> {
  const unfinished = await tx
    .select()
    .from(scans)
    .where(and(eq(scans.caseKey, caseKey), ne(scans.state, 'done')))
    .orderBy(asc(scans.key));
  const same = unfinished.find((row) => settingsText(row.settings) === settingsText(settings));
  if (same === undefined) return undefined;
  await tx.delete(batches).where(eq(batches.scanKey, same.key));
  await tx.delete(scanDocuments).where(eq(scanDocuments.scanKey, same.key));
  await tx.delete(unreadSources).where(eq(unreadSources.scanKey, same.key));
  return tx
    .update(scans)
    .set({
      turn,
      state: 'running',
      finishedAt: '',
      intakeDone: false,
      recorded: 0,
      excluded: 0,
    })
    .where(eq(scans.key, same.key))
    .returning()
    .get();
}

const settingsText = (s: ScanSettings): string =>
  JSON.stringify([s.sources, s.roster, s.protocol, s.analysisKey]);

export function finishScan(
  access: Access,
  now: () => string,
  scanId: string,
  state: 'done' | 'stopped',
): Promise<void> {
  return access.write(async (tx) => {
    const { key } = await scanRow(tx, scanId);
    await tx.update(scans).set({ state, finishedAt: now() }).where(eq(scans.key, key));
  });
}

export function intakeDone(access: Access, scanId: string): Promise<void> {
  return access.write(async (tx) => {
    const { key } = await scanRow(tx, scanId);
    await tx.update(scans).set({ intakeDone: true }).where(eq(scans.key, key));
  });
}

export function scansOf(access: Access, caseId: string): Promise<Scan[]> {
  return access.read(async (session) => {
    const { key } = await caseRow(session, caseId);
    const rows = await session
      .select()
      .from(scans)
      .where(eq(scans.caseKey, key))
      .orderBy(asc(scans.key));
    return rows.map((row) => scanOf(row, caseId));
  });
}

export function progress(access: Access, scanId: string): Promise<ScanProgress> {
  return access.read(async (session) => {
    const scan = await scanRow(session, scanId);
    const open = await session
      .select({ total: sql<number>`coalesce(sum(${batches.messages}), 0)` })
      .from(batches)
      .where(eq(batches.scanKey, scan.key))
      .get();
    const failedBatches = await session
      .select({ batch: batches.batch, reason: batches.reason, messages: batches.messages })
      .from(batches)
      .where(and(eq(batches.scanKey, scan.key), eq(batches.state, 'failed')))
      .orderBy(asc(batches.batch));
    const { intakeDone, recorded, newFindings } = scan;
    const messages = recorded + (open?.total ?? 0);
    return { intakeDone, messages, recorded, failedBatches, newFindings };
  });
}

export function noteUnread(access: Access, scanId: string, source: UnreadSource): Promise<void> {
  return access.write(async (tx) => {
    const { key: scanKey } = await scanRow(tx, scanId);
    const { path, reason } = source;
    await tx
      .insert(unreadSources)
      .values({ scanKey, path, reason })
      .onConflictDoUpdate({
        target: [unreadSources.scanKey, unreadSources.path],
        set: { reason },
      });
  });
}

export function unread(access: Access, scanId: string): Promise<UnreadSource[]> {
  return access.read(async (session) => {
    const { key } = await scanRow(session, scanId);
    return session
      .select({ path: unreadSources.path, reason: unreadSources.reason })
      .from(unreadSources)
      .where(eq(unreadSources.scanKey, key))
      .orderBy(asc(unreadSources.path));
  });
}

export function defects(access: Access, scanId: string): Promise<DefectCount[]> {
  return access.read(async (session) => {
    const { key } = await scanRow(session, scanId);
    const rows = await session.values<[string, number]>(sql`
      SELECT defect.value ->> 'code' AS code, count(*) AS count
      FROM scan_documents AS member
      JOIN documents AS d ON d.key = member.document_key AND d.defects > 0
      JOIN json_each(d.body, '$.defects') AS defect
      WHERE member.scan_key = ${key}
      GROUP BY 1 ORDER BY 1`);
    return rows.map(([code, count]) => ({ code, count }));
  });
}
