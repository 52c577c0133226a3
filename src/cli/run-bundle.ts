import { userInfo } from 'node:os';
import { readConfig } from '../config.js';
import { UsageError } from '../model/errors.js';
import { writeBundle } from '../pipeline/report/bundle.js';
import { readSpan } from '../pipeline/report/period.js';
import { verifyBundle } from '../pipeline/report/verify-bundle.js';
import { openWorkspace } from '../pipeline/workspace.js';
import { plural } from '../report/words.js';
import type { ReportFlags } from './report-command.js';
import { EXIT } from './run.js';
import { reasonFor, requestOf } from './run-report.js';

export interface BundleFlags extends ReportFlags {
  readonly everything?: true;
}

/** `probity report bundle` */
export async function runBundle(flags: BundleFlags): Promise<void> {
  if (flags.case.length !== 1) {
    throw new UsageError('A bundle is of one case: name it with --case.');
  }
  const reason = reasonFor(flags);
  const workspace = await openWorkspace(readConfig(flags.dataDir), false);
  try {
    const now = new Date().toISOString();
    const to = flags.to ?? flags.date ?? now.slice(0, 10);
    const request = await requestOf(workspace.store, { ...flags, to });
    const messages = await writeBundle(
      workspace,
      {
        ...request,
        period: readSpan(flags.from ?? '1970-01-01', to),
        output: flags.output,
        everything: flags.everything === true,
        who: userInfo().username,
        reason,
      },
      now,
    );
    process.stderr.write(`${plural(messages, 'exhibit')}.\n`);
    process.stdout.write(`${flags.output}\n`);
  } finally {
    await workspace.close();
  }
}

/** `probity report verify BUNDLE` */
export async function runVerify(path: string): Promise<void> {
  const { files, wrong } = await verifyBundle(path);
  for (const line of wrong) process.stdout.write(`${line}\n`);
  if (wrong.length === 0) process.stdout.write(`All ${plural(files, 'file')} are as bundled.\n`);
  else process.exitCode = EXIT.failed;
}
