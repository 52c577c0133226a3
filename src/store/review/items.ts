import { and, asc, eq, sql } from 'drizzle-orm';
import type { Finding } from '../../model/finding.js';
import type { DocumentRecord, DocumentRef } from '../../model/job.js';
import type { Access } from '../access.js';
import { listOf } from '../bulk.js';
import { assignments, cases, conflicts, documents, locations } from '../schema.js';
import { verdictsIn } from '../verdicts.js';
import { hiddenFrom } from './filter.js';
import { keyOf, rowsWhere } from './queue.js';
import type { Asker, FindingRef, QueueRow, ReviewItem } from './store.js';

/** See `ReviewStore.item`. */
export function item(
  access: Access,
  asker: Asker,
  ref: FindingRef,
): Promise<ReviewItem | undefined> {
  return access.read(async (session) => {
    const [row] = await rowsWhere(session, asker, sql`r.finding_key = ${keyOf(ref)}`, 1);
    if (row === undefined) return undefined;
    const [bodies] = await session.values<[string, string, string]>(sql`
      SELECT s.body, d.body, (
        SELECT json_group_array(DISTINCT o.path) FROM sightings AS t
        JOIN documents AS o ON o.key = t.document_key
        WHERE t.finding_key = f.key AND o.key <> d.key)
      FROM findings AS f JOIN documents AS d ON d.key = f.document_key
      JOIN sightings AS s ON s.finding_key = f.key AND s.document_key = f.document_key
      WHERE f.key = ${keyOf(ref)}`);
    const [body, record, paths] = bodies!;
    const finding = JSON.parse(body) as Finding;
    return {
      ...row,
      finding: { ...finding, sightings: JSON.parse(paths) as string[] },
      document: JSON.parse(record) as DocumentRecord,
      verdicts: await verdictsIn(session, ref.id, ref.caseId),
      assignments: await session
        .select({ assignee: assignments.assignee, by: assignments.by, at: assignments.at })
        .from(assignments)
        .where(sql`${assignments.findingKey} = ${keyOf(ref)}`)
        .orderBy(asc(assignments.seq)),
      conflicts: await session
        .select({ reviewer: conflicts.reviewer, reason: conflicts.reason, at: conflicts.at })
        .from(conflicts)
        .where(sql`${conflicts.findingKey} = ${keyOf(ref)}`),
    };
  });
}

/** See `ReviewStore.alike`. */
export const alike = (
  access: Access,
  asker: Asker,
  ref: FindingRef,
  limit: number,
): Promise<QueueRow[]> =>
  access.read((session) =>
    rowsWhere(
      session,
      asker,
      sql`r.alike = (SELECT alike FROM review_items WHERE finding_key = ${keyOf(ref)})
        AND r.finding_key <> ${keyOf(ref)}`,
      limit,
    ),
  );

/** A page of findings in one message; more would be a list of everything. */
const MOST_IN_MESSAGE = 50;

/** See `ReviewStore.sameDocument`. */
export const sameDocument = (access: Access, asker: Asker, ref: FindingRef): Promise<QueueRow[]> =>
  access.read((session) =>
    rowsWhere(
      session,
      asker,
      sql`r.document_key = (SELECT document_key FROM review_items WHERE finding_key = ${keyOf(ref)})
        AND r.finding_key <> ${keyOf(ref)}`,
      MOST_IN_MESSAGE,
    ),
  );

