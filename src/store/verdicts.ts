import { and, asc, eq } from 'drizzle-orm';
import { UsageError } from '../model/errors.js';
import type { Dismissal, Verdict } from '../model/finding.js';
import type { Access } from './access.js';
import { appendAudit } from './audit.js';
import type { Session } from './connection.js';
import { cases, findings, verdicts } from './schema.js';

interface Holder {
  readonly findingKey: number;
  readonly caseId: string;
}

/** See `Store.addVerdict`. The reason stays out of the audit log: it may quote, and outlive a purge. */
export function addVerdict(
  access: Access,
  verdict: Verdict,
  caseId: string | undefined,
): Promise<void> {
  return access.write(async (tx) => {
    const { findingId, decision, reason, reviewer, at, dismissal = '', addressee = '' } = verdict;
    const holder = onlyHolder(await holders(tx, findingId, caseId), findingId);
    await tx.insert(verdicts).values({
      findingKey: holder.findingKey,
      decision,
      reason,
      reviewer,
      at,
      dismissal,
      addressee,
    });
    const detail = `case ${holder.caseId}, finding ${findingId}: ${decision}`;
    await appendAudit(tx, { at, who: reviewer, action: 'verdict', detail });
  });
}

export const verdictsOn = (
  access: Access,
  findingId: string,
  caseId: string | undefined,
): Promise<Verdict[]> => access.read((session) => verdictsIn(session, findingId, caseId));

/** Oldest first. */
export async function verdictsIn(
  session: Session,
  findingId: string,
  caseId: string | undefined,
): Promise<Verdict[]> {
  const { decision, reason, reviewer, at, dismissal, addressee } = verdicts;
  const rows = await session
    .select({ findingId: findings.id, decision, reason, reviewer, at, dismissal, addressee })
    .from(verdicts)
    .innerJoin(findings, eq(findings.key, verdicts.findingKey))
    .innerJoin(cases, eq(cases.key, findings.caseKey))
    .where(and(eq(findings.id, findingId), inCase(caseId)))
    .orderBy(asc(verdicts.seq));
  return rows.map(verdictOf);
}

type VerdictRow = Omit<Verdict, 'dismissal' | 'addressee'> & {
  readonly dismissal: Dismissal | '';
  readonly addressee: string;
};

const verdictOf = ({ dismissal, addressee, ...verdict }: VerdictRow): Verdict => ({
  ...verdict,
  ...(dismissal === '' ? {} : { dismissal }),
  ...(addressee === '' ? {} : { addressee }),
});

const inCase = (caseId: string | undefined) =>
  caseId === undefined ? undefined : eq(cases.id, caseId);

const holders = (
  session: Session,
  findingId: string,
  caseId: string | undefined,
): Promise<Holder[]> =>
  session
    .select({ findingKey: findings.key, caseId: cases.id })
    .from(findings)
    .innerJoin(cases, eq(cases.key, findings.caseKey))
    .where(and(eq(findings.id, findingId), inCase(caseId)));

function onlyHolder(found: readonly Holder[], findingId: string): Holder {
  const [holder, another] = found;
  if (holder === undefined) throw new UsageError(`There is no finding with the id ${findingId}.`);
  if (another !== undefined) {
    throw new UsageError(`The finding ${findingId} is in several cases: say which one is meant.`);
  }
  return holder;
}
