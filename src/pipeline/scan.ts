import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { IntakeCounts, Scan, UnreadSource } from '../model/case.js';
import { UsageError } from '../model/errors.js';
import type { AnalysisContext } from '../model/job.js';
import type { SecondReaderSettings } from '../model/second-reader.js';
import type { JobQueue } from '../queue/job-queue.js';
import type { DefectCount, FailedBatch, Store } from '../store/store.js';
import { type CouncilRules, createAnalysisContext } from './analysis-context.js';
import { readCouncilReader } from './council-reader.js';
import { createEngineContext } from './judging.js';
import { readCatalogue } from './kept-catalogue.js';
import { compileSource } from './load-catalogue.js';
import { type ScanOptions, ScanRun } from './scan-run.js';
import { applyOpinions, readSecond } from './second-reader/second-reader.js';
import { runThreadPass } from './thread-pass.js';
import type { Workspace } from './workspace.js';

/** What is to be scanned, by what, for whom. */
export interface ScanRequest {
  /** Files and folders, relative to the working directory. */
  readonly sources: readonly string[];
  readonly roster: { readonly text: string; readonly path: string };
  readonly protocol: string;
  readonly caseName: string;
  /** Reading children in this process; 0 leaves reading to `probity worker`. */
  readonly jobs: number;
  /** False leaves taking sources in to `probity worker intake`; default true. */
  readonly takesIn?: boolean;
  /** Who is asked for a second opinion; default nobody. */
  readonly secondReader?: SecondReaderSettings | undefined;
}

export interface ScanSummary {
  readonly scanId: string;
  readonly state: 'done' | 'stopped';
  readonly counts: Readonly<IntakeCounts>;
  /** Documents recorded by this scan. */
  readonly recorded: number;
  readonly newFindings: number;
  /** Messages left unread for the case's exclusion list. */
  readonly excluded: number;
  readonly failedBatches: readonly FailedBatch[];
  readonly unread: readonly UnreadSource[];
  readonly defects: readonly DefectCount[];
  /** Milliseconds of CPU by stage, over all processes of this machine's scan. */
  readonly timings: Readonly<Record<string, number>>;
  readonly elapsedMs: number;
}

/**
 * Scans sources from end to end: intake → analysis → review → thread pass, and resolves when
 * everything is recorded, or when the signal is aborted; a later call with the same request goes on
 * from there. The findings are in the store.
 *
 * @throws UsageError, AuthorError before anything is read; EnvironmentError when the queue cannot be used
 */
export async function scan(
  request: ScanRequest,
  workspace: Workspace,
  queue: JobQueue,
  options: ScanOptions,
): Promise<ScanSummary> {
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  await assertSomeSource(request.sources);
  const catalogue = readCatalogue();
  const { store } = workspace;
  const reader = await readCouncilReader(workspace.settings.dataDir, catalogue, options.onNotice);
  const rules = { ...(await rulesOf(request.caseName, store)), reader };
  const context = createAnalysisContext(catalogue, request.roster, request.protocol, rules);
  await queue.ready();
  const begun = await begin(request, context, workspace);
  const run = new ScanRun(
    begun,
    { context, catalogue, jobs: request.jobs, takesIn: request.takesIn ?? true },
    workspace,
    queue,
    options,
  );
  const state = await run.complete();
  let newThreadFindings = 0;
  if (state === 'done') {
    const engine = createEngineContext(compileSource(catalogue), context);
    newThreadFindings = await runThreadPass(store, begun.id, begun.caseId, engine);
    const { secondReader, roster } = request;
    if (secondReader !== undefined) {
      const reading = { scanId: begun.id, caseId: begun.caseId, roster: roster.text, engine };
      await readSecond(reading, secondReader, workspace, options);
    }
    await applyOpinions(workspace, begun.caseId);
  }
  await store.finishScan(begun.id, state);
  const progress = await store.progress(begun.id);
  const { user, system } = process.cpuUsage(cpuBefore);
  const { record = 0 } = run.timings;
  return {
    scanId: begun.id,
    state,
    counts: await store.intake(begun.id),
    recorded: progress.recorded,
    newFindings: progress.newFindings + newThreadFindings,
    excluded: (await store.oversight.scan(begun.id)).excluded,
    failedBatches: progress.failedBatches,
    unread: await store.unread(begun.id),
    defects: await store.defects(begun.id),
    timings: { ...run.timings, 'intake and queue': Math.max((user + system) / 1_000 - record, 0) },
    elapsedMs: performance.now() - started,
  };
}

/** One wrong path among several is an unread source; nothing but wrong paths is a mistyped command. */
async function assertSomeSource(sources: readonly string[]): Promise<void> {
  const found = await Promise.all(
    sources.map((source) =>
      lstat(source).then(
        () => true,
        (error: unknown) => !isMissing(error),
      ),
    ),
  );
  if (found.some(Boolean)) return;
  const [first = ''] = sources;
  throw new UsageError(
    sources.length === 1
      ? `There is no file or folder ${first}.`
      : `None of the ${sources.length} files and folders exists, beginning with ${first}.`,
  );
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** What the council has ruled at its review desk, for this case and for all. */
async function rulesOf(caseName: string, { oversight }: Store): Promise<CouncilRules> {
  const known = await oversight.caseNamed(caseName);
  return { off: await oversight.switchedOff(), exclusions: known?.exclusions ?? [] };
}

async function begin(
  request: ScanRequest,
  context: AnalysisContext,
  { store }: Workspace,
): Promise<Scan> {
  const { id } = await store.ensureCase({ name: request.caseName });
  return store.startScan(id, {
    sources: request.sources.map((source) => resolve(source)),
    roster: request.roster.path,
    protocol: context.protocol,
    analysisKey: context.analysisKey,
  });
}
