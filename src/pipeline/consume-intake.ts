import { EnvironmentError, Superseded } from '../model/errors.js';
import { type IntakeJob, intakeJobSchema } from '../model/job.js';
import type { Consumer, JobQueue } from '../queue/job-queue.js';
import { takeIn } from './intake.js';
import { createBatchSubmitter } from './submit-batch.js';
import type { Unpacker } from './unpack.js';
import type { Patience } from './until-it-works.js';
import type { Workspace } from './workspace.js';

/** Why a job failed whose consumer was stopped: the scan that waits for it has it done elsewhere. */
export const STOPPED = 'Taking in was stopped before its end.';

/** A huge scan must not keep the small ones beside it waiting. */
const AT_ONCE = 4;

/**
 * Takes the sources of scans from the queue `intake`, and hands their batches to the queue `analysis`.
 * Runs where the sources and the store are.
 *
 * @param unpackerFor where the archives of a scan are unpacked
 */
export function consumeIntake(
  queue: JobQueue,
  workspace: Workspace,
  unpackerFor: (job: IntakeJob) => Promise<Unpacker>,
  patience: Patience,
): Consumer {
  const { store, settings, spool } = workspace;
  const handle = async ({ data }: { readonly data: unknown }): Promise<void> => {
    const job = intakeJobSchema.parse(data);
    const lease = await store.beginIntake(job.scanId, job.ticket);
    if (lease === undefined) return;
    const unpacker = await unpackerFor(job);
    const submitter = createBatchSubmitter(queue, job.scanId, job.context, carriesBytes(workspace));
    const skip = [settings.dataDir, spool];
    try {
      await takeIn({ job, lease, skip, store, submitter, unpacker, patience });
    } catch (error) {
      if (!(error instanceof Superseded)) throw error;
    }
    if (patience.signal.aborted) throw new EnvironmentError(STOPPED);
  };
  return queue.consume<unknown>('intake', handle, { concurrency: AT_ONCE });
}

/** Whether a document's bytes travel with its job, as workers may not see its file. */
export const carriesBytes =
  ({ settings, spool }: Workspace) =>
  ({ file }: { readonly file: string }): boolean =>
    settings.redisUrl !== '' && (!settings.sharedFiles || file.startsWith(spool));
