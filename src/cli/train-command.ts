import type { Command } from 'commander';

export function addTrainCommand(program: Command): void {
  program
    .command('train')
    .argument('<dir>', 'folder of labelled mail; only its development part is read')
    .requiredOption(
      '--output <file>',
      'where the weights are written, such as patterns/weights.json',
    )
    .description('fit how much weak signs are worth together; the same mail gives the same file')
    .action(async (dir: string, options: { output: string }) => {
      const { runTrain } = await import('./run-train.js');
      return runTrain(dir, options.output);
    });
}
