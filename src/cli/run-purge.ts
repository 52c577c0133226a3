import { userInfo } from 'node:os';
import { readConfig } from '../config.js';
import { UsageError } from '../model/errors.js';
import { type PurgeProof, purge } from '../pipeline/purge.js';
import { openQueue, openWorkspace } from '../pipeline/workspace.js';
import type { CaseOverview } from '../store/oversight/store.js';
import type { PurgeFlags } from './purge-command.js';
import { EXIT } from './run.js';
import { count } from './summary.js';
import { openOut } from './write-out.js';

/** `probity purge CASE`, `probity purge --due` */
export async function runPurge(name: string | undefined, flags: PurgeFlags): Promise<void> {
  if ((name === undefined) !== (flags.due === true)) {
    throw new UsageError(
      'Say which case to purge: probity purge CASE, or --due for all whose time is up.',
    );
  }
  const config = readConfig(flags.dataDir);
  const workspace = await openWorkspace(config, false);
  const queue = await openQueue(config, () => {});
  const out = openOut(undefined);
  const now = new Date().toISOString();
  try {
    const all = await workspace.store.oversight.cases();
    const chosen = all.filter((it) => (name === undefined ? isDue(it, now) : it.name === name));
    if (name !== undefined && chosen.length === 0) throw new UsageError(unknown(name, all));
    if (chosen.length === 0) await out.write(['No case is due.\n']);
    for (const it of chosen) {
      if (flags.yes !== true) {
        await out.write([wouldRemove(it)]);
        continue;
      }
      const proof = await purge(it.id, userInfo().username, now, workspace, queue);
      await out.write([`${proofLines(proof).join('\n')}\n`]);
      if (!proof.isClean) process.exitCode = EXIT.failed;
    }
  } finally {
    await queue.close();
    await workspace.close();
  }
}

const isDue = ({ retainUntil }: CaseOverview, now: string): boolean =>
  retainUntil !== '' && retainUntil < now.slice(0, 10);

function unknown(name: string, all: readonly CaseOverview[]): string {
  const names = all.map((it) => `“${it.name}”`).join(', ');
  const known = names === '' ? 'the store has no cases' : `the store has ${names}`;
  return `There is no case named “${name}”; ${known}.`;
}

const wouldRemove = ({ name, documents, findings, scans }: CaseOverview): string =>
  `Would purge the case “${name}”: ${count(documents, 'message')}, ${count(findings, 'finding')}, ${count(scans, 'scan')}. ` +
  'Nothing was removed; add --yes to do it.\n';

function proofLines(proof: PurgeProof): string[] {
  const { documents, findings, verdicts, scans } = proof.removed;
  const rows = proof.left.filter((it) => it.rows > 0);
  return [
    `Purged the case “${proof.caseName}”: ${count(documents, 'message')}, ${count(findings, 'finding')}, ${count(verdicts, 'verdict')}, ${count(scans, 'scan')}, ${count(proof.files, 'uploaded file')}, ${count(proof.jobs, 'job')}.`,
    proof.isClean
      ? `Looked through ${proof.left.length} tables, the uploaded files and the queue: nothing of it is left.`
      : `NOT CLEAN: ${proof.filesLeft} files, ${proof.jobsLeft} jobs, rows in ${rows.map((it) => `${it.table} (${it.rows})`).join(', ') || 'no table'} are left.`,
    `The audit log keeps the purge as one of ${proof.audit.entries} entries; its last hash is ${proof.audit.head}.`,
  ];
}
