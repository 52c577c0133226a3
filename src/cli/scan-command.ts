import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { confidence, wholeNumber } from './options.js';

export interface ScanFlags {
  readonly roster?: string;
  readonly protocol: string;
  readonly case: string;
  readonly format: 'table' | 'jsonl' | 'json' | 'sarif';
  readonly output?: string;
  readonly minSeverity: 'low' | 'medium' | 'high';
  readonly minConfidence: number;
  readonly dataDir?: string;
  readonly jobs: number;
  readonly intake: boolean;
  readonly progress: boolean;
  readonly ephemeral?: true;
  readonly status?: true;
  readonly timings?: true;
}

/** More children than this outrun the one process that feeds them and writes the store. */
const MOST_DEFAULT_JOBS = 8;

export function addScanCommand(program: Command): void {
  program
    .command('scan')
    .argument('[path...]', 'mailboxes, messages, letters, archives and folders of them')
    .description('read correspondence and list what a monitoring officer should look at')
    .option('--roster <file>', 'who is member and who is officer: CSV, see `probity roster check`')
    .option('--protocol <id>', 'the protocol whose clauses are cited', 'protocol-2007')
    .option('--case <name>', 'the case the findings are filed under', 'default')
    .addOption(
      new Option('--format <format>', 'how findings are printed')
        .choices(['table', 'jsonl', 'json', 'sarif'])
        .default('table'),
    )
    .option('--output <file>', 'write findings to a file instead of standard output')
    .addOption(
      new Option('--min-severity <severity>', 'leave out what weighs less')
        .choices(['low', 'medium', 'high'])
        .default('low'),
    )
    .option('--min-confidence <number>', 'leave out what is less sure, 0 to 1', confidence, 0.5)
    .option('--data-dir <folder>', 'where the store is kept (PROBITY_DATA_DIR, else .probity)')
    .option(
      '--jobs <number>',
      'reading processes; with REDIS_URL, 0 leaves reading to `probity worker`',
      wholeNumber(0),
      Math.min(availableParallelism(), MOST_DEFAULT_JOBS),
    )
    .option('--no-intake', 'with REDIS_URL, leave taking the sources in to `probity worker intake`')
    .option('--no-progress', 'do not tell how far the scan is')
    .option(
      '--ephemeral',
      'store nothing: findings are printed and forgotten; always in this process, without Redis',
    )
    .option('--timings', 'tell where the time went')
    .option('--status', 'show earlier scans and failed jobs instead of scanning')
    .addHelpText(
      'after',
      '\nExit code: 0 done, 2 wrong option or setting, 3 done but some input could not be read.',
    )
    .action(async (paths: string[], flags: ScanFlags) => {
      const { showStatus } = await import('./show-status.js');
      if (flags.status) return showStatus(flags);
      const { runScan } = await import('./run-scan.js');
      return runScan(paths, flags);
    });
}
