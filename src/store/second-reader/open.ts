import { sql } from 'drizzle-orm';
import type { Finding } from '../../model/finding.js';
import { type Exchange, type Outcome, opinionSchema } from '../../model/second-reader.js';
import type { Access } from '../access.js';
import { caseRow } from '../cases.js';
import type { Session } from '../connection.js';
import { PAGE_ROWS, paged } from '../paging.js';
import { scanRow } from '../scans.js';
import { settle } from '../sightings.js';
import type { SecondReaderStore } from './store.js';

/** See `SecondReaderStore`. */
export function secondReaderOn(access: Access): SecondReaderStore {
  return {
    undecided: (scanId, limit) => access.read((session) => undecided(session, scanId, limit)),
    unflagged: (scanId, limit) => access.read((session) => unflagged(session, scanId, limit)),
    sending: (question) =>
      access.write(async (tx) => {
        const { scanId, documentId, findingId, at, server, model, sent } = question;
        const { key: scanKey, caseKey } = await scanRow(tx, scanId);
        const [row] = await tx.values<[number]>(sql`
          INSERT INTO second_opinions (case_key, scan_key, document_key, finding_key, at, server,
            model, sent, outcome)
          SELECT ${caseKey}, ${scanKey}, key,
            coalesce((SELECT key FROM findings WHERE case_key = ${caseKey} AND id = ${findingId}), 0),
            ${at}, ${server}, ${model}, ${sent}, 'sent'
          FROM documents WHERE case_key = ${caseKey} AND id = ${documentId} RETURNING seq`);
        if (row === undefined) throw new Error(`no document ${documentId} to ask about`);
        return row[0];
      }),
    ended: (seq, outcome, opinion) =>
      access.write(async (tx) => {
        const said = opinion === null ? null : JSON.stringify(opinion);
        await tx.run(sql`UPDATE second_opinions SET outcome = ${outcome}, opinion = ${said}
          WHERE seq = ${seq}`);
      }),
    apply: (caseId, change) => access.write((tx) => apply(tx, caseId, change)),
    exchanges: () => exchanges(access),
  };
}

/** The leading sighting, as it is shown. */
const LEADING = sql`findings AS f JOIN sightings AS s
  ON s.finding_key = f.key AND s.document_key = f.document_key`;

async function undecided(session: Session, scanId: string, limit: number): Promise<Finding[]> {
  const scan = await scanRow(session, scanId);
  const rows = await session.values<[string]>(sql`
    SELECT s.body FROM ${LEADING}
    JOIN scan_documents AS m ON m.scan_key = ${scan.key} AND m.document_key = f.document_key
    WHERE f.case_key = ${scan.caseKey} AND NOT f.lapsed
      AND s.body ->> '$.layer' IN ('language', 'learned')
      AND NOT EXISTS (SELECT 1 FROM verdicts WHERE finding_key = f.key AND decision <> 'note')
      AND NOT EXISTS (SELECT 1 FROM second_opinions
        WHERE finding_key = f.key AND outcome = 'answered')
    ORDER BY abs(f.confidence - 0.5), f.severity DESC, f.id LIMIT ${limit}`);
  return rows.map(([body]) => JSON.parse(body) as Finding);
}

async function unflagged(session: Session, scanId: string, limit: number): Promise<string[]> {
  const scan = await scanRow(session, scanId);
  const rows = await session.values<[string]>(sql`
    SELECT d.id FROM scan_documents AS m JOIN documents AS d ON d.key = m.document_key
    WHERE m.scan_key = ${scan.key}
      AND NOT EXISTS (SELECT 1 FROM sightings AS s WHERE s.document_key = d.key AND NOT s.lapsed)
      AND NOT EXISTS (SELECT 1 FROM second_opinions
        WHERE document_key = d.key AND finding_key = 0 AND outcome = 'answered')
    ORDER BY random() LIMIT ${limit}`);
  return rows.map(([id]) => id);
}

/** All sightings of a finding alike: whichever leads later must show the same. */
async function apply(
  tx: Session,
  caseId: string,
  change: Parameters<SecondReaderStore['apply']>[1],
): Promise<number> {
  const { key: caseKey } = await caseRow(tx, caseId);
  const rows = await tx.values<[number, number, string, string, string]>(sql`
    SELECT s.finding_key, s.document_key, s.body, o.opinion, o.model
    FROM second_opinions AS o JOIN sightings AS s ON s.finding_key = o.finding_key
    WHERE o.case_key = ${caseKey} AND o.outcome = 'answered'
      AND o.seq = (SELECT max(seq) FROM second_opinions
        WHERE finding_key = o.finding_key AND outcome = 'answered')`);
  const changed = new Set<number>();
  for (const [findingKey, documentKey, body, opinion, model] of rows) {
    const before = JSON.parse(body) as Finding;
    const after = change(before, { opinion: opinionSchema.parse(JSON.parse(opinion)), model });
    const { confidence, because } = after;
    if (confidence === before.confidence && because.length === before.because.length) continue;
    await tx.run(sql`
      UPDATE sightings SET body = json_set(body, '$.confidence', ${confidence},
        '$.because', json(${JSON.stringify(because)}))
      WHERE finding_key = ${findingKey} AND document_key = ${documentKey}`);
    changed.add(findingKey);
  }
  await settle(tx, [...changed]);
  return changed.size;
}

type Row = [number, string, string, string, string, string, string, string, string, string, string];

async function* exchanges(access: Access): AsyncGenerator<Exchange> {
  const rows = paged<Row>(access, (session, last) =>
    session.values<Row>(sql`
      SELECT o.seq, c.id, n.id, o.at, o.server, o.model, d.id, coalesce(f.id, ''), o.sent,
        o.outcome, coalesce(o.opinion, '')
      FROM second_opinions AS o
      JOIN cases AS c ON c.key = o.case_key JOIN scans AS n ON n.key = o.scan_key
      JOIN documents AS d ON d.key = o.document_key LEFT JOIN findings AS f ON f.key = o.finding_key
      WHERE o.seq > ${last?.[0] ?? 0} ORDER BY o.seq LIMIT ${PAGE_ROWS}`),
  );
  for await (const row of rows) {
    const [, caseId, scanId, at, server, model, documentId, findingId, sent, outcome, said] = row;
    const opinion = said === '' ? null : opinionSchema.parse(JSON.parse(said));
    yield {
      caseId,
      scanId,
      at,
      server,
      model,
      documentId,
      findingId,
      sent,
      outcome: outcome as Outcome,
      opinion,
    };
  }
}
