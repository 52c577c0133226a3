import { resolve } from 'node:path';
import { readConfig } from '../config.js';
import { UsageError } from '../model/errors.js';
import { createSchedules, type Schedules } from '../queue/schedules.js';
import { formats, type ReportFlags } from './report-command.js';
import { runReport } from './run-report.js';
import { stopSignal } from './stop-signal.js';

export interface ScheduleFlags {
  readonly cron: string;
  readonly last: 'month' | 'quarter' | 'year';
  readonly format: string;
  readonly output: string;
  readonly case?: string;
  readonly roster?: string;
  readonly council: string;
  readonly dataDir?: string;
}

/** `probity report schedule ACTION [NAME]` */
export async function runSchedule(
  action: string,
  name: string | undefined,
  flags: ScheduleFlags,
): Promise<void> {
  const config = readConfig(flags.dataDir);
  if (config.redisUrl === '') {
    throw new UsageError(
      'Schedules are kept in Redis: set REDIS_URL, for example redis://localhost:6379. Without it, let the system’s own scheduler run `probity report --last month`.',
    );
  }
  const { redisUrl: url, queuePrefix: prefix } = config;
  const schedules = createSchedules<ReportFlags>({ url, prefix, onNotice: say });
  try {
    await schedules.ready();
    if (action === 'list') return await list(schedules);
    if (action === 'run') return await run(schedules);
    if (name === undefined)
      throw new UsageError(`Name the schedule: probity report schedule ${action} monthly.`);
    if (action === 'add') return await add(schedules, name, flags);
    if (!(await schedules.remove(name))) throw new UsageError(`There is no schedule “${name}”.`);
  } finally {
    await schedules.close();
  }
}

/** Paths are made whole: `run` may be started elsewhere. Names are never part of it. */
async function add(
  schedules: Schedules<ReportFlags>,
  name: string,
  flags: ScheduleFlags,
): Promise<void> {
  const { cron, last, council, case: one, roster, dataDir } = flags;
  await schedules
    .put(name, cron, {
      last,
      council,
      format: formats(flags.format),
      output: resolve(flags.output),
      case: one === undefined ? [] : [one],
      ...(roster === undefined ? {} : { roster: resolve(roster) }),
      ...(dataDir === undefined ? {} : { dataDir: resolve(dataDir) }),
    })
    .catch((error: unknown) => {
      throw new UsageError(
        `--cron “${cron}” is no pattern of five fields such as 0 7 1 * * (${String(error)}).`,
      );
    });
  await list(schedules);
}

async function list(schedules: Schedules<ReportFlags>): Promise<void> {
  const all = await schedules.list();
  for (const { name, cron, next, data } of all) {
    const due = next === null ? 'never' : next.toISOString();
    process.stdout.write(`${name}\t${cron}\tnext ${due}\tlast ${data.last} to ${data.output}\n`);
  }
  if (all.length === 0) process.stdout.write('No schedule yet.\n');
}

async function run(schedules: Schedules<ReportFlags>): Promise<void> {
  const stop = stopSignal(() => say('Stopping.'));
  say('Writing reports when they are due; Ctrl-C stops.');
  const report = async (name: string, flags: ReportFlags): Promise<void> => {
    say(`${name} is due.`);
    await runReport(flags);
  };
  await schedules.run(report, { signal: stop.signal, onFailed: say });
  stop.release();
}

const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};
