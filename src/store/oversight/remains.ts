import { type SQL, sql } from 'drizzle-orm';
import type { Access } from '../access.js';
import { listOf } from '../bulk.js';
import { caseRow } from '../cases.js';
import type { CaseNumbers, Remains } from './store.js';

export const numbersOf = (access: Access, caseId: string): Promise<CaseNumbers> =>
  access.read(async (session) => {
    const { key: caseKey } = await caseRow(session, caseId);
    const rows = await session.values<[string, number]>(
      sql`SELECT id, key FROM scans WHERE case_key = ${caseKey}`,
    );
    return { caseKey, scanIds: rows.map(([id]) => id), scanKeys: rows.map(([, key]) => key) };
  });

/**
 * Looks through every table there is, by what its columns are called, so that a table added later is
 * looked through as well. A row that hangs on a finding, document or sample which is no more counts as
 * left behind too.
 */
export const remainsOf = (access: Access, numbers: CaseNumbers): Promise<Remains[]> =>
  access.read(async (session) => {
    const columns = await session.values<[string, string]>(sql`
      SELECT t.name, c.name FROM sqlite_schema AS t JOIN pragma_table_info(t.name) AS c
      WHERE t.type = 'table' AND t.name <> 'audit' ORDER BY 1, 2`);
    const left: Remains[] = [];
    for (const table of new Set(columns.map(([name]) => name))) {
      const own = columns.filter(([name]) => name === table).map(([, column]) => column);
      const where = conditionOf(table, own, numbers);
      if (where === undefined) continue;
      const [row] = await session.values<[number]>(
        sql`SELECT count(*) FROM ${sql.identifier(table)} WHERE ${where}`,
      );
      left.push({ table, rows: row![0] });
    }
    return left;
  });

/** Rows that hang on another table's row, which must be there. */
const HANGS_ON: Readonly<Record<string, string>> = {
  finding_key: 'findings',
  sample_key: 'samples',
};

function conditionOf(
  table: string,
  columns: readonly string[],
  { caseKey, scanKeys }: CaseNumbers,
): SQL | undefined {
  if (table === 'cases') return sql`key = ${caseKey}`;
  if (columns.includes('case_key')) return sql`case_key = ${caseKey}`;
  if (columns.includes('scan_key')) return sql`scan_key IN ${listOf(scanKeys)}`;
  for (const [column, parent] of Object.entries(HANGS_ON)) {
    if (!columns.includes(column)) continue;
    return sql`NOT EXISTS (SELECT 1 FROM ${sql.identifier(parent)} AS parent
      WHERE parent.key = ${sql.identifier(table)}.${sql.identifier(column)})`;
  }
  return undefined;
}
