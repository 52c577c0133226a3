import { availableParallelism } from 'node:os';
import { Argument, type Command } from 'commander';
import { wholeNumber } from './options.js';

/** The stages that a process of its own may work at. */
const STAGES = ['intake', 'analysis', 'review'] as const;
export type Stage = (typeof STAGES)[number];

export interface WorkerFlags {
  readonly jobs: number;
  readonly dataDir?: string;
}

export function addWorkerCommand(program: Command): void {
  program
    .command('worker')
    .addArgument(new Argument('[stage]', 'what to work at').choices(STAGES).default('analysis'))
    .description('take a share of scans on other machines, through REDIS_URL')
    .option(
      '--jobs <number>',
      'reading processes of an analysis worker',
      wholeNumber(1),
      availableParallelism(),
    )
    .option(
      '--data-dir <folder>',
      'the store of an intake or review worker (PROBITY_DATA_DIR, else .probity)',
    )
    .addHelpText(
      'after',
      '\nA worker runs until Ctrl-C or SIGTERM. An analysis worker opens no store and needs no\nroster; the others run where the store is, and an intake worker where the sources are too.',
    )
    .action(async (stage: Stage, flags: WorkerFlags) => {
      const { runWorker } = await import('./run-worker.js');
      return runWorker(stage, flags);
    });
}
