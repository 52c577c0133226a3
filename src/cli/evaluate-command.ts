import { type Command, Option } from 'commander';

export interface EvaluateOptions {
  readonly format: 'table' | 'json' | 'html';
  readonly output?: string;
}

export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .argument(
      '<dir...>',
      'folders of labelled mail: *.yml with rosters, or raw mail with labels.jsonl',
    )
    .description(
      'measure the catalogue on labelled mail: precision, recall, what is missed and why',
    )
    .addOption(
      new Option('--format <format>', 'what is printed')
        .choices(['table', 'json', 'html'])
        .default('table'),
    )
    .option('--output <file>', 'write it to a file instead')
    .action(async (dirs: string[], options: EvaluateOptions) => {
      const { runEvaluate } = await import('./run-evaluate.js');
      return runEvaluate(dirs, options);
    });
}
