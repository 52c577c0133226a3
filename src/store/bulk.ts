import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Session } from './connection.js';

/** `(…)` for `IN`: one variable however many values, so statements have one text. */
export function listOf(values: readonly (string | number)[]): SQL {
  return sql`(SELECT value FROM json_each(${JSON.stringify(values)}))`;
}

/**
 * `INSERT INTO table … ` of many rows, which all set the same columns; `ON CONFLICT` may follow.
 * The rows travel as one JSON variable: with a variable a value, making and preparing the statement
 * takes three times as long as running it.
 */
export function insertOf<T extends SQLiteTable>(
  table: T,
  rows: readonly [T['$inferInsert'], ...T['$inferInsert'][]],
): SQL {
  const all = getTableColumns(table);
  const used = Object.keys(rows[0]).map((name) => ({ name, column: all[name]! }));
  const values = rows.map((row: Record<string, unknown>) =>
    used.map(({ name, column }) => column.mapToDriverValue(row[name])),
  );
  const names = used.map(({ column }) => column.name).join(', ');
  const picks = used.map((_, place) => `value ->> ${place}`).join(', ');
  return sql`INSERT INTO ${table} (${sql.raw(names)})
    SELECT ${sql.raw(picks)} FROM json_each(${JSON.stringify(values)}) WHERE true`;
}

/** Rows written by the last INSERT, UPDATE or DELETE of this connection. */
export async function changes(session: Session): Promise<number> {
  const [row] = await session.values<[number]>(sql`SELECT changes()`);
  return row?.[0] ?? 0;
}

/** Whether there is anything to insert. */
export const isFilled = <T>(rows: readonly T[]): rows is readonly [T, ...T[]] => rows.length > 0;
