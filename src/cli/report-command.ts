import { type Command, InvalidArgumentError, Option } from 'commander';
import { REPORT_FORMATS, type ReportFormat } from '../report/report-formats.js';
import { addReportSubcommands } from './report-subcommands.js';

export interface ReportFlags {
  readonly from?: string;
  readonly to?: string;
  readonly last?: 'month' | 'quarter' | 'year';
  readonly format: readonly ReportFormat[];
  readonly output: string;
  readonly case: readonly string[];
  readonly council: string;
  readonly roster?: string;
  readonly date?: string;
  readonly names?: true;
  readonly reason?: string;
  readonly preview?: true;
  readonly dataDir?: string;
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

/** Adds what chooses people, case and store: shared by all ways of reporting. */
function withScope(command: Command): Command {
  return command
    .option('--case <name>', 'only this case; may be repeated (default: all)', collect, [])
    .option('--roster <file>', 'who is who (default: the roster of the last scan)')
    .option('--council <name>', 'the name on the cover', '')
    .option('--names', 'show people by name; needs --reason, which goes into the audit log')
    .option('--reason <text>', 'why people are named')
    .option('--date <day>', 'the day that counts as today (default: today)')
    .option('--data-dir <folder>', 'where the store is kept (PROBITY_DATA_DIR, else .probity)');
}

export function addReportCommand(program: Command): void {
  // Otherwise `report` would take the options of its own subcommands (`bundle --case`).
  program.enablePositionalOptions();
  const report = program
    .command('report')
    .description('write a report of a period: for a committee, a spreadsheet or another program')
    .enablePositionalOptions()
    .option('--from <day>', 'first day, such as 2026-07-01')
    .option('--to <day>', 'last day')
    .addOption(
      new Option('--last <period>', 'instead: the whole one that ended last').choices([
        'month',
        'quarter',
        'year',
      ]),
    )
    .option(
      '--format <formats>',
      `any of ${REPORT_FORMATS.join(',')}, with commas between`,
      formats,
      ['docx'],
    )
    .option('--output <folder>', 'where the files go', '.')
    .option('--preview', 'list what labels stand for; writes no report');
  withScope(report)
    .addHelpText(
      'after',
      '\nWithout --names, whatever names or finds people is replaced by labels such as “Member 2”. Read a report before it leaves the council: no rule knows every name.',
    )
    .action(async (flags: ReportFlags) => {
      const { runReport } = await import('./run-report.js');
      return runReport(flags);
    });
  addReportSubcommands(report, withScope);
}

/** Formats with commas between, as commander parses an option's value. */
export function formats(text: string): ReportFormat[] {
  return text.split(',').map((name) => {
    const format = REPORT_FORMATS.find((known) => known === name.trim());
    if (format !== undefined) return format;
    throw new InvalidArgumentError(`“${name}” is none of ${REPORT_FORMATS.join(', ')}.`);
  });
}
