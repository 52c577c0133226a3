import { eq } from 'drizzle-orm';
import { type IntakeCounts, NO_COUNTS } from '../model/case.js';
import { Superseded } from '../model/errors.js';
import type { Access } from './access.js';
import type { Session } from './connection.js';
import type { Migration } from './migrations.js';
import { findScan, scanRow } from './scans.js';
import { batches, intakes } from './schema.js';

/** Added when intake became a stage of its own, which another process may do and do again. */
export const intakeMigration: Migration = {
  name: 'intakes',
  statements: [
    `CREATE TABLE intakes (
       scan_key INTEGER PRIMARY KEY,
       ticket TEXT NOT NULL,
       lease INTEGER NOT NULL,
       counts TEXT NOT NULL) STRICT`,
  ],
};

/** The right to hand in batches of a scan: the last one to have begun has it. */
export interface IntakeLease {
  readonly ticket: string;
  readonly lease: number;
}

/** See `Store.openIntake`. */
export function openIntake(access: Access, scanId: string, ticket: string): Promise<void> {
  return access.write(async (tx) => {
    const { key: scanKey } = await scanRow(tx, scanId);
    const fresh = { ticket, lease: 0, counts: NO_COUNTS };
    await tx
      .insert(intakes)
      .values({ scanKey, ...fresh })
      .onConflictDoUpdate({ target: intakes.scanKey, set: fresh });
  });
}

/** See `Store.closeIntake`. */
export function closeIntake(access: Access, scanId: string): Promise<void> {
  return access.write(async (tx) => {
    const scan = await findScan(tx, scanId);
    if (scan === undefined) return;
    await tx.update(intakes).set({ ticket: '' }).where(eq(intakes.scanKey, scan.key));
  });
}

/** See `Store.beginIntake`. */
export function beginIntake(
  access: Access,
  scanId: string,
  ticket: string,
): Promise<IntakeLease | undefined> {
  return access.write(async (tx) => {
    const scan = await findScan(tx, scanId);
    if (scan === undefined || scan.intakeDone) return undefined;
    const row = await rowOf(tx, scan.key);
    if (row?.ticket !== ticket) return undefined;
    const lease = row.lease + 1;
    await tx.delete(batches).where(eq(batches.scanKey, scan.key));
    await tx.update(intakes).set({ lease, counts: NO_COUNTS }).where(eq(intakes.scanKey, scan.key));
    return { ticket, lease };
  });
}

/** See `Store.noteIntake`. */
export function noteIntake(
  access: Access,
  scanId: string,
  lease: IntakeLease,
  counts: IntakeCounts,
): Promise<void> {
  return access.write(async (tx) => {
    const { key } = await scanRow(tx, scanId);
    await assertLease(tx, key, lease);
    await tx.update(intakes).set({ counts }).where(eq(intakes.scanKey, key));
  });
}

export function intakeOf(access: Access, scanId: string): Promise<IntakeCounts> {
  return access.read(async (session) => {
    const { key } = await scanRow(session, scanId);
    return (await rowOf(session, key))?.counts ?? NO_COUNTS;
  });
}

/** Throws `Superseded` when somebody else has begun the scan's intake since, or the scan has ended. */
export async function assertLease(
  tx: Session,
  scanKey: number,
  { ticket, lease }: IntakeLease,
): Promise<void> {
  const row = await rowOf(tx, scanKey);
  if (row?.ticket !== ticket || row.lease !== lease) throw new Superseded();
}

const rowOf = (tx: Session, scanKey: number) =>
  tx.select().from(intakes).where(eq(intakes.scanKey, scanKey)).get();
