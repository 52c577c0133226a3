import type { Command } from 'commander';

export function addTrainCommand(program: Command): void {
  program
    .command('train')
    .argument('<dir>', 'folder of labelled mail; only its development part is read')
    .requiredOption('--sentences <dir>', 'folder of labelled sentences')
    .requiredOption('--output <file>', 'where the reader is written, such as patterns/reader.json')
    .description('train the learned reader; the same input gives the same file')
    .action(async (dir: string, options: { sentences: string; output: string }) => {
      const { runTrain } = await import('./run-train.js');
      return runTrain(dir, options.sentences, options.output);
    });
}
