import { readConfig } from '../config.js';
import { UsageError } from '../model/errors.js';
import { type ScanSummary, scan } from '../pipeline/scan.js';
import { version } from '../pipeline/version.js';
import { openQueue, openWorkspace, type Workspace } from '../pipeline/workspace.js';
import { within } from '../queue/within.js';
import { type RenderOptions, render } from '../report/render.js';
import { createProgress } from './progress.js';
import { readRosterFile } from './read-roster.js';
import { EXIT } from './run.js';
import type { ScanFlags } from './scan-command.js';
import { stopSignal } from './stop-signal.js';
import { summaryOf, timingsOf } from './summary.js';
import { assertWritable, openOut } from './write-out.js';

/** Closing connections takes milliseconds; one that hangs must not hold the process. */
const CLOSE_MS = 2_000;

/** What an ephemeral scan says when REDIS_URL is set. */
const NOT_IN_REDIS =
  'REDIS_URL is not used: an ephemeral scan leaves no trace, so it keeps its jobs in this process.';

/** Columns where there is no terminal to ask. */
const FILE_COLUMNS = 120;

/** `probity scan PATH…` */
export async function runScan(paths: readonly string[], flags: ScanFlags): Promise<void> {
  if (paths.length === 0) {
    throw new UsageError('Say what to scan: probity scan PATH…, a mailbox, a letter or a folder.');
  }
  const config = settingsFor(flags);
  const isKeptFromRedis = flags.ephemeral === true && readConfig(flags.dataDir).redisUrl !== '';
  const { roster: path = '' } = flags;
  const roster = { path, text: path === '' ? '' : await readRosterFile(path) };
  if (flags.output !== undefined) await assertWritable(flags.output);
  const progress = createProgress(flags.progress);
  const stop = stopSignal(() => progress.say('Stopping; the same command goes on from here.'));
  if (isKeptFromRedis) progress.say(NOT_IN_REDIS);
  // What is sent must be on record: an ephemeral scan keeps no record, so it asks nobody.
  const secondReader = flags.ephemeral === true ? null : config.secondReader;
  const workspace = await openWorkspace(config, flags.ephemeral === true);
  const queue = await openQueue(config, progress.say);
  try {
    const request = {
      sources: paths,
      roster,
      protocol: flags.protocol,
      caseName: flags.case,
      jobs: flags.jobs,
      takesIn: flags.intake,
      ...(secondReader === null ? {} : { secondReader }),
    };
    const summary = await scan(request, workspace, queue, {
      signal: stop.signal,
      onProgress: progress.show,
      onNotice: progress.say,
    });
    progress.stop();
    if (summary.state === 'done') await print(workspace, summary, flags);
    else process.stderr.write(`${summaryOf(summary)}\n`);
    process.exitCode = exitCodeOf(summary, stop.exitCode());
  } finally {
    progress.stop();
    await within(queue.close(), CLOSE_MS).catch(() => {});
    await workspace.close();
    stop.release();
  }
}

/**
 * An ephemeral scan has no store that others could see: what its workers found would have nowhere to
 * go, and mail that is to leave no trace would lie in Redis. So its jobs stay in this process.
 */
function settingsFor(flags: ScanFlags): ReturnType<typeof readConfig> {
  const config = readConfig(flags.dataDir);
  const settings = flags.ephemeral ? { ...config, redisUrl: '' } : config;
  const left = flags.jobs === 0 ? '--jobs 0' : flags.intake ? '' : '--no-intake';
  if (left !== '' && settings.redisUrl === '') {
    throw new UsageError(
      `${left} leaves work to \`probity worker\`, which needs REDIS_URL and a stored scan; leave it out.`,
    );
  }
  return settings;
}

async function print(workspace: Workspace, summary: ScanSummary, flags: ScanFlags): Promise<void> {
  const { minSeverity, minConfidence } = flags;
  const findings = workspace.store.findings(summary.scanId, { minSeverity, minConfidence });
  const looks = lookOf(flags.output);
  await openOut(flags.output).write(render(flags.format, findings, looks));
  const text = `${summaryOf(summary)}\n${flags.timings ? timingsOf(summary) : ''}`;
  if (flags.format === 'table') process.stdout.write(text);
  else process.stderr.write(text);
}

/** A file is read in an editor: as wide as a page, without colours. */
function lookOf(output: string | undefined): RenderOptions {
  const { columns = FILE_COLUMNS, isTTY = false } = output === undefined ? process.stdout : {};
  return { width: columns, colour: isTTY && !readConfig().noColour, version: version() };
}

function exitCodeOf(summary: ScanSummary, stopped: number): number {
  if (summary.state === 'stopped') return stopped;
  return summary.unread.length + summary.failedBatches.length > 0 ? EXIT.unread : EXIT.done;
}
