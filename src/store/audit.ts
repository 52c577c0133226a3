import { createHash } from 'node:crypto';
import { asc, desc, gt, sql } from 'drizzle-orm';
import type { Access } from './access.js';
import type { Session } from './connection.js';
import { PAGE_ROWS, paged } from './paging.js';
import { audit } from './schema.js';
import type { AuditEntry, AuditState } from './store.js';

type AuditRow = typeof audit.$inferSelect;

/** What the first entry takes for the hash of the one before it. */
const GENESIS = '0'.repeat(64);

/** sha-256 over the previous hash and this entry, number included: none can be moved or left out. */
function hashOf(previous: string, seq: number, entry: AuditEntry): string {
  const text = JSON.stringify([previous, seq, entry.at, entry.who, entry.action, entry.detail]);
  return createHash('sha256').update(text).digest('hex');
}

/** Appends within a transaction, so that a deed and its entry stand or fall together. */
export async function appendAudit(tx: Session, entry: AuditEntry): Promise<void> {
  const last = await tx.select().from(audit).orderBy(desc(audit.seq)).limit(1).get();
  const seq = (last?.seq ?? 0) + 1;
  const previous = last?.hash ?? GENESIS;
  const { at, who, action, detail } = entry;
  await tx
    .insert(audit)
    .values({ seq, at, who, action, detail, previous, hash: hashOf(previous, seq, entry) });
}

const rows = (access: Access): AsyncGenerator<AuditRow> =>
  paged<AuditRow>(access, (session, last) =>
    session
      .select()
      .from(audit)
      .where(gt(audit.seq, last?.seq ?? 0))
      .orderBy(asc(audit.seq))
      .limit(PAGE_ROWS),
  );

export async function* auditLog(access: Access): AsyncGenerator<AuditEntry> {
  for await (const { at, who, action, detail } of rows(access)) yield { at, who, action, detail };
}

/** Reckons the chain again from its first entry. */
export async function auditIntact(access: Access): Promise<AuditState> {
  const promised = await highestSeq(access);
  let entries = 0;
  let head = GENESIS;
  for await (const row of rows(access)) {
    if (row.previous !== head || row.hash !== hashOf(head, entries + 1, row)) {
      return { intact: false, brokenAt: entries + 1, entries, head };
    }
    entries += 1;
    head = row.hash;
  }
  if (entries < promised) return { intact: false, brokenAt: entries + 1, entries, head };
  return { intact: true, entries, head };
}

/** SQLite's own count of numbers given out: it still remembers entries cut off at the end. */
async function highestSeq(access: Access): Promise<number> {
  const [row] = await access.read((session) =>
    session.values<[number]>(sql`SELECT seq FROM sqlite_sequence WHERE name = 'audit'`),
  );
  return row?.[0] ?? 0;
}
