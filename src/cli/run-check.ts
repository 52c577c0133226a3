import { buffer } from 'node:stream/consumers';
import type { CheckReport } from '../model/check.js';
import { UsageError } from '../model/errors.js';
import { type Found, findDrafts, suppressionsBeside } from '../pipeline/check/drafts.js';
import { type Checker, createChecker, isReport } from '../pipeline/check.js';
import { reasonOf } from '../pipeline/sources.js';
import type { CheckFlags } from './check-command.js';
import { printReports } from './print-check.js';
import { readRosterFile } from './read-roster.js';
import { EXIT } from './run.js';

/** What the checks came to. */
interface Outcome {
  readonly reports: CheckReport[];
  readonly unread: { readonly path: string; readonly reason: string }[];
}

/** `probity check FILE…` */
export async function runCheck(paths: readonly string[], flags: CheckFlags): Promise<void> {
  if (flags.listSuppressions) {
    const { listSuppressions } = await import('./list-suppressions.js');
    return listSuppressions(paths, today());
  }
  const checker = await checkerFor(flags);
  const { reports, unread } = await checkAll(paths, flags, checker);
  await printReports(reports, flags);
  for (const { path, reason } of unread) process.stderr.write(`${path} ${reason}.\n`);
  if (reports.length === 0 && unread.length === 0) {
    process.stderr.write('There is no draft in what was given.\n');
  }
  process.exitCode = exitCodeOf(reports, unread.length, flags.failOn);
}

async function checkerFor(flags: CheckFlags): Promise<Checker> {
  const { roster: path = '' } = flags;
  return createChecker({
    roster: { path, text: path === '' ? '' : await readRosterFile(path) },
    protocol: flags.protocol,
    lists: flags.lists === undefined ? new Map() : await listsOf(flags.lists),
    minConfidence: flags.minConfidence,
  });
}

async function listsOf(path: string) {
  const { readFile } = await import('node:fs/promises');
  const { readLists } = await import('../pipeline/check/lists.js');
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`The file of lists ${path} ${reasonOf(error)}.`);
  });
  return readLists(path, text);
}

async function checkAll(
  paths: readonly string[],
  flags: CheckFlags,
  checker: Checker,
): Promise<Outcome> {
  const beside = suppressionsBeside();
  const outcome: Outcome = { reports: [], unread: [] };
  for await (const found of drafts(paths)) {
    if (!('bytes' in found)) {
      outcome.unread.push(found);
      continue;
    }
    const { path, bytes } = found;
    const checked = await checker.check({
      path,
      bytes,
      author: flags.as ?? '',
      audience: flags.to,
      suppressions: path === STDIN ? [] : await beside(path),
      today: today(),
    });
    if (!isReport(checked)) outcome.unread.push(checked);
    else {
      outcome.reports.push(checked);
      if (flags.fix) await (await import('./write-fixed.js')).writeFixed(path, bytes, checked);
    }
  }
  return outcome;
}

/** What standard input is called where a path would stand. */
const STDIN = 'stdin';

async function* drafts(paths: readonly string[]): AsyncGenerator<Found> {
  for (const path of paths) {
    if (path === '-') yield { path: STDIN, bytes: await buffer(process.stdin) };
    else yield* findDrafts([path]);
  }
}

/** Suppressions run out by the writer's own calendar. */
function today(): string {
  const now = new Date();
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const WEIGHT = { low: 0, medium: 1, high: 2 } as const;

/** What could not be read may hold anything: that is told before what was found. */
function exitCodeOf(
  reports: readonly CheckReport[],
  unread: number,
  failOn: CheckFlags['failOn'],
): number {
  if (unread > 0) return EXIT.unread;
  const fails = reports.some((report) =>
    report.findings.some((finding) => WEIGHT[finding.severity] >= WEIGHT[failOn]),
  );
  return fails ? EXIT.failed : EXIT.done;
}