/** See `ReviewStore.between`. */
export const between = (
  access: Access,
  asker: Asker,
  ref: FindingRef,
  limit: number,
): Promise<QueueRow[]> =>
  access.read(async (session) => {
    const [pair] = await session.values<[number, string, string]>(sql`
      SELECT d.key, d.body ->> '$.from', coalesce(d.body ->> '$.to[0]', '')
      FROM documents AS d JOIN findings AS f ON f.document_key = d.key
      WHERE f.key = ${keyOf(ref)}`);
    if (pair === undefined) return [];
    const [documentKey, one, other] = pair;
    if (one === '' || other === '') return [];
    const wrote = (from: string, to: string) =>
      sql`(r.person = ${from} AND instr(d.body ->> '$.to', ${JSON.stringify(to)}) > 0)`;
    return rowsWhere(
      session,
      asker,
      sql`r.person IN (${one}, ${other}) AND (${wrote(one, other)} OR ${wrote(other, one)})
        AND r.document_key <> ${documentKey}`,
      limit,
    );
  });

/** See `ReviewStore.thread`. */
export const thread = (
  access: Access,
  caseId: string,
  documentId: string,
  limit: number,
): Promise<DocumentRecord[]> =>
  access.read(async (session) => {
    const [own] = await session.values<[number, string, string]>(sql`
      SELECT d.case_key, d.body ->> '$.messageId', d.body ->> '$.references'
      FROM documents AS d JOIN cases AS c ON c.key = d.case_key
      WHERE c.id = ${caseId} AND d.id = ${documentId}`);
    if (own === undefined) return [];
    const [caseKey, messageId, references] = own;
    const ids = [messageId, ...(JSON.parse(references) as string[])].filter((it) => it !== '');
    const rows = await session.values<[string]>(sql`
      SELECT body FROM documents WHERE key IN (
        SELECT key FROM documents WHERE case_key = ${caseKey}
          AND body ->> '$.messageId' IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
        UNION
        SELECT key FROM documents WHERE case_key = ${caseKey}
          AND coalesce(body ->> '$.references[0]', body ->> '$.messageId')
            IN (SELECT value FROM json_each(${JSON.stringify(ids)})))
      ORDER BY sent_ms, id LIMIT ${limit}`);
    return rows.map(([body]) => JSON.parse(body) as DocumentRecord);
  });

/** See `ReviewStore.location`. */
export const location = (
  access: Access,
  caseId: string,
  documentId: string,
): Promise<DocumentRef | undefined> =>
  access.read(async (session) => {
    const row = await session
      .select({ at: locations, path: documents.path, ordinal: documents.ordinal })
      .from(locations)
      .innerJoin(cases, eq(cases.key, locations.caseKey))
      .innerJoin(
        documents,
        and(eq(documents.caseKey, locations.caseKey), eq(documents.id, locations.id)),
      )
      .where(and(eq(cases.id, caseId), eq(locations.id, documentId)))
      .get();
    if (row === undefined) return undefined;
    const { at, path, ordinal } = row;
    const { id, file, offset, length, format, fromQuoting } = at;
    const base = { id, path, file, offset, length, format, ordinal };
    return fromQuoting === '' || fromQuoting === undefined ? base : { ...base, fromQuoting };
  });

/** See `ReviewStore.document`. */
export const document = (
  access: Access,
  caseId: string,
  documentId: string,
): Promise<DocumentRecord | undefined> =>
  access.read(async (session) => {
    const row = await session
      .select({ body: documents.body })
      .from(documents)
      .innerJoin(cases, eq(cases.key, documents.caseKey))
      .where(and(eq(cases.id, caseId), eq(documents.id, documentId)))
      .get();
    return row?.body;
  });

/** See `ReviewStore.isHidden`. */
export const isHidden = (
  access: Access,
  asker: Asker,
  caseId: string,
  documentId: string,
): Promise<boolean> =>
  access.read(async (session) => {
    const hidden = await hiddenFrom(session, asker);
    if (hidden.length === 0) return false;
    const [row] = await session.values<[number]>(sql`
      SELECT count(*) FROM sightings AS s JOIN documents AS d ON d.key = s.document_key
      JOIN cases AS c ON c.key = d.case_key
      WHERE c.id = ${caseId} AND d.id = ${documentId} AND s.finding_key IN ${listOf(hidden)}`);
    return (row?.[0] ?? 0) > 0;
  });
