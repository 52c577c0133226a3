import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import type { Case } from '../model/case.js';
import { UsageError } from '../model/errors.js';
import type { Access } from './access.js';
import { appendAudit } from './audit.js';
import type { Session } from './connection.js';
import { cases } from './schema.js';
import type { NewCase } from './store.js';

export type CaseRow = typeof cases.$inferSelect;

/** 24 hex digits. Random, since two stores may share one Redis and ids name its jobs. */
export const newId = (): string => randomBytes(12).toString('hex');

export async function caseRow(session: Session, id: string): Promise<CaseRow> {
  const row = await session.select().from(cases).where(eq(cases.id, id)).get();
  if (row === undefined) throw new UsageError(`There is no case with the id ${id}.`);
  return row;
}

export function ensureCase(access: Access, now: () => string, wanted: NewCase): Promise<Case> {
  return access.write(async (tx) => {
    const known = await tx.select().from(cases).where(eq(cases.name, wanted.name)).get();
    return known === undefined ? openCase(tx, now(), wanted) : amendCase(tx, now(), known, wanted);
  });
}

async function openCase(tx: Session, at: string, wanted: NewCase): Promise<Case> {
  const opened: Case = {
    id: newId(),
    name: wanted.name,
    purpose: wanted.purpose ?? '',
    authorisedBy: wanted.authorisedBy ?? '',
    createdAt: at,
    lawfulBasis: '',
    sources: [],
    exclusions: [],
    retainUntil: '',
  };
  await tx.insert(cases).values(opened);
  await auditCase(tx, 'case-opened', at, opened);
  return opened;
}

async function amendCase(tx: Session, at: string, row: CaseRow, wanted: NewCase): Promise<Case> {
  const { key, ...known } = row;
  const amended: Case = {
    ...known,
    purpose: wanted.purpose || known.purpose,
    authorisedBy: wanted.authorisedBy || known.authorisedBy,
  };
  if (amended.purpose === known.purpose && amended.authorisedBy === known.authorisedBy) {
    return known;
  }
  await tx.update(cases).set(amended).where(eq(cases.key, key));
  await auditCase(tx, 'case-amended', at, amended);
  return amended;
}

/** On whose authority mail is read, and for what, outlives the case: that is what an audit asks. */
function auditCase(tx: Session, action: string, at: string, it: Case): Promise<void> {
  const detail = `case ${it.id} (${it.name}): purpose "${it.purpose}"`;
  return appendAudit(tx, { at, who: it.authorisedBy, action, detail });
}
