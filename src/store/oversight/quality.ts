import { asc, eq, type SQL, sql } from 'drizzle-orm';
import { UsageError } from '../../model/errors.js';
import type { Access } from '../access.js';
import { appendAudit } from '../audit.js';
import { caseRow } from '../cases.js';
import type { Session } from '../connection.js';
import { sampleDocuments, sampleJudgements, samples } from '../schema.js';
import type { Judgement, Pairing, Sample, SampledDocument } from './store.js';

/** Messages of a case in which nothing that still fires was found. */
const unflagged = (caseKey: number): SQL => sql`documents AS d WHERE d.case_key = ${caseKey}
  AND NOT EXISTS (SELECT 1 FROM sightings AS s WHERE s.document_key = d.key AND NOT s.lapsed)`;

export const drawSample = (
  access: Access,
  caseId: string,
  size: number,
  who: string,
  at: string,
): Promise<number> =>
  access.write(async (tx) => {
    const { key: caseKey } = await caseRow(tx, caseId);
    const [count] = await tx.values<[number]>(sql`SELECT count(*) FROM ${unflagged(caseKey)}`);
    if (count![0] === 0) {
      throw new UsageError('This case has no unflagged messages; scan something first.');
    }
    const { key } = await tx
      .insert(samples)
      .values({ caseKey, unflagged: count![0], who, at })
      .returning({ key: samples.key })
      .get();
    await tx.run(sql`
      INSERT INTO sample_documents (sample_key, place, document_key)
      SELECT ${key}, row_number() OVER (), drawn.key FROM (
        SELECT d.key FROM ${unflagged(caseKey)} ORDER BY random() LIMIT ${size}) AS drawn`);
    const detail = `case ${caseId}: ${Math.min(size, count![0])} of ${count![0]} unflagged messages`;
    await appendAudit(tx, { at, who, action: 'sample-drawn', detail });
    return key;
  });

async function samplesWhere(session: Session, where: SQL): Promise<Sample[]> {
  const rows = await session.values<
    [number, string, string, number, number, number, number, string, string]
  >(sql`
    SELECT s.key, c.id, c.name, s.unflagged,
      (SELECT count(*) FROM sample_documents WHERE sample_key = s.key),
      (SELECT count(DISTINCT place) FROM sample_judgements WHERE sample_key = s.key),
      (SELECT count(DISTINCT place) FROM sample_judgements WHERE sample_key = s.key AND missed),
      s.who, s.at
    FROM samples AS s JOIN cases AS c ON c.key = s.case_key WHERE ${where} ORDER BY s.key DESC`);
  return rows.map(([key, caseId, caseName, of, size, read, missed, who, at]) => {
    return { key, caseId, caseName, unflagged: of, size, read, missed, who, at };
  });
}

export const samplesOf = (access: Access): Promise<Sample[]> =>
  access.read((session) => samplesWhere(session, sql`true`));

export const sampleOf = (access: Access, key: number): Promise<Sample> =>
  access.read(async (session) => {
    const [sample] = await samplesWhere(session, sql`s.key = ${key}`);
    if (sample === undefined) throw new UsageError(`There is no sample ${key}.`);
    return sample;
  });

export const sampledDocuments = (access: Access, key: number): Promise<SampledDocument[]> =>
  access.read(async (session) => {
    const rows = await session.values<[number, string, string, string, string]>(sql`
      SELECT m.place, d.id, d.path, d.body ->> '$.subject', d.body ->> '$.sentAt'
      FROM sample_documents AS m JOIN documents AS d ON d.key = m.document_key
      WHERE m.sample_key = ${key} ORDER BY m.place`);
    const judged = await session
      .select()
      .from(sampleJudgements)
      .where(eq(sampleJudgements.sampleKey, key))
      .orderBy(asc(sampleJudgements.place), asc(sampleJudgements.at));
    return rows.map(([place, documentId, path, subject, sentAt]) => ({
      place,
      documentId,
      path,
      subject,
      sentAt,
      judgements: judged
        .filter((it) => it.place === place)
        .map(({ reviewer, missed, category, note, at }) => {
          return { reviewer, missed, category, note, at };
        }),
    }));
  });

/** A reviewer who judges again replaces what they said before; the audit log has both. */
export const judge = (
  access: Access,
  key: number,
  place: number,
  judgement: Judgement,
): Promise<void> =>
  access.write(async (tx) => {
    const drawn = await tx
      .select()
      .from(sampleDocuments)
      .where(sql`sample_key = ${key} AND place = ${place}`)
      .get();
    if (drawn === undefined) throw new UsageError(`Sample ${key} has no message ${place}.`);
    const { reviewer, ...said } = judgement;
    await tx
      .insert(sampleJudgements)
      .values({ sampleKey: key, place, reviewer, ...said })
      .onConflictDoUpdate({
        target: [sampleJudgements.sampleKey, sampleJudgements.place, sampleJudgements.reviewer],
        set: said,
      });
    const what = judgement.missed ? `missed, ${judgement.category}` : 'nothing missed';
    const detail = `sample ${key}, message ${place}: ${what}`;
    await appendAudit(tx, { at: judgement.at, who: reviewer, action: 'sample-judged', detail });
  });

/** Pairs of reviewers on one thing; three reviewers make three pairs. `said` is 1 or 0. */
async function pairing(session: Session, said: SQL): Promise<Pairing> {
  const [row] = await session.values<[number, number, number]>(sql`
    WITH said (thing, reviewer, yes) AS (${said})
    SELECT coalesce(sum(a.yes AND b.yes), 0), coalesce(sum(NOT a.yes AND NOT b.yes), 0),
      coalesce(sum(a.yes <> b.yes), 0)
    FROM said AS a JOIN said AS b ON b.thing = a.thing AND b.reviewer > a.reviewer`);
  const [bothYes, bothNo, differ] = row!;
  return { bothYes, bothNo, differ };
}

/** Of each reviewer the last decision that confirms or dismisses. */
const DECISIONS = sql`SELECT finding_key, reviewer, decision = 'confirm' FROM verdicts
  WHERE seq IN (SELECT max(seq) FROM verdicts WHERE decision IN ('confirm', 'dismiss')
    GROUP BY finding_key, reviewer)`;
const READINGS = sql`SELECT sample_key || '.' || place, reviewer, missed FROM sample_judgements`;

export const agreement = (
  access: Access,
): Promise<{ readonly samples: Pairing; readonly findings: Pairing }> =>
  access.read(async (session) => ({
    samples: await pairing(session, READINGS),
    findings: await pairing(session, DECISIONS),
  }));
