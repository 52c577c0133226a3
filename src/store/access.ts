import { setTimeout as pause } from 'node:timers/promises';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { EnvironmentError } from '../model/errors.js';
import { type Connection, type Session, SQLITE, sqliteCode } from './connection.js';

/**
 * Turns on the one connection of this process: work never interleaves with another's transaction.
 * Work given to `read` and `write` must use only the session it is handed, or it waits for itself.
 */
export interface Access {
  read<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** One transaction, all or nothing; begun again from the start while another process writes. */
  write<T>(work: (session: Session) => Promise<T>): Promise<T>;
  /** After the work that waits; later calls are refused. */
  close(): Promise<void>;
}

/**
 * libsql waits inside a blocking call, which stops timers and a queue's lock renewal: so it waits a
 * quarter of a second at a time, and this process lives in between.
 */
export const BUSY_TIMEOUT_MS = 250;
/** How long a writer waits for others before it gives up; a purge of a large case takes seconds. */
const PATIENCE_MS = 60_000;
const PAUSE_MS = 20;

export function createAccess(connection: Connection): Access {
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    if (closed) return Promise.reject(new Error('the store is closed'));
    const mine = last.then(() => whileBusy(() => named(work)));
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    read: (work) => inTurn(() => work(connection.session)),
    write: (work) => inTurn(() => inTransaction(connection, work)),
    close: async () => {
      if (closed) return;
      closed = true;
      await last;
      connection.close();
    },
  };
}

async function inTransaction<T>(
  connection: Connection,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  connection.exec('BEGIN IMMEDIATE');
  try {
    const result = await work(connection.session);
    connection.exec('COMMIT');
    return result;
  } catch (error) {
    // On a full disk SQLite has rolled back already, and a second ROLLBACK would hide the error.
    if (connection.inTransaction) connection.exec('ROLLBACK');
    throw error;
  }
}

async function whileBusy<T>(work: () => Promise<T>): Promise<T> {
  const until = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (sqliteCode(error) !== SQLITE.busy || Date.now() > until) throw error;
      await pause(PAUSE_MS);
    }
  }
}

const ENVIRONMENT: ReadonlyMap<number | undefined, string> = new Map([
  [SQLITE.busy, 'another process has been writing for too long'],
  [SQLITE.full, 'the disk is full'],
  [SQLITE.io, 'the disk could not be read or written'],
  [SQLITE.readOnly, 'its file may not be written'],
  [SQLITE.cannotOpen, 'its file cannot be opened'],
  [SQLITE.noMemory, 'memory ran out'],
]);

/** drizzle's own error carries the values of the statement, words of mail among them: not for logs. */
async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const cause = error instanceof DrizzleQueryError ? error.cause : error;
    const why = ENVIRONMENT.get(sqliteCode(cause));
    if (why !== undefined) throw new EnvironmentError(`The store failed: ${why}.`, { cause });
    throw cause;
  }
}
