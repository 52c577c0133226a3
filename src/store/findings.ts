import { and, asc, eq, gte, type SQL, sql } from 'drizzle-orm';
import type { Finding } from '../model/finding.js';
import type { Access } from './access.js';
import type { Session } from './connection.js';
import { PAGE_ROWS, paged } from './paging.js';
import { scanRow } from './scans.js';
import { findings, sightings } from './schema.js';
import { SEVERITY_RANK } from './sightings.js';
import type { FindingsFilter } from './store.js';

interface FindingRow {
  readonly id: string;
  readonly path: string;
  readonly ordinal: number;
  readonly start: number;
  readonly pattern: string;
  readonly body: Finding;
  /** JSON array of the paths of all its documents. */
  readonly paths: string;
}

/** See `Store.findings`. */
export async function* findingsOf(
  access: Access,
  scanId: string,
  filter: FindingsFilter = {},
): AsyncGenerator<Finding> {
  const scan = await access.read((session) => scanRow(session, scanId));
  const wanted = [inScan(scan.key), ...conditions(filter)];
  const rows = paged<FindingRow>(access, (session, last) =>
    page(session, scan.caseKey, wanted, last),
  );
  for await (const row of rows) yield merged(row);
}

/** Some sighting as live as the finding itself lies in a document of the scan. */
const inScan = (scanKey: number): SQL => sql`EXISTS (
  SELECT 1 FROM sightings AS s
  JOIN scan_documents AS m ON m.scan_key = ${scanKey} AND m.document_key = s.document_key
  WHERE s.finding_key = ${findings.key} AND s.lapsed = ${findings.lapsed})`;

function conditions(filter: FindingsFilter): SQL[] {
  const { minSeverity, minConfidence, withLapsed } = filter;
  const all: SQL[] = [];
  if (minSeverity !== undefined) all.push(gte(findings.severity, SEVERITY_RANK[minSeverity]));
  if (minConfidence !== undefined) all.push(gte(findings.confidence, minConfidence));
  if (withLapsed !== true) all.push(eq(findings.lapsed, false));
  return all;
}

function page(
  session: Session,
  caseKey: number,
  wanted: readonly SQL[],
  last: FindingRow | undefined,
): Promise<FindingRow[]> {
  const { id, path, ordinal, start, pattern } = findings;
  const after =
    last &&
    sql`(${path}, ${ordinal}, ${start}, ${pattern}, ${id}) >
      (${last.path}, ${last.ordinal}, ${last.start}, ${last.pattern}, ${last.id})`;
  const paths = sql<string>`(
    SELECT json_group_array(DISTINCT d.path) FROM sightings AS s
    JOIN documents AS d ON d.key = s.document_key
    WHERE s.finding_key = ${findings.key} AND s.lapsed = ${findings.lapsed})`;
  return session
    .select({ id, path, ordinal, start, pattern, body: sightings.body, paths })
    .from(findings)
    .innerJoin(
      sightings,
      and(eq(sightings.findingKey, findings.key), eq(sightings.documentKey, findings.documentKey)),
    )
    .where(and(eq(findings.caseKey, caseKey), after, ...wanted))
    .orderBy(asc(path), asc(ordinal), asc(start), asc(pattern), asc(id))
    .limit(PAGE_ROWS);
}

/** The leading sighting, with the paths of the others. */
function merged({ body, path, paths }: FindingRow): Finding {
  const others = new Set([...(JSON.parse(paths) as string[]), ...body.sightings]);
  others.delete(path);
  return { ...body, sightings: [...others].sort() };
}
