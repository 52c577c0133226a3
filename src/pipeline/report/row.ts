import type { Verdict } from '../../model/finding.js';
import type { ReportRow } from '../../model/report.js';
import type { StoredRow } from '../../store/reporting/reads.js';

const CONCLUDED = ['confirmed', 'dismissed'];

/** The last verdict that concluded a finding which is concluded now. */
function conclusion({ state, verdicts }: StoredRow): Verdict | undefined {
  if (!CONCLUDED.includes(state)) return undefined;
  return verdicts.findLast(({ decision }) => decision === 'confirm' || decision === 'dismiss');
}

/** A stored finding as a row without its number. The day is the sender's own, else that of finding. */
export function rowOf(stored: StoredRow, caseName: string): Omit<ReportRow, 'reference'> {
  const { finding, state, foundAt } = stored;
  const sent = finding.document.sentAt.slice(0, 10);
  const last = conclusion(stored);
  return {
    caseName,
    day: sent === '' ? foundAt.slice(0, 10) : sent,
    undated: sent === '',
    foundAt,
    state,
    concludedAt: last?.at ?? '',
    dismissal: last?.dismissal ?? '',
    finding,
  };
}

/** By day, then as it stands in its source: the same findings always have the same numbers. */
export function compareRows(
  a: Omit<ReportRow, 'reference'>,
  b: Omit<ReportRow, 'reference'>,
): number {
  return (
    compare(a.day, b.day) ||
    compare(a.finding.document.path, b.finding.document.path) ||
    (a.finding.evidence[0]?.start ?? 0) - (b.finding.evidence[0]?.start ?? 0) ||
    compare(a.finding.id, b.finding.id)
  );
}

/** By code units: `localeCompare` depends on the machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
