import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Severity } from '../model/category.js';
import type { Finding } from '../model/finding.js';
import { insertOf, isFilled, listOf } from './bulk.js';
import type { Session } from './connection.js';
import { findings, sightings } from './schema.js';

/** A finding as the reading of one document of the ledger gave it. */
export interface Sighting {
  readonly finding: Finding;
  readonly documentKey: number;
  readonly path: string;
  readonly ordinal: number;
}

export type SightingSource = 'message' | 'thread';

export interface EarlierSighting {
  readonly findingKey: number;
  readonly documentKey: number;
  readonly source: SightingSource;
}

export const SEVERITY_RANK: Readonly<Record<Severity, number>> = { low: 1, medium: 2, high: 3 };

const earlierColumns = {
  findingKey: sightings.findingKey,
  documentKey: sightings.documentKey,
  source: sightings.source,
};

export const earlierInDocuments = (
  tx: Session,
  documentKeys: readonly number[],
): Promise<EarlierSighting[]> =>
  tx
    .select(earlierColumns)
    .from(sightings)
    .where(inArray(sightings.documentKey, listOf(documentKeys)));

export const earlierInCase = (
  tx: Session,
  caseKey: number,
  source: SightingSource,
): Promise<EarlierSighting[]> =>
  tx
    .select(earlierColumns)
    .from(sightings)
    .innerJoin(findings, eq(findings.key, sightings.findingKey))
    .where(and(eq(findings.caseKey, caseKey), eq(sightings.source, source)));

/**
 * Puts what a pass saw in place of what it saw `earlier`; gives the number of findings new to the
 * case. A finding is the set of its sightings, one a document, and what is shown is reckoned from
 * the whole set: so the order in which batches arrive cannot matter.
 */
export async function replaceSightings(
  tx: Session,
  caseKey: number,
  source: SightingSource,
  seen: readonly Sighting[],
  earlier: readonly EarlierSighting[],
): Promise<number> {
  const fresh = await putFindings(tx, caseKey, seen);
  const keys = await findingKeys(tx, caseKey, seen, fresh);
  const pairs = seen.map((sighting) => ({
    ...sighting,
    findingKey: keys.get(sighting.finding.id)!,
  }));
  await putSightings(tx, source, pairs);

  const firing = new Set(pairs.map(pairName));
  const stale = earlier.filter((it) => it.source === source && !firing.has(pairName(it)));
  await lapse(tx, stale);

  const changed = new Set(earlier.map((it) => it.findingKey));
  await settle(tx, [...changed]);
  const grown = pairs.filter((it) => !changed.has(it.findingKey));
  const more = new Set(
    unsettled(
      grown.map((it) => it.findingKey),
      new Set(fresh.values()),
    ),
  );
  await settle(
    tx,
    [...more],
    grown.filter((it) => more.has(it.findingKey)).map((it) => it.documentKey),
  );
  return fresh.size;
}

const pairName = (it: { findingKey: number; documentKey: number }): string =>
  `${it.findingKey} ${it.documentKey}`;

/** A finding just made by its only sighting is right as it stands. */
function unsettled(touched: readonly number[], fresh: ReadonlySet<number>): number[] {
  const once = new Set<number>();
  const more = new Set<number>();
  for (const key of touched) {
    if (once.has(key) || !fresh.has(key)) more.add(key);
    once.add(key);
  }
  return [...more];
}

/** Makes the rows of findings not yet known; gives their keys by id. */
async function putFindings(
  tx: Session,
  caseKey: number,
  seen: readonly Sighting[],
): Promise<Map<string, number>> {
  const rows = seen.map((sighting) => findingRow(caseKey, sighting));
  if (!isFilled(rows)) return new Map();
  const made = await tx.values<[string, number]>(
    sql`${insertOf(findings, rows)} ON CONFLICT DO NOTHING RETURNING id, key`,
  );
  return new Map(made);
}

