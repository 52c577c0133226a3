import { availableParallelism } from 'node:os';
import { Argument, type Command } from 'commander';
import { wholeNumber } from './options.js';

export interface WorkerFlags {
  readonly jobs: number;
  readonly dataDir?: string;
}

export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .addArgument(
      new Argument('[stage]', 'what to work at; scans take in their sources themselves')
        .choices(['analysis', 'review'])
        .default('analysis'),
    )
    .description('take a share of scans on other machines, through REDIS_URL')
    .option(
      '--jobs <number>',
      'reading processes of an analysis worker',
      wholeNumber(1),
      availableParallelism(),
    )
    .option('--data-dir <folder>', 'the store of a review worker (PROBITY_DATA_DIR, else .probity)')
    .addHelpText(
      'after',
      '\nA worker runs until Ctrl-C or SIGTERM. An analysis worker opens no store and needs no roster.',
    )
    .action(async (stage: 'analysis' | 'review', flags: WorkerFlags) => {
      const { runWorker } = await import('./run-worker.js');
      return runWorker(stage, flags);
    });
}
