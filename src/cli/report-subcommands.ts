import { Argument, type Command, Option } from 'commander';

/** Options of a report that its subcommands share; see `withScope`. */
export type WithScope = (command: Command) => Command;

/** `probity report bundle|verify|schedule|schema` */
export function addReportSubcommands(report: Command, withScope: WithScope): void {
  report
    .command('schema')
    .description('print the JSON Schema of --format json')
    .action(async () => {
      const { reportJsonSchema } = await import('../report/data/report-json.js');
      process.stdout.write(reportJsonSchema());
    });
  withScope(
    report
      .command('bundle')
      .description('write the bundle of one case: a zip with exhibits, steps of review and sums')
      .option('--from <day>', 'first day', '1970-01-01')
      .option('--to <day>', 'last day (default: today)')
      .option('--everything', 'also findings that wait or were set aside')
      .option('--output <file>', 'the zip', 'bundle.zip'),
  ).action(async (flags) => {
    const { runBundle } = await import('./run-bundle.js');
    return runBundle(flags);
  });
  report
    .command('verify')
    .argument('<bundle>', 'a zip of `probity report bundle`')
    .description('check every file of a bundle against its SHA-256 sums')
    .addHelpText('after', '\nExit code: 0 all as bundled, 1 something is not, 2 no bundle.')
    .action(async (path: string) => {
      const { runVerify } = await import('./run-bundle.js');
      return runVerify(path);
    });
  addSchedule(report);
}

function addSchedule(report: Command): void {
  report
    .command('schedule')
    .addArgument(new Argument('<action>', 'what to do').choices(['add', 'list', 'remove', 'run']))
    .argument('[name]', 'of the schedule, such as monthly')
    .description('write reports at set times, through REDIS_URL')
    .option('--cron <pattern>', 'five fields, by the clock in London', '0 7 1 * *')
    .addOption(
      new Option('--last <period>', 'what is reported: the whole one that ended last')
        .choices(['month', 'quarter', 'year'])
        .default('month'),
    )
    .option('--format <formats>', 'as for a report', 'docx')
    .option('--output <folder>', 'where the files go', '.')
    .option('--case <name>', 'only this case')
    .option('--roster <file>', 'who is who (default: the roster of the last scan)')
    .option('--council <name>', 'the name on the cover', '')
    .option('--data-dir <folder>', 'the store (PROBITY_DATA_DIR, else .probity)')
    .addHelpText(
      'after',
      '\n`run` goes on until Ctrl-C and writes what is due. Scheduled reports never show names.',
    )
    .action(async (action: string, name: string | undefined, flags) => {
      const { runSchedule } = await import('./run-schedule.js');
      return runSchedule(action, name, flags);
    });
}
