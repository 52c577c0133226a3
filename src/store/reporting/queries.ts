import { sql } from 'drizzle-orm';
import type { Finding, Verdict } from '../../model/finding.js';
import type { ReviewState } from '../../model/review.js';
import type { Access } from '../access.js';
import { caseRow } from '../cases.js';
import type { Session } from '../connection.js';
import { instantOf } from '../instants.js';
import { PAGE_ROWS, paged } from '../paging.js';
import type { DayRead, ReportReads, StoredRow } from './reads.js';

/** Clocks of senders are at most 14 hours from UTC. */
const DAY_MS = 24 * 3_600_000;

/** What reports ask of the store, over an open connection. */
export function reportReads(access: Access): ReportReads {
  return {
    rows: (caseId, from, to) => rowsOf(access, caseId, from, to),
    daysRead: (caseId) => daysRead(access, caseId),
    defectsByDay: (caseId) => defectsByDay(access, caseId),
    namesSeen: (caseId) => namesSeen(access, caseId),
  };
}

type Raw = [
  key: number,
  body: string,
  state: ReviewState,
  foundAt: string,
  verdicts: string,
  paths: string,
];

async function* rowsOf(
  access: Access,
  caseId: string,
  from: string,
  to: string,
): AsyncGenerator<StoredRow> {
  const { key: caseKey } = await access.read((session) => caseRow(session, caseId));
  const fromMs = instantOf(from) - DAY_MS;
  const toMs = instantOf(to) + 2 * DAY_MS;
  const rows = paged<Raw>(access, (session, last) =>
    page(session, caseKey, fromMs, toMs, last?.[0] ?? 0),
  );
  const once = sharing();
  for await (const row of rows) yield storedRow(row, once);
}

/**
 * By key, never by date: sorting by date is the caller's, and cheap beside reading. The plus keeps
 * SQLite from the index by case, over which it would sort all findings for every page.
 */
function page(
  session: Session,
  caseKey: number,
  fromMs: number,
  toMs: number,
  after: number,
): Promise<Raw[]> {
  return session.values<Raw>(sql`
    SELECT f.key, s.body, i.state,
      coalesce((SELECT min(sc.started_at) FROM scans AS sc WHERE sc.case_key = f.case_key
        AND EXISTS (SELECT 1 FROM scan_documents AS m
          WHERE m.scan_key = sc.key AND m.document_key = f.document_key)), ''),
      (SELECT json_group_array(json_object('decision', v.decision, 'reason', v.reason,
          'reviewer', v.reviewer, 'at', v.at, 'dismissal', v.dismissal, 'addressee', v.addressee)
          ORDER BY v.seq)
        FROM verdicts AS v WHERE v.finding_key = f.key),
      (SELECT json_group_array(DISTINCT d.path) FROM sightings AS o
        JOIN documents AS d ON d.key = o.document_key
        WHERE o.finding_key = f.key AND o.lapsed = 0)
    FROM findings AS f
    JOIN review_items AS i ON i.finding_key = f.key
    JOIN sightings AS s ON s.finding_key = f.key AND s.document_key = f.document_key
    WHERE f.key > ${after} AND +f.case_key = ${caseKey} AND f.lapsed = 0
      AND (i.sent_ms = 0 OR i.sent_ms BETWEEN ${fromMs} AND ${toMs})
    ORDER BY f.key LIMIT ${PAGE_ROWS}`);
}

type Sharing = (text: string) => string;

/** What the catalogue says stands in thousands of rows: kept once, they take a third less memory. */
function sharing(): Sharing {
  const known = new Map<string, string>();
  return (text) => {
    const same = known.get(text);
    if (same === undefined && known.size < MOST_SHARED) known.set(text, text);
    return same ?? text;
  };
}

const MOST_SHARED = 10_000;

type StoredVerdict = Omit<Verdict, 'findingId' | 'dismissal' | 'addressee'> & {
  readonly dismissal: NonNullable<Verdict['dismissal']> | '';
  readonly addressee: string;
};

function storedRow([, body, state, foundAt, verdicts, paths]: Raw, once: Sharing): StoredRow {
  const finding = JSON.parse(body) as Finding;
  const others = new Set([...(JSON.parse(paths) as string[]), ...finding.sightings]);
  others.delete(finding.document.path);
  return {
    finding: {
      ...finding,
      because: finding.because.map(once),
      explanation: once(finding.explanation),
      advice: once(finding.advice),
      sightings: [...others].sort(),
    },
    state,
    foundAt,
    verdicts: (JSON.parse(verdicts) as StoredVerdict[]).map(
      ({ dismissal, addressee, ...verdict }) => ({
        findingId: finding.id,
        ...verdict,
        ...(dismissal === '' ? {} : { dismissal }),
        ...(addressee === '' ? {} : { addressee }),
      }),
    ),
  };
}

function daysRead(access: Access, caseId: string): Promise<DayRead[]> {
  return access.read(async (session) => {
    const { key } = await caseRow(session, caseId);
    const rows = await session.values<[string, 'email' | 'letter', number]>(sql`
      SELECT substr(body ->> '$.sentAt', 1, 10), body ->> '$.medium', count(*)
      FROM documents WHERE case_key = ${key} GROUP BY 1, 2 ORDER BY 1, 2`);
    return rows.map(([day, medium, count]) => ({ day, medium, count }));
  });
}

function defectsByDay(access: Access, caseId: string): ReturnType<ReportReads['defectsByDay']> {
  return access.read(async (session) => {
    const { key } = await caseRow(session, caseId);
    const rows = await session.values<[string, string, number]>(sql`
      SELECT substr(d.body ->> '$.sentAt', 1, 10), defect.value ->> 'code',
        count(DISTINCT d.key)
      FROM documents AS d, json_each(d.body, '$.defects') AS defect
      WHERE d.case_key = ${key} AND d.defects > 0 GROUP BY 1, 2 ORDER BY 1, 2`);
    return rows.map(([day, code, count]) => ({ day, code, count }));
  });
}

function namesSeen(access: Access, caseId: string): Promise<{ name: string; address: string }[]> {
  return access.read(async (session) => {
    const { key } = await caseRow(session, caseId);
    const rows = await session.values<[string, string]>(sql`
      SELECT DISTINCT body ->> '$.fromName', body ->> '$.from'
      FROM documents WHERE case_key = ${key} ORDER BY 1, 2`);
    return rows.map(([name, address]) => ({ name, address }));
  });
}
