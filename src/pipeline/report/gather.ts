import { UsageError } from '../../model/errors.js';
import type { Report, ReportRow, ReportSummary, Span } from '../../model/report.js';
import type { Roster } from '../../people/roster.js';
import type { Taken } from '../../report/redact/labels.js';
import { indexNames } from '../../report/redact/name-words.js';
import { createRedactor, type Redactor } from '../../report/redact/redactor.js';
import type { CaseOverview } from '../../store/oversight/store.js';
import type { Store } from '../../store/store.js';
import { createCounter } from './counts.js';
import { createEnds, endsBy } from './people.js';
import { earlierSpan, isWithin } from './period.js';
import { readingOf } from './reading.js';
import { redactRows } from './redact-rows.js';
import { compareRows, rowOf } from './row.js';
import { missRateOf, precisionOf, reviewTimes } from './sureness.js';
import { teamOf } from './teams.js';
import { tiesOf } from './ties.js';

export interface ReportRequest {
  readonly period: Span;
  /** The day that counts as today, ISO. */
  readonly madeOn: string;
  readonly council: string;
  /** Names of cases; empty for all. */
  readonly cases: readonly string[];
  readonly roster: Roster;
  /** True shows people by name; otherwise whatever names or finds them is replaced by labels. */
  readonly named: boolean;
  /** Version of Probity. */
  readonly version: string;
}

export interface Gathered {
  readonly report: Report;
  /** What was replaced, for the preview; empty when people are named. */
  readonly taken: readonly Taken[];
  /** For further texts of the same matter; leaves them as they are where people are named. */
  readonly redact: (text: string) => string;
}

/**
 * Reads a period and the one before it from the store and reckons what a report says. Rows of the
 * earlier period are counted and let go.
 *
 * @throws UsageError for a case that is not there
 */
export async function gatherReport(store: Store, request: ReportRequest): Promise<Gathered> {
  const { period, madeOn, roster } = request;
  const earlier = earlierSpan(period);
  const cases = await chosenCases(store, request.cases);
  const counter = createCounter(period, earlier);
  const rows = await readRows(store, cases, { period, earlier }, counter.add);
  const people = createEnds(roster);
  const redactor = request.named ? undefined : await redactorFor(store, cases, roster);
  const reading = await readingOf(store, cases, period, earlier);
  const summary: ReportSummary = {
    title: 'Member/officer protocol: findings report',
    council: request.council,
    period,
    earlier,
    madeOn,
    probity: request.version,
    cases: cases.map(({ name, purpose, authorisedBy }) => ({ name, purpose, authorisedBy })),
    named: request.named,
    reading,
    counts: counter.counts(),
    reviewTimes: reviewTimes(rows, madeOn),
    precision: precisionOf(rows),
    missRate: await missRateOf(store, cases),
    people: tiesOf(
      rows,
      period,
      endsBy(people, (it) => personName(it.name, it.key, redactor)),
    ),
    teams: tiesOf(
      rows,
      period,
      endsBy(people, (it) => teamName(teamOf(it), redactor)),
    ),
  };
  if (redactor !== undefined) redactRows(rows, redactor);
  const safe = redactor === undefined ? summary : redactSummary(summary, redactor);
  return {
    report: { summary: safe, rows },
    taken: redactor?.taken() ?? [],
    redact: (text) => redactor?.text(text) ?? text,
  };
}

async function chosenCases(store: Store, names: readonly string[]): Promise<CaseOverview[]> {
  const all = await store.oversight.cases();
  const missing = names.find((name) => all.every((known) => known.name !== name));
  if (missing !== undefined) {
    const known = all.map(({ name }) => `"${name}"`).join(', ') || 'none yet';
    throw new UsageError(`There is no case "${missing}"; the cases are: ${known}.`);
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name));
}

interface Spans {
  readonly period: Span;
  readonly earlier: Span;
}

/** Rows of the period, numbered; the same finding in two cases is one. */
async function readRows(
  store: Store,
  cases: readonly CaseOverview[],
  { period, earlier }: Spans,
  count: (row: Omit<ReportRow, 'reference'>) => void,
): Promise<ReportRow[]> {
  const rows: Omit<ReportRow, 'reference'>[] = [];
  const seen = new Set<string>();
  for (const { id, name } of cases) {
    for await (const stored of store.reporting.rows(id, earlier.from, period.to)) {
      const row = rowOf(stored, name);
      if (seen.has(row.finding.id)) continue;
      seen.add(row.finding.id);
      const isNow = isWithin(period, row.day);
      if (!isNow && !isWithin(earlier, row.day)) continue;
      count(row);
      if (isNow) rows.push(row);
    }
  }
  return rows.sort(compareRows).map((row, place) => ({ reference: `F${place + 1}`, ...row }));
}

async function redactorFor(
  store: Store,
  cases: readonly CaseOverview[],
  roster: Roster,
): Promise<Redactor> {
  const seen = await Promise.all(cases.map(({ id }) => store.reporting.namesSeen(id)));
  return createRedactor(indexNames(roster, seen.flat()));
}

const personName = (name: string, key: string, redactor: Redactor | undefined): string =>
  redactor === undefined ? name : redactor.person(key.includes('@') ? key : name);

function teamName(team: string, redactor: Redactor | undefined): string {
  if (redactor === undefined || team === 'Outside the council') return team;
  return redactor.whole('Team', team);
}

function redactSummary(summary: ReportSummary, redactor: Redactor): ReportSummary {
  const { cases, reading } = summary;
  return {
    ...summary,
    cases: cases.map(({ name, purpose }) => ({
      name: redactor.whole('case', name),
      purpose: redactor.text(purpose),
      authorisedBy: '',
    })),
    reading: {
      ...reading,
      sources: reading.sources.map((source) => redactor.whole('source', source)),
      unread: reading.unread.map(({ path, reason }) => ({
        path: redactor.whole('document', path),
        reason: redactor.text(reason),
      })),
    },
  };
}
