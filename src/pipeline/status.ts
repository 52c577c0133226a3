import type { Scan } from '../model/case.js';
import type { FailedJob, JobQueue } from '../queue/job-queue.js';
import type { ScanProgress, Store } from '../store/store.js';

export interface ScanStatus {
  readonly scan: Scan;
  readonly progress: ScanProgress;
}

export interface Status {
  readonly caseName: string;
  /** Oldest first. */
  readonly scans: readonly ScanStatus[];
  readonly failedJobs: readonly FailedJob[];
}

/** Scans of a case with their progress, and the jobs that used up their attempts. */
export async function readStatus(store: Store, queue: JobQueue, caseName: string): Promise<Status> {
  await queue.ready();
  const { id } = await store.ensureCase({ name: caseName });
  const scans: ScanStatus[] = [];
  for (const scan of await store.scans(id)) {
    scans.push({ scan, progress: await store.progress(scan.id) });
  }
  return { caseName, scans, failedJobs: await queue.failed() };
}
