import { readConfig } from '../config.js';
import { readStatus, type ScanStatus, type Status } from '../pipeline/status.js';
import { openQueue, openWorkspace } from '../pipeline/workspace.js';
import type { ScanFlags } from './scan-command.js';
import { openOut } from './write-out.js';

/** `probity scan --status` */
export async function showStatus(flags: ScanFlags): Promise<void> {
  const config = readConfig(flags.dataDir);
  const workspace = await openWorkspace(config, false);
  const queue = await openQueue(config, () => {});
  try {
    const status = await readStatus(workspace.store, queue, flags.case);
    await openOut(undefined).write([`${linesOf(status).join('\n')}\n`]);
  } finally {
    await queue.close();
    await workspace.close();
  }
}

function linesOf({ caseName, scans, failedJobs }: Status): string[] {
  if (scans.length === 0) return [`No scan was made in the case "${caseName}" yet.`];
  const jobs = failedJobs.map(
    (job) => `  ${job.queue} ${job.id}, after ${job.attempts} attempts: ${job.reason}`,
  );
  return [
    ...scans.flatMap(scanLines),
    ...(jobs.length === 0 ? ['No failed jobs.'] : ['Failed jobs:', ...jobs]),
  ];
}

function scanLines({ scan, progress }: ScanStatus): string[] {
  const { recorded, messages, intakeDone, newFindings, failedBatches } = progress;
  const of = intakeDone ? `${messages}` : `${messages} found so far`;
  return [
    `${scan.startedAt} ${scan.state}: ${scan.settings.sources.join(', ')}`,
    `  ${recorded} of ${of} messages recorded, ${newFindings} new findings`,
    ...failedBatches.map((b) => `  batch ${b.batch} failed (${b.messages} messages): ${b.reason}`),
  ];
}
