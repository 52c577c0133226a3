import type { CheckReport } from '../model/check.js';
import { version } from '../pipeline/version.js';
import type { CheckFlags } from './check-command.js';
import { openOut } from './write-out.js';

/** Columns where there is no terminal to ask. */
const FILE_COLUMNS = 80;

/** Prints what was found in the format asked for; a summary follows the text. */
export async function printReports(
  reports: readonly CheckReport[],
  flags: CheckFlags,
): Promise<void> {
  await openOut(undefined).write(await rendered(reports, flags));
}

async function rendered(
  reports: readonly CheckReport[],
  flags: CheckFlags,
): Promise<AsyncIterable<string> | Iterable<string>> {
  if (flags.format === 'text') {
    const { renderCheckText } = await import('../report/check-text.js');
    const { columns = FILE_COLUMNS, isTTY = false } = process.stdout;
    const colour = isTTY && !(await isColourless());
    const looks = { width: columns, colour, explain: flags.explain === true };
    return [...reports.map((report) => renderCheckText(report, looks)), summaryOf(reports)];
  }
  if (flags.format === 'github') {
    const { renderCheckGithub } = await import('../report/check-github.js');
    return reports.map(renderCheckGithub);
  }
  const machine = await import('../report/check-machine.js');
  if (flags.format === 'json') return [machine.renderCheckJson(reports)];
  if (flags.format === 'jsonl') return reports.map(machine.renderCheckJsonl);
  return machine.renderCheckSarif(reports, version());
}

/** Said only where there is more than one letter to add up, or something to weigh. */
function summaryOf(reports: readonly CheckReport[]): string {
  const all = reports.flatMap((report) => report.findings);
  if (all.length === 0 && reports.length < 2) return '';
  const letters = `${reports.length} ${reports.length === 1 ? 'letter' : 'letters'}`;
  if (all.length === 0) return `${letters}, nothing found.\n`;
  const weights = (['high', 'medium', 'low'] as const)
    .map((severity) => [all.filter((f) => f.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}`);
  const findings = `${all.length} ${all.length === 1 ? 'finding' : 'findings'}`;
  return `${findings} in ${letters}: ${weights.join(', ')}.\nA finding is a reason to look again, not a verdict.\n`;
}

/** Settings, with their schemas, are loaded only where there is a terminal to colour. */
async function isColourless(): Promise<boolean> {
  return (await import('../config.js')).readConfig().noColour;
}
