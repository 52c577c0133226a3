import { and, asc, desc, eq, gt, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { Access } from '../access.js';
import { PAGE_ROWS, paged } from '../paging.js';
import { audit } from '../schema.js';
import type { AuditFilter, AuditLine } from './store.js';

const { seq, at, who, action, detail, hash } = audit;
const shown = { seq, at, who, action, detail, hash };

/** Entries carry their moment in UTC; a day of the filter is taken the same way. */
function conditions(filter: AuditFilter): SQL | undefined {
  const all: SQL[] = [];
  if (filter.who) all.push(eq(who, filter.who));
  if (filter.action) all.push(eq(action, filter.action));
  if (filter.words) all.push(sql`instr(lower(${detail}), lower(${filter.words})) > 0`);
  if (filter.from) all.push(gte(at, filter.from));
  if (filter.until) all.push(lt(at, dayAfter(filter.until)));
  return and(...all);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

export const auditPage = (
  access: Access,
  filter: AuditFilter,
  limit: number,
  before?: number,
): Promise<AuditLine[]> =>
  access.read((session) =>
    session
      .select(shown)
      .from(audit)
      .where(and(conditions(filter), before === undefined ? undefined : lt(seq, before)))
      .orderBy(desc(seq))
      .limit(limit),
  );

export const auditCount = (access: Access, filter: AuditFilter): Promise<number> =>
  access.read(async (session) => {
    const row = await session
      .select({ count: sql<number>`count(*)` })
      .from(audit)
      .where(conditions(filter))
      .get();
    return row?.count ?? 0;
  });

export const auditNames = (
  access: Access,
): Promise<{ readonly who: string[]; readonly actions: string[] }> =>
  access.read(async (session) => {
    const names = await session.values<[string]>(sql`SELECT DISTINCT who FROM audit ORDER BY 1`);
    const acts = await session.values<[string]>(sql`SELECT DISTINCT action FROM audit ORDER BY 1`);
    return { who: names.flat(), actions: acts.flat() };
  });

export const auditEntries = (access: Access, filter: AuditFilter): AsyncGenerator<AuditLine> =>
  paged<AuditLine>(access, (session, last) =>
    session
      .select(shown)
      .from(audit)
      .where(and(conditions(filter), gt(seq, last?.seq ?? 0)))
      .orderBy(asc(seq))
      .limit(PAGE_ROWS),
  );
