import type { Command } from 'commander';
import { UsageError } from '../model/errors.js';

interface TrainFlags {
  readonly sentences?: string;
  readonly output?: string;
  readonly verdicts?: true;
  readonly apply?: true;
  readonly restore?: true;
  readonly dataDir?: string;
}

export function addTrainCommand(program: Command): void {
  program
    .command('train')
    .argument('[dir]', 'folder of labelled mail; only its development part is read')
    .option('--sentences <dir>', 'folder of labelled sentences')
    .option('--output <file>', 'where the reader is written, such as patterns/reader.json')
    .option('--verdicts', 'retrain on your own confirmed and dismissed findings; shows the change')
    .option('--apply', 'with --verdicts, take it into use from the next scan on')
    .option('--restore', 'go back to the reader that was in use before')
    .option('--data-dir <folder>', 'where the store is kept (PROBITY_DATA_DIR, else .probity)')
    .description('train the learned reader; the same input gives the same file')
    .action(async (dir: string | undefined, flags: TrainFlags) => {
      if (flags.verdicts || flags.restore) {
        const { restoreReader, trainVerdicts } = await import('./train-verdicts.js');
        if (flags.restore) return restoreReader(flags.dataDir);
        return trainVerdicts(flags.apply === true, flags.dataDir);
      }
      const { sentences, output } = flags;
      if (dir === undefined || sentences === undefined || output === undefined) {
        throw new UsageError(
          'Say what to train on: --verdicts for your own, or a folder of labelled mail with --sentences and --output.',
        );
      }
      const { runTrain } = await import('./run-train.js');
      return runTrain(dir, sentences, output);
    });
}
