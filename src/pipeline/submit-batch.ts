import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { MESSAGE_BYTES } from '../formats/caps.js';
import type { AnalysisContext, AnalysisJob, DocumentRef } from '../model/job.js';
import type { JobQueue } from '../queue/job-queue.js';
import { readRange } from './read-file.js';

const compress = promisify(gzip);

/** What is left of a scan counts in such steps: two million of them are 128 GB. */
const PRIORITY_BYTES = 64 * 1024;

/**
 * Jobs of one scan share the start of their id, by which they are found again.
 */
export const jobsOf = (scanId: string): string => `${scanId}.`;
export const intakeJobId = (scanId: string, ticket: string): string => `${jobsOf(scanId)}${ticket}`;
export const analysisJobId = (scanId: string, batch: number): string => `${jobsOf(scanId)}${batch}`;

/** The batch's number out of a job's id; undefined for a job of another scan. */
export function batchOf(scanId: string, jobId: string): number | undefined {
  if (!jobId.startsWith(jobsOf(scanId))) return undefined;
  const batch = Number(jobId.slice(jobsOf(scanId).length));
  return Number.isInteger(batch) ? batch : undefined;
}

/** Little left goes first, so that a small scan beside a huge one is done in seconds. */
export const priorityOf = (bytesLeft: number): number => Math.ceil(bytesLeft / PRIORITY_BYTES);

/** Hands batches of one scan to the queue `analysis`. */
export interface BatchSubmitter {
  submit(batch: number, refs: readonly DocumentRef[], bytesLeft: number): Promise<void>;
}

/**
 * @param carriesBytes whether workers may be on machines that do not see the files
 */
export function createBatchSubmitter(
  queue: JobQueue,
  scanId: string,
  context: AnalysisContext,
  carriesBytes: (ref: DocumentRef) => boolean,
): BatchSubmitter {
  return {
    submit: async (batch, refs, bytesLeft) => {
      const carried = refs.some(carriesBytes)
        ? { bytes: await Promise.all(refs.map((ref) => (carriesBytes(ref) ? packed(ref) : ''))) }
        : {};
      const data: AnalysisJob = { scanId, batch, refs: [...refs], context, ...carried };
      const id = analysisJobId(scanId, batch);
      await queue.submit('analysis', { id, data, priority: priorityOf(bytesLeft) });
    },
  };
}

/** A file that is gone by now travels as nothing; who reads it says so. */
async function packed(ref: DocumentRef): Promise<string> {
  try {
    const bytes = await readRange(ref.file, ref.offset, Math.min(ref.length, MESSAGE_BYTES + 1));
    return (await compress(bytes, { level: 1 })).toString('base64');
  } catch {
    return '';
  }
}
