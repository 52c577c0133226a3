import { and, asc, eq, sql } from 'drizzle-orm';
import type { DocumentRecord } from '../model/job.js';
import type { Access } from './access.js';
import { caseRow } from './cases.js';
import { PAGE_ROWS, paged } from './paging.js';
import { documents } from './schema.js';

interface LedgerRow {
  readonly id: string;
  readonly sentMs: number;
  readonly body: DocumentRecord;
}

/** See `Store.ledger`. */
export async function* ledgerOf(access: Access, caseId: string): AsyncGenerator<DocumentRecord> {
  const { key: caseKey } = await access.read((session) => caseRow(session, caseId));
  const { id, sentMs, body } = documents;
  const rows = paged<LedgerRow>(access, (session, last) => {
    const after = last && sql`(${sentMs}, ${id}) > (${last.sentMs}, ${last.id})`;
    return session
      .select({ id, sentMs, body })
      .from(documents)
      .where(and(eq(documents.caseKey, caseKey), after))
      .orderBy(asc(sentMs), asc(id))
      .limit(PAGE_ROWS);
  });
  for await (const row of rows) yield row.body;
}
