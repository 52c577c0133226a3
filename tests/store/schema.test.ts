import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { connect } from '../../src/store/connect.js';
import * as schema from '../../src/store/schema.js';

const tables = Object.values(schema).filter((it) => is(it, SQLiteTable));

test.each(tables.map((table) => [getTableConfig(table).name, getTableConfig(table)] as const))(
  'the table %s is made as the schema says',
  async (name, { columns }) => {
    const access = await connect(':memory:', undefined);
    const made = await access.read((session) =>
      session.values<[string, string, number]>(
        `SELECT name, lower(type), "notnull" OR pk FROM pragma_table_info('${name}') ORDER BY name`,
      ),
    );
    await access.close();
    const said = columns.map((it) => [it.name, it.getSQLType(), Number(it.notNull || it.primary)]);
    expect(made).toEqual(said.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  },
);

test('there is a schema for every table', async () => {
  const access = await connect(':memory:', undefined);
  const made = await access.read((session) =>
    session.values<[string]>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
       AND name NOT LIKE 'review_words%' ORDER BY 1`,
    ),
  );
  await access.close();
  expect(made.flat()).toEqual(tables.map((table) => getTableConfig(table).name).sort());
});
