import { and, asc, eq } from 'drizzle-orm';
import type { DocumentRef } from '../model/job.js';
import type { Access } from './access.js';
import { changes } from './bulk.js';
import type { Session } from './connection.js';
import { assertLease, type IntakeLease } from './intakes.js';
import { findScan, scanRow } from './scans.js';
import { batches, scans } from './schema.js';
import type { OwedBatch } from './store.js';

export function addBatch(
  access: Access,
  scanId: string,
  refs: readonly DocumentRef[],
  lease?: IntakeLease,
): Promise<number> {
  return access.write(async (tx) => {
    const { key: scanKey, nextBatch: batch } = await scanRow(tx, scanId);
    if (lease !== undefined) await assertLease(tx, scanKey, lease);
    const row = { scanKey, batch, state: 'owed', messages: refs.length, reason: '' } as const;
    await tx.insert(batches).values({ ...row, refs: [...refs] });
    await tx
      .update(scans)
      .set({ nextBatch: batch + 1 })
      .where(eq(scans.key, scanKey));
    return batch;
  });
}

const oneBatch = (scanKey: number, batch: number) =>
  and(eq(batches.scanKey, scanKey), eq(batches.batch, batch));

/** Keeps the batch under its reason; one already recorded or forgotten stays so. */
export function failBatch(
  access: Access,
  scanId: string,
  batch: number,
  reason: string,
): Promise<void> {
  return access.write(async (tx) => {
    const scan = await findScan(tx, scanId);
    if (scan === undefined) return;
    await tx.update(batches).set({ state: 'failed', reason }).where(oneBatch(scan.key, batch));
  });
}

/** Whether the batch was open; one that failed before and came through after all is done too. */
export async function closeBatch(tx: Session, scanKey: number, batch: number): Promise<boolean> {
  await tx.delete(batches).where(oneBatch(scanKey, batch));
  return (await changes(tx)) > 0;
}

export function owed(access: Access, scanId: string): Promise<OwedBatch[]> {
  return access.read(async (session) => {
    const { key } = await scanRow(session, scanId);
    return session
      .select({ batch: batches.batch, refs: batches.refs })
      .from(batches)
      .where(and(eq(batches.scanKey, key), eq(batches.state, 'owed')))
      .orderBy(asc(batches.batch));
  });
}
