import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Finding } from '../model/finding.js';
import type { Analysis, ReviewJob } from '../model/job.js';
import type { Access } from './access.js';
import { closeBatch } from './batches.js';
import { insertOf, isFilled, listOf } from './bulk.js';
import type { Session } from './connection.js';
import { instantOf } from './instants.js';
import { addMembers } from './members.js';
import { findScan, type ScanRow } from './scans.js';
import { documents, scans } from './schema.js';
import { earlierInCase, earlierInDocuments, replaceSightings, type Sighting } from './sightings.js';
import type { Recorded } from './store.js';

/** A document of the ledger, as far as placing findings needs it. */
interface Place {
  readonly key: number;
  readonly id: string;
  readonly path: string;
  readonly ordinal: number;
}

interface KnownPlace extends Place {
  readonly turn: number;
}

/**
 * Records what one batch gave: the ledger, the findings, the end of the batch. Sending it again
 * changes nothing. A result of a purged scan is dropped: recording it would bring the case back.
 */
export function record(access: Access, job: ReviewJob): Promise<Recorded> {
  return access.write(async (tx) => {
    const scan = await findScan(tx, job.scanId);
    if (scan === undefined) return { newFindings: 0, newDocuments: 0 };
    const byId = new Map(job.analyses.map((analysis) => [analysis.document.id, analysis]));
    const known = await placesOf(tx, scan.caseKey, [...byId.keys()]);
    const superseded = known.filter((place) => place.turn > scan.turn);
    for (const { id } of superseded) byId.delete(id);
    const places = await putDocuments(tx, scan, [...byId.values()]);

    const again = known.filter((place) => byId.has(place.id)).map((place) => place.key);
    const earlier = await earlierInDocuments(tx, again);
    const seen = places.flatMap((place) => seenIn(place, byId.get(place.id)?.findings ?? []));
    const newFindings = await replaceSightings(tx, scan.caseKey, 'message', seen, earlier);

    await addMembers(
      tx,
      scan.key,
      [...places, ...superseded].map((place) => place.key),
    );
    const wasOpen = await closeBatch(tx, scan.key, job.batch);
    if (wasOpen) await countExcluded(tx, scan.key, job.excluded ?? 0);
    await countNew(tx, scan.key, newFindings);
    return { newFindings, newDocuments: places.length - again.length };
  });
}

/** See `Store.recordThreadFindings`. A document that is not in the ledger is the caller's bug. */
export function recordThreadFindings(
  access: Access,
  scanId: string,
  found: readonly Finding[],
): Promise<number> {
  return access.write(async (tx) => {
    const scan = await findScan(tx, scanId);
    if (scan === undefined) return 0;
    const ids = [...new Set(found.map((finding) => finding.document.id))];
    const places = new Map(
      (await placesOf(tx, scan.caseKey, ids)).map((place) => [place.id, place]),
    );
    const seen = found.flatMap((finding) => {
      const place = places.get(finding.document.id);
      if (place === undefined) throw new Error(`finding ${finding.id} names no ledger document`);
      return seenIn(place, [finding]);
    });
    const earlier = await earlierInCase(tx, scan.caseKey, 'thread');
    const newFindings = await replaceSightings(tx, scan.caseKey, 'thread', seen, earlier);
    await countNew(tx, scan.key, newFindings);
    return newFindings;
  });
}

const seenIn = (place: Place, found: readonly Finding[]): Sighting[] =>
  found.map((finding) => {
    const { key: documentKey, path, ordinal } = place;
    return { finding, documentKey, path, ordinal };
  });

function placesOf(tx: Session, caseKey: number, ids: readonly string[]): Promise<KnownPlace[]> {
  const { key, id, path, ordinal, turn } = documents;
  return tx
    .select({ key, id, path, ordinal, turn })
    .from(documents)
    .where(and(eq(documents.caseKey, caseKey), inArray(id, listOf(ids))));
}

async function putDocuments(
  tx: Session,
  scan: ScanRow,
  analyses: readonly Analysis[],
): Promise<Place[]> {
  const rows = analyses.map(({ document }) => documentRow(scan, document));
  if (!isFilled(rows)) return [];
  const put = await tx.values<[number, string, string, number]>(sql`${insertOf(documents, rows)}
    ON CONFLICT (case_key, id) DO UPDATE
    SET ordinal = excluded.ordinal, sent_ms = excluded.sent_ms,
      analysis_key = excluded.analysis_key, turn = excluded.turn,
      defects = excluded.defects, body = excluded.body
    RETURNING key, id, path, ordinal`);
  return put.map(([key, id, path, ordinal]) => ({ key, id, path, ordinal }));
}

const documentRow = (scan: ScanRow, document: Analysis['document']) => ({
  caseKey: scan.caseKey,
  id: document.id,
  path: document.path,
  ordinal: document.ordinal,
  sentMs: instantOf(document.sentAt),
  analysisKey: scan.settings.analysisKey,
  turn: scan.turn,
  defects: document.defects.length,
  body: document,
});

async function countNew(tx: Session, scanKey: number, newFindings: number): Promise<void> {
  if (newFindings === 0) return;
  await tx
    .update(scans)
    .set({ newFindings: sql`${scans.newFindings} + ${newFindings}` })
    .where(eq(scans.key, scanKey));
}

/** Messages left unread for an exclusion list have no row: only their number is kept. */
async function countExcluded(tx: Session, scanKey: number, excluded: number): Promise<void> {
  if (excluded === 0) return;
  await tx
    .update(scans)
    .set({ excluded: sql`${scans.excluded} + ${excluded}` })
    .where(eq(scans.key, scanKey));
}
