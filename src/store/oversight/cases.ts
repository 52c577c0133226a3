import { asc, eq, sql } from 'drizzle-orm';
import type { Case } from '../../model/case.js';
import { UsageError } from '../../model/errors.js';
import type { Access } from '../access.js';
import { appendAudit } from '../audit.js';
import { type CaseRow, caseRow, newId } from '../cases.js';
import type { Session } from '../connection.js';
import { cases } from '../schema.js';
import type { CaseDetails, CaseOverview } from './store.js';

const withoutKey = ({ key: _, ...it }: CaseRow): Case => it;

/** What each case holds; documents and findings are counted by index, not by row. */
async function overview(session: Session, row: CaseRow): Promise<CaseOverview> {
  const key = row.key;
  const [held] = await session.values<[number, number, number]>(sql`SELECT
    (SELECT count(*) FROM scans WHERE case_key = ${key}),
    (SELECT count(*) FROM documents WHERE case_key = ${key}),
    (SELECT coalesce(sum(excluded), 0) FROM scans WHERE case_key = ${key})`);
  const [found] = await session.values<[number, number]>(sql`
    SELECT count(*), count(*) FILTER (WHERE state = 'waiting') FROM review_items
    WHERE case_key = ${key} AND lapsed = 0`);
  const [scans, documents, excluded] = held!;
  const [findings, waiting] = found!;
  return { ...withoutKey(row), scans, documents, findings, waiting, excluded };
}

export function casesOf(access: Access): Promise<CaseOverview[]> {
  return access.read(async (session) => {
    const rows = await session.select().from(cases).orderBy(asc(cases.name));
    const all: CaseOverview[] = [];
    for (const row of rows) all.push(await overview(session, row));
    return all;
  });
}

export const caseOf = (access: Access, caseId: string): Promise<CaseOverview> =>
  access.read(async (session) => overview(session, await caseRow(session, caseId)));

export const caseNamed = (access: Access, name: string): Promise<Case | undefined> =>
  access.read(async (session) => {
    const row = await session.select().from(cases).where(eq(cases.name, name)).get();
    return row === undefined ? undefined : withoutKey(row);
  });

export function openCase(
  access: Access,
  details: CaseDetails,
  who: string,
  at: string,
): Promise<Case> {
  return access.write(async (tx) => {
    await refuseTaken(tx, details.name, undefined);
    const opened: Case = { ...details, id: newId(), createdAt: at };
    await tx.insert(cases).values(opened);
    await auditCase(tx, 'case-opened', who, at, opened);
    return opened;
  });
}

export function amendCase(
  access: Access,
  caseId: string,
  details: CaseDetails,
  who: string,
  at: string,
): Promise<Case> {
  return access.write(async (tx) => {
    const { key, id, createdAt } = await caseRow(tx, caseId);
    await refuseTaken(tx, details.name, caseId);
    await tx.update(cases).set(details).where(eq(cases.key, key));
    const amended: Case = { ...details, id, createdAt };
    await auditCase(tx, 'case-amended', who, at, amended);
    return amended;
  });
}

async function refuseTaken(tx: Session, name: string, own: string | undefined): Promise<void> {
  const taken = await tx.select().from(cases).where(eq(cases.name, name)).get();
  if (taken !== undefined && taken.id !== own) {
    throw new UsageError(`There is a case named “${name}” already; choose another name.`);
  }
}

/** On whose authority mail is read, for what and how long, outlives the case. */
function auditCase(tx: Session, action: string, who: string, at: string, it: Case): Promise<void> {
  const detail =
    `case ${it.id} (${it.name}): purpose "${it.purpose}", authorised by "${it.authorisedBy}", ` +
    `lawful basis "${it.lawfulBasis}", keep until ${it.retainUntil || 'not set'}, ` +
    `${it.exclusions.length} exclusions`;
  return appendAudit(tx, { at, who, action, detail });
}
