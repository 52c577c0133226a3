import { eq, sql } from 'drizzle-orm';
import type { ScanSettings } from '../../model/case.js';
import { UsageError } from '../../model/errors.js';
import type { DocumentRef } from '../../model/job.js';
import type { Access } from '../access.js';
import { appendAudit } from '../audit.js';
import { caseRow } from '../cases.js';
import type { Session } from '../connection.js';
import { scanRow } from '../scans.js';
import { scans, setAside } from '../schema.js';
import type { Failure, Pulse, ScanState } from './store.js';

type StateRow = [
  id: string,
  caseId: string,
  caseName: string,
  settings: string,
  state: ScanState['state'],
  startedAt: string,
  finishedAt: string,
  intakeDone: number,
  recorded: number,
  open: number,
  failed: number,
  unread: number,
  newFindings: number,
  excluded: number,
  bytes: number,
  bytesRead: number,
  pulseAt: string,
];

/** Newest first. */
async function statesOf(session: Session, where: ReturnType<typeof sql>): Promise<ScanState[]> {
  const rows = await session.values<StateRow>(sql`
    SELECT s.id, c.id, c.name, s.settings, s.state, s.started_at, s.finished_at, s.intake_done,
      s.recorded,
      (SELECT coalesce(sum(messages), 0) FROM batches WHERE scan_key = s.key),
      (SELECT coalesce(sum(messages), 0) FROM batches WHERE scan_key = s.key AND state = 'failed'),
      (SELECT count(*) FROM unread_sources WHERE scan_key = s.key),
      s.new_findings, s.excluded, s.bytes,
      coalesce((SELECT counts ->> '$.bytesRead' FROM intakes WHERE scan_key = s.key), 0), s.pulse_at
    FROM scans AS s JOIN cases AS c ON c.key = s.case_key
    WHERE ${where} ORDER BY s.started_at DESC, s.key DESC`);
  return rows.map(stateOf);
}

function stateOf(row: StateRow): ScanState {
  const [id, caseId, caseName, settings, state, startedAt, finishedAt, intakeDone, ...counts] = row;
  const [recorded, open, failedMessages, unreadSources, newFindings, ...rest] = counts;
  const [excluded, bytes, bytesRead, pulseAt] = rest;
  return {
    id,
    caseId,
    caseName,
    settings: JSON.parse(settings) as ScanSettings,
    state,
    startedAt,
    finishedAt,
    intakeDone: intakeDone === 1,
    recorded,
    messages: recorded + excluded + open,
    failedMessages,
    unreadSources,
    newFindings,
    excluded,
    bytes,
    bytesRead,
    pulseAt,
  };
}

export const scanStates = (access: Access, caseId?: string): Promise<ScanState[]> =>
  access.read(async (session) => {
    if (caseId === undefined) return statesOf(session, sql`true`);
    const { key } = await caseRow(session, caseId);
    return statesOf(session, sql`s.case_key = ${key}`);
  });

export const scanState = (access: Access, scanId: string): Promise<ScanState> =>
  access.read(async (session) => {
    const [state] = await statesOf(session, sql`s.id = ${scanId}`);
    if (state === undefined) throw new UsageError(`There is no scan with the id ${scanId}.`);
    return state;
  });

export const pulse = (access: Access, scanId: string, { at, bytes }: Pulse) =>
  access.write(async (tx) => {
    await tx.update(scans).set({ pulseAt: at, bytes }).where(eq(scans.id, scanId));
  });

type FailureRow = [
  what: string,
  name: string,
  reason: string,
  messages: number,
  aside: string | null,
  who: string | null,
  at: string | null,
];

/** A document that was given up wholly has the defect `unreadable`; one read as raw text `reader-…`. */
const failureRows = (scanKey: number) => sql`(
  SELECT 'source:' || path AS what, path AS name, reason, 0 AS messages
  FROM unread_sources WHERE scan_key = ${scanKey}
  UNION ALL
  SELECT 'batch:' || batch, refs, reason, messages
  FROM batches WHERE scan_key = ${scanKey} AND state = 'failed'
  UNION ALL
  SELECT 'document:' || d.id, d.path || CASE WHEN d.ordinal > 0
      THEN ', message ' || (d.ordinal + 1) ELSE '' END, defect.value ->> 'message', 1
  FROM scan_documents AS m JOIN documents AS d ON d.key = m.document_key AND d.defects > 0
  JOIN json_each(d.body, '$.defects') AS defect
  WHERE m.scan_key = ${scanKey}
    AND (defect.value ->> 'code' = 'unreadable' OR defect.value ->> 'code' LIKE 'reader-%'))`;

export const failuresOf = (
  access: Access,
  scanId: string,
  limit: number,
): Promise<{ failures: Failure[]; total: number }> =>
  access.read(async (session) => {
    const { key } = await scanRow(session, scanId);
    const rows = await session.values<FailureRow>(sql`
      SELECT f.what, f.name, f.reason, f.messages, a.reason, a.who, a.at
      FROM ${failureRows(key)} AS f
      LEFT JOIN set_aside AS a ON a.scan_key = ${key} AND a.what = f.what
      ORDER BY a.at IS NOT NULL, f.what LIMIT ${limit}`);
    const [count] = await session.values<[number]>(
      sql`SELECT count(*) FROM ${failureRows(key)} AS f`,
    );
    return { failures: rows.map(failureOf), total: count![0] };
  });

function failureOf([what, name, reason, messages, aside, who, at]: FailureRow): Failure {
  return {
    what,
    name: what.startsWith('batch:') ? batchName(JSON.parse(name) as DocumentRef[]) : name,
    reason,
    messages,
    setAside: aside === null ? null : { reason: aside, who: who!, at: at! },
  };
}

/** `100 messages, from inbox.mbox to letters/reply.docx` */
function batchName(refs: readonly DocumentRef[]): string {
  const paths = [...new Set(refs.map(({ path }) => path))];
  const messages = `${refs.length} message${refs.length === 1 ? '' : 's'}`;
  const [first = '', last = first] = [paths.at(0), paths.at(-1)];
  return first === last ? `${messages} of ${first}` : `${messages}, from ${first} to ${last}`;
}

export const setFailureAside = (
  access: Access,
  scanId: string,
  what: string,
  reason: string,
  who: string,
  at: string,
): Promise<void> =>
  access.write(async (tx) => {
    const scan = await scanRow(tx, scanId);
    const [there] = await tx.values<[number]>(
      sql`SELECT 1 FROM ${failureRows(scan.key)} AS f WHERE f.what = ${what}`,
    );
    if (there === undefined) throw new UsageError('This was read after all; nothing to set aside.');
    await tx
      .insert(setAside)
      .values({ scanKey: scan.key, what, reason, who, at })
      .onConflictDoUpdate({
        target: [setAside.scanKey, setAside.what],
        set: { reason, who, at },
      });
    // A path may name people, and the audit log outlives a purge.
    const detail = `scan ${scanId}: ${what.split(':')[0]} set aside`;
    await appendAudit(tx, { at, who, action: 'failure-set-aside', detail });
  });
