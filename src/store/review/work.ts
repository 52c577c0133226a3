import { and, asc, eq, sql } from 'drizzle-orm';
import { UsageError } from '../../model/errors.js';
import type { Access } from '../access.js';
import { appendAudit } from '../audit.js';
import { changes } from '../bulk.js';
import type { Session } from '../connection.js';
import { accounts, assignments, conflicts, reviewers, savedViews } from '../schema.js';
import { keyOf } from './queue.js';
import type { Account, FindingRef, Reviewer, ReviewStore, SavedView } from './store.js';

async function findingKey(session: Session, ref: FindingRef): Promise<number> {
  const [row] = await session.values<[number | null]>(sql`SELECT ${keyOf(ref)}`);
  if (row === undefined || row[0] === null) {
    throw new UsageError(`There is no finding with the id ${ref.id}.`);
  }
  return row[0];
}

/** See `ReviewStore.assign`. */
export function assign(
  access: Access,
  ref: FindingRef,
  { assignee, by, at, expected }: Parameters<ReviewStore['assign']>[1],
): Promise<boolean> {
  return access.write(async (tx) => {
    const key = await findingKey(tx, ref);
    await tx.run(sql`UPDATE review_items SET assignee = ${assignee}
      WHERE finding_key = ${key} AND assignee = ${expected}`);
    if ((await changes(tx)) === 0) return false;
    await tx.insert(assignments).values({ findingKey: key, assignee, by, at });
    const detail = `case ${ref.caseId}, finding ${ref.id}: ${assignee === '' ? 'nobody' : assignee}`;
    await appendAudit(tx, { at, who: by, action: 'assigned', detail });
    return true;
  });
}

/** See `ReviewStore.declareConflict`. The reason stays out of the audit log: it may outlive a purge. */
export function declareConflict(
  access: Access,
  ref: FindingRef,
  { reviewer, reason, at, assignee }: Parameters<ReviewStore['declareConflict']>[1],
): Promise<void> {
  return access.write(async (tx) => {
    const key = await findingKey(tx, ref);
    await tx
      .insert(conflicts)
      .values({ findingKey: key, reviewer, reason, at })
      .onConflictDoNothing();
    await tx.run(sql`UPDATE review_items SET assignee = ${assignee} WHERE finding_key = ${key}`);
    await tx.insert(assignments).values({ findingKey: key, assignee, by: reviewer, at });
    const detail = `case ${ref.caseId}, finding ${ref.id}: given to ${assignee || 'nobody yet'}`;
    await appendAudit(tx, { at, who: reviewer, action: 'conflict-declared', detail });
  });
}

export const saveView = (access: Access, owner: string, view: SavedView): Promise<void> =>
  access.write(async (tx) => {
    await tx
      .insert(savedViews)
      .values({ owner, ...view })
      .onConflictDoUpdate({
        target: [savedViews.owner, savedViews.name],
        set: { query: view.query },
      });
  });

export const dropView = (access: Access, owner: string, name: string): Promise<void> =>
  access.write(async (tx) => {
    await tx.delete(savedViews).where(and(eq(savedViews.owner, owner), eq(savedViews.name, name)));
  });

export const views = (access: Access, owner: string): Promise<SavedView[]> =>
  access.read((session) =>
    session
      .select({ name: savedViews.name, query: savedViews.query })
      .from(savedViews)
      .where(eq(savedViews.owner, owner))
      .orderBy(asc(savedViews.name)),
  );

export const noteReviewer = (access: Access, reviewer: Reviewer): Promise<void> =>
  access.write(async (tx) => {
    const { id, ...rest } = reviewer;
    const set = { ...rest, roles: [...rest.roles], addresses: [...rest.addresses] };
    await tx
      .insert(reviewers)
      .values({ id, ...set })
      .onConflictDoUpdate({ target: reviewers.id, set });
  });

export const everyReviewer = (access: Access): Promise<Reviewer[]> =>
  access.read((session) => session.select().from(reviewers).orderBy(asc(reviewers.name)));

export const account = (access: Access, id: string): Promise<Account | undefined> =>
  access.read((session) => session.select().from(accounts).where(eq(accounts.id, id)).get());

export const everyAccount = (access: Access): Promise<Account[]> =>
  access.read((session) => session.select().from(accounts).orderBy(asc(accounts.id)));

export const putAccount = (access: Access, { id, ...rest }: Account): Promise<void> =>
  access.write(async (tx) => {
    const set = { ...rest, roles: [...rest.roles] };
    await tx
      .insert(accounts)
      .values({ id, ...set })
      .onConflictDoUpdate({ target: accounts.id, set });
  });
