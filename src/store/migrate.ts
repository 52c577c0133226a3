import { sql } from 'drizzle-orm';
import { UsageError } from '../model/errors.js';
import type { Access } from './access.js';
import type { Session } from './connection.js';
import { migrations } from './migrations.js';

/** Marks a database as a store of Probity: "PRBT" as a number, in SQLite's `application_id`. */
const APPLICATION_ID = 0x50524254;

type Identity = readonly [application: number, version: number, tables: number];

async function identify(session: Session): Promise<Identity> {
  const [row] = await session.values<[number, number, number]>(sql`
    SELECT (SELECT application_id FROM pragma_application_id) AS application,
      (SELECT user_version FROM pragma_user_version) AS version,
      (SELECT count(*) FROM sqlite_schema) AS tables`);
  return row!;
}

/**
 * Brings the tables up to date in one transaction; two processes may do it at once. `configure`
 * runs between: after it is sure that the database is ours, before anything is written to it.
 */
export async function migrate(
  access: Access,
  path: string,
  configure: (session: Session) => Promise<void>,
): Promise<void> {
  const found = await access.read(identify);
  refuseOthers(found, path);
  await access.read(configure);
  if (found[1] === migrations.length) return;
  await access.write(async (tx) => {
    const [, version] = await identify(tx);
    for (const step of migrations.slice(version)) {
      for (const statement of step.statements) await tx.run(sql.raw(statement));
    }
    await tx.run(sql.raw(`PRAGMA application_id = ${APPLICATION_ID}`));
    await tx.run(sql.raw(`PRAGMA user_version = ${migrations.length}`));
  });
}

function refuseOthers([application, version, tables]: Identity, path: string): void {
  if (application !== APPLICATION_ID && tables > 0) {
    throw new UsageError(`${path} is a database of another program, not a store of Probity.`);
  }
  if (version > migrations.length) {
    throw new UsageError(`The store ${path} was written by a newer Probity: update this one.`);
  }
}
