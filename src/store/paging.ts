import type { Access } from './access.js';
import type { Session } from './connection.js';

/** Rows held at a time while iterating: about a megabyte. */
export const PAGE_ROWS = 500;

/**
 * Iterates a query of any size with flat memory. `fetch` gives at most `PAGE_ROWS` rows that come
 * after `last` in the query's order (by key, never by OFFSET, which reads everything before it).
 * Rows written meanwhile are seen when they lie ahead.
 */
export async function* paged<Row>(
  access: Access,
  fetch: (session: Session, last: Row | undefined) => Promise<Row[]>,
): AsyncGenerator<Row> {
  let last: Row | undefined;
  for (;;) {
    const rows = await access.read((session) => fetch(session, last));
    yield* rows;
    if (rows.length < PAGE_ROWS) return;
    last = rows.at(-1);
  }
}