const findingRow = (caseKey: number, { finding, documentKey, path, ordinal }: Sighting) => ({
  caseKey,
  id: finding.id,
  documentKey,
  path,
  ordinal,
  start: finding.evidence[0]?.start ?? 0,
  pattern: finding.pattern,
  severity: SEVERITY_RANK[finding.severity],
  confidence: finding.confidence,
  lapsed: false,
});

async function findingKeys(
  tx: Session,
  caseKey: number,
  seen: readonly Sighting[],
  fresh: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, number>> {
  const known = seen.map(({ finding }) => finding.id).filter((id) => !fresh.has(id));
  if (known.length === 0) return fresh;
  const rows = await tx
    .select({ id: findings.id, key: findings.key })
    .from(findings)
    .where(and(eq(findings.caseKey, caseKey), inArray(findings.id, listOf(known))));
  return new Map([...fresh, ...rows.map(({ id, key }) => [id, key] as const)]);
}

async function putSightings(
  tx: Session,
  source: SightingSource,
  pairs: readonly (Sighting & { readonly findingKey: number })[],
): Promise<void> {
  const rows = pairs.map(({ findingKey, documentKey, finding }) => {
    return { findingKey, documentKey, source, lapsed: false, body: finding };
  });
  if (!isFilled(rows)) return;
  await tx.run(sql`${insertOf(sightings, rows)}
    ON CONFLICT (finding_key, document_key) DO UPDATE
    SET source = excluded.source, lapsed = 0, body = excluded.body`);
}

/**
 * What fires no more goes; with a verdict on it, it stays and is marked. All sightings of a finding
 * are treated alike, or the order of reading its documents again would decide which one stays.
 */
async function lapse(tx: Session, stale: readonly EarlierSighting[]): Promise<void> {
  if (stale.length === 0) return;
  const pairs: SQL = sql`(SELECT value ->> 0, value ->> 1 FROM json_each(${JSON.stringify(
    stale.map(({ findingKey, documentKey }) => [findingKey, documentKey]),
  )}))`;
  await tx.run(sql`
    DELETE FROM sightings WHERE (finding_key, document_key) IN ${pairs}
    AND NOT EXISTS (SELECT 1 FROM verdicts WHERE verdicts.finding_key = sightings.finding_key)`);
  await tx.run(sql`
    UPDATE sightings SET lapsed = 1 WHERE (finding_key, document_key) IN ${pairs}`);
}

/**
 * Chooses the leading sighting of each finding again: one that fires before one that lapsed, then
 * the first by moment of sending, path, place in its source, id. Findings without any go.
 */
export async function settle(
  tx: Session,
  keys: readonly number[],
  added?: readonly number[],
): Promise<void> {
  if (keys.length === 0) return;
  const these = listOf(keys);
  // Where sightings were only added, the leader so far and the added ones are all there is to
  // compare: a sentence quoted in thousands of documents would cost their square otherwise.
  const candidates =
    added === undefined
      ? sql``
      : sql`AND (s.document_key = findings.document_key OR s.document_key IN ${listOf(added)})`;
  await tx.run(sql`
    DELETE FROM findings WHERE key IN ${these}
    AND NOT EXISTS (SELECT 1 FROM sightings WHERE sightings.finding_key = findings.key)`);
  await tx.run(sql`
    UPDATE findings
    SET (document_key, path, ordinal, start, severity, confidence, lapsed) = (
      SELECT s.document_key, d.path, d.ordinal, s.body ->> '$.evidence[0].start',
        CASE s.body ->> '$.severity' WHEN 'high' THEN 3 WHEN 'medium' THEN 2 ELSE 1 END,
        s.body ->> '$.confidence', s.lapsed
      FROM sightings AS s JOIN documents AS d ON d.key = s.document_key
      WHERE s.finding_key = findings.key ${candidates}
      ORDER BY s.lapsed, d.sent_ms, d.path, d.ordinal, d.id LIMIT 1)
    WHERE key IN ${these}`);
}
