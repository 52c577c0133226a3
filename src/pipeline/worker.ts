import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { IntakeJob } from '../model/job.js';
import type { JobQueue } from '../queue/job-queue.js';
import type { Store } from '../store/store.js';
import { consumeAnalysis } from './consume-analysis.js';
import { consumeIntake } from './consume-intake.js';
import { readCatalogue } from './kept-catalogue.js';
import { compileSource } from './load-catalogue.js';
import { createReadingPool } from './reading-pool.js';
import { recordBatch } from './record.js';
import { createUnpacker, type Unpacker } from './unpack.js';
import type { Patience } from './until-it-works.js';
import type { Workspace } from './workspace.js';

/** Running batches may end after the signal; what is not done by then is given to another worker. */
const STOP_MS = 6_000;

/** Reads and judges batches until the signal. Opens no store: what it reads is hostile. */
export async function workAtAnalysis(
  queue: JobQueue,
  jobs: number,
  { signal }: Patience,
): Promise<void> {
  const catalogue = readCatalogue();
  compileSource(catalogue); // an author's mistake is told now, not by the first batch
  const pool = createReadingPool(jobs);
  const consumer = consumeAnalysis(queue, pool, catalogue, jobs);
  await aborted(signal);
  await consumer.stop(STOP_MS);
  await pool.close();
}

/**
 * Takes the sources of scans in until the signal; for a machine that sees the sources and the store.
 * What it unpacks of a scan's archives stays until that scan has ended: a lost batch is handed in again
 * from there.
 */
export async function workAtIntake(
  queue: JobQueue,
  workspace: Workspace,
  patience: Patience,
): Promise<void> {
  const { store, spool } = workspace;
  const unpackers = new Map<string, { readonly job: IntakeJob; readonly unpacker: Unpacker }>();
  const unpackerFor = async (job: IntakeJob): Promise<Unpacker> => {
    for (const [ticket, earlier] of unpackers) {
      if (await isRunning(store, earlier.job)) continue;
      unpackers.delete(ticket);
      await earlier.unpacker.close();
    }
    const unpacker = unpackers.get(job.ticket)?.unpacker ?? createUnpacker(join(spool, job.ticket));
    unpackers.set(job.ticket, { job, unpacker });
    return unpacker;
  };
  const consumer = consumeIntake(queue, workspace, unpackerFor, patience);
  await aborted(patience.signal);
  await consumer.stop(STOP_MS);
  await Promise.all([...unpackers.values()].map(({ unpacker }) => unpacker.close()));
  await rm(spool, { recursive: true, force: true });
}

/** Whether a scan is under way; one whose case was purged is not. */
async function isRunning(store: Store, { caseId, scanId }: IntakeJob): Promise<boolean> {
  const scans = await store.scans(caseId).catch(() => []);
  return scans.some((scan) => scan.id === scanId && scan.state === 'running');
}

/** Records results until the signal; for the machine of the store. */
export async function workAtReview(
  queue: JobQueue,
  store: Store,
  patience: Patience,
): Promise<void> {
  const record = async ({ data }: { readonly data: unknown }): Promise<void> => {
    await recordBatch(data, store, patience);
  };
  const consumer = queue.consume<unknown>('review', record, { concurrency: 1 });
  await aborted(patience.signal);
  await consumer.stop(STOP_MS);
}

async function aborted(signal: AbortSignal): Promise<void> {
  // A timer that never matters keeps the process alive while all connections are at rest.
  const alive = setInterval(() => {}, 60_000);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(alive);
}
