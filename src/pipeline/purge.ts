import { type JobQueue, QUEUE_NAMES } from '../queue/job-queue.js';
import type { Remains } from '../store/oversight/store.js';
import type { Purged } from '../store/store.js';
import { jobsOf } from './submit-batch.js';
import { removeUploads, uploadedFiles } from './uploads.js';
import type { Workspace } from './workspace.js';

/** What was removed with a case, and what was found when everything was looked through afterwards. */
export interface PurgeProof {
  readonly caseId: string;
  readonly caseName: string;
  readonly at: string;
  readonly removed: Purged;
  readonly files: number;
  readonly jobs: number;
  /** Every table in which the case could have left a row, and how many it has: none. */
  readonly left: readonly Remains[];
  readonly filesLeft: number;
  readonly jobsLeft: number;
  /** Nothing was left anywhere. */
  readonly isClean: boolean;
  /** The audit log after the purge: written down elsewhere, the hash shows that the entry stays. */
  readonly audit: { readonly entries: number; readonly head: string };
}

/**
 * Removes a case: its jobs from the queue, its uploaded files, its rows; then looks through all three
 * again. Files that a scan was pointed at, and that are not Probity's, are left where they are. The
 * audit log keeps that the case was, and by whom it was purged.
 *
 * @throws UsageError when there is no such case
 */
export async function purge(
  caseId: string,
  who: string,
  at: string,
  { store, settings }: Workspace,
  queue: JobQueue,
): Promise<PurgeProof> {
  const { name } = await store.oversight.case(caseId);
  const numbers = await store.oversight.numbersOf(caseId);
  await queue.ready();
  const jobs = await removeJobs(queue, numbers.scanIds);
  const files = await uploadedFiles(settings.dataDir, caseId);
  await removeUploads(settings.dataDir, caseId);
  const removed = await store.purgeCase(caseId, who, at);

  const left = await store.oversight.remains(numbers);
  const filesLeft = (await uploadedFiles(settings.dataDir, caseId)).length;
  // Jobs that were running when the others were removed: their results are dropped on arrival.
  const jobsLeft = await removeJobs(queue, numbers.scanIds);
  const isClean = filesLeft + jobsLeft === 0 && left.every(({ rows }) => rows === 0);
  const found = isClean ? 'nothing left' : 'SOMETHING LEFT';
  const detail = `case ${caseId}: ${found} in ${left.length} tables, uploaded files and the queue`;
  await store.audit({ at, who, action: 'purge-checked', detail });
  const { entries, head } = await store.auditIntact();
  return {
    caseId,
    caseName: name,
    at,
    removed,
    files: files.length,
    jobs,
    left,
    filesLeft,
    jobsLeft,
    isClean,
    audit: { entries, head },
  };
}

async function removeJobs(queue: JobQueue, scanIds: readonly string[]): Promise<number> {
  let removed = 0;
  for (const scanId of scanIds) {
    for (const name of QUEUE_NAMES) removed += await queue.remove(name, jobsOf(scanId));
  }
  return removed;
}
