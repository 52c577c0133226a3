import { sql } from 'drizzle-orm';
import type { Access } from '../access.js';
import { listOf } from '../bulk.js';
import { caseRow } from '../cases.js';
import type { Correspondent } from './store.js';

/** Counts every address of the case's ledger that is not among `known`. */
export const unknownCorrespondents = (
  access: Access,
  caseId: string,
  known: readonly string[],
  limit: number,
): Promise<Correspondent[]> =>
  access.read(async (session) => {
    const { key } = await caseRow(session, caseId);
    const rows = await session.values<[string, string, number, number]>(sql`
      WITH seen (address, name, sent) AS (
        SELECT body ->> '$.from', body ->> '$.fromName', 1 FROM documents WHERE case_key = ${key}
        UNION ALL
        SELECT each.value, '', 0 FROM documents AS d,
          json_each(json_array(d.body -> '$.to', d.body -> '$.cc')) AS list, json_each(list.value) AS each
        WHERE d.case_key = ${key})
      SELECT address, max(name), sum(sent), sum(NOT sent) FROM seen
      WHERE instr(address, '@') > 0 AND address NOT IN ${listOf(known)}
      GROUP BY address ORDER BY count(*) DESC, address LIMIT ${limit}`);
    return rows.map(([address, name, sent, received]) => ({ address, name, sent, received }));
  });
