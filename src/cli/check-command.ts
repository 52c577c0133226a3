import { type Command, Option } from 'commander';
import { confidence } from './options.js';

export interface CheckFlags {
  readonly as?: string;
  readonly to: readonly string[];
  readonly roster?: string;
  readonly lists?: string;
  readonly protocol: string;
  readonly format: 'text' | 'json' | 'jsonl' | 'sarif' | 'github';
  readonly failOn: 'low' | 'medium' | 'high';
  readonly minConfidence: number;
  readonly explain?: true;
  readonly fix?: true;
  readonly listSuppressions?: true;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .argument('<file...>', 'drafts: letters and emails, folders of them, or - for standard input')
    .description(
      'say what in a draft may engage the protocol, where, why, and what to write instead',
    )
    .option('--as <who>', 'who signs: "Cllr Jane Marsh", "Ruth Adeyemi, Head of Planning", officer')
    .option(
      '--to <who>',
      'to whom it goes: resident, officer, councillor, press, minister, or a name; may be repeated',
      collect,
      [],
    )
    .option('--roster <file>', 'who is member and who is officer: CSV, see `probity roster check`')
    .option('--lists <file>', 'whom distribution lists reach: CSV with list,member,name')
    .option('--protocol <id>', 'the protocol whose clauses are cited', 'protocol-2007')
    .addOption(
      new Option('--format <format>', 'how findings are printed')
        .choices(['text', 'json', 'jsonl', 'sarif', 'github'])
        .default('text'),
    )
    .addOption(
      new Option('--fail-on <severity>', 'exit with 1 when a finding weighs as much')
        .choices(['low', 'medium', 'high'])
        .default('medium'),
    )
    .option('--min-confidence <number>', 'leave out what is less sure, 0 to 1', confidence, 0.5)
    .option('--explain', 'tell also what fired, how sure it is, and what would make it harmless')
    .option(
      '--fix',
      'write a copy with the suggested wording (txt, md, html, docx) and show what changed',
    )
    .option('--list-suppressions', 'list the suppressions that hold for these drafts instead')
    .addHelpText(
      'after',
      '\nNothing is stored or sent anywhere. Exit code: 0 nothing at or above --fail-on, 1 something, 2 wrong option or setting, 3 some input could not be read.',
    )
    .action(async (paths: string[], flags: CheckFlags) => {
      const { runCheck } = await import('./run-check.js');
      return runCheck(paths, flags);
    });
}
