import { userInfo } from 'node:os';
import { readConfig } from '../config.js';
import { UsageError } from '../model/errors.js';
import type { Span } from '../model/report.js';
import { EMPTY_ROSTER, parseRoster, type Roster } from '../people/roster.js';
import { gatherReport, type ReportRequest } from '../pipeline/report/gather.js';
import { lastSpan, readSpan } from '../pipeline/report/period.js';
import { report } from '../pipeline/report/report.js';
import { version } from '../pipeline/version.js';
import { openWorkspace } from '../pipeline/workspace.js';
import { plainText } from '../report/plain-text.js';
import type { Taken } from '../report/redact/labels.js';
import { plural, spanTitle } from '../report/words.js';
import type { Store } from '../store/store.js';
import { readRosterFile } from './read-roster.js';
import type { ReportFlags } from './report-command.js';

/** `probity report` */
export async function runReport(flags: ReportFlags): Promise<void> {
  const reason = reasonFor(flags);
  const workspace = await openWorkspace(readConfig(flags.dataDir), false);
  try {
    const request = await requestOf(workspace.store, flags);
    if (flags.preview) {
      const { taken } = await gatherReport(workspace.store, { ...request, named: false });
      process.stdout.write(previewOf(taken));
      return;
    }
    const { format, output } = flags;
    const at = new Date().toISOString();
    const made = await report(
      workspace.store,
      { ...request, formats: format, who: userInfo().username, reason },
      output,
      at,
    );
    const found = plural(made.report.rows.length, 'finding');
    process.stderr.write(`${found} from ${spanTitle(request.period)}.\n`);
    process.stdout.write(made.files.map((path) => `${path}\n`).join(''));
  } finally {
    await workspace.close();
  }
}

/** Whoever sees names says why. */
export function reasonFor({ names, reason = '' }: ReportFlags): string {
  if (names && reason.trim() === '') {
    throw new UsageError(
      'With --names, say why people are named: --reason "hearing of 4 May"; it goes into the audit log.',
    );
  }
  return reason.trim();
}

/** What the flags ask for; the roster is the one given, else that of the last scan. */
export async function requestOf(store: Store, flags: ReportFlags): Promise<ReportRequest> {
  const today = flags.date ?? new Date().toISOString().slice(0, 10);
  readSpan(today, today);
  return {
    period: spanOf(flags, today),
    madeOn: today,
    council: flags.council,
    cases: flags.case,
    roster: await rosterOf(store, flags),
    named: flags.names === true,
    version: version(),
  };
}

function spanOf({ from, to, last }: ReportFlags, today: string): Span {
  if (last !== undefined) return lastSpan(last, today);
  if (from === undefined || to === undefined) {
    throw new UsageError(
      'Say which period: --from 2026-07-01 --to 2026-09-30, or --last month, quarter or year.',
    );
  }
  return readSpan(from, to);
}

/** The roster given, else that of the last scan; without one, roles and names are inferred. */
async function rosterOf(store: Store, flags: ReportFlags): Promise<Roster> {
  if (flags.roster !== undefined) {
    return parseRoster(await readRosterFile(flags.roster), flags.roster);
  }
  const path = await lastRoster(store);
  try {
    if (path !== '') return parseRoster(await readRosterFile(path), path);
  } catch {
    // It was moved since: said below.
  }
  const why = path === '' ? 'The scans were given no roster' : `The roster ${path} is gone`;
  process.stderr.write(`${why}: names are known only from mail; give --roster.\n`);
  return EMPTY_ROSTER;
}

async function lastRoster(store: Store): Promise<string> {
  const all = await store.oversight.cases();
  const scans = (await Promise.all(all.map(({ id }) => store.scans(id)))).flat();
  const withRoster = scans.filter(({ settings }) => settings.roster !== '');
  withRoster.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1));
  return withRoster.at(-1)?.settings.roster ?? '';
}

const previewOf = (taken: readonly Taken[]): string =>
  taken.map(({ label, words }) => `${label}: ${words.map(plainText).join(' | ')}\n`).join('');
