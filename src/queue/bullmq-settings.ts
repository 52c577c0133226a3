import type { QueueLimits } from './job-queue.js';
import type { RedisLink } from './redis-link.js';

/** What the parts of the BullMQ transport share. */
export interface BullShared {
  readonly link: RedisLink;
  readonly prefix: string;
  readonly limits: QueueLimits;
  readonly onNotice: (sentence: string) => void;
  readonly closing: AbortSignal;
}

/**
 * BullMQ's defaults (lock 30 s, check 30 s, one stall) make a killed worker cost a minute. With
 * these its job is taken over within lock + check, about 7 s.
 */
export const LOCK_MS = 5_000;
export const STALLED_CHECK_MS = 2_000;

/**
 * How often one job may lose its worker. High, because a job is not to blame when its worker is
 * killed (what hangs or dies on a message is a child, not the worker); finite, so that a job that
 * does kill workers ends in the list of failed jobs.
 */
export const MAX_STALLED = 25;

/** After an error of the connection; BullMQ's default of 15 s outlasts most outages. */
export const RUN_RETRY_MS = 1_000;

/**
 * How long an idle worker or listener waits in one question, in seconds. BullMQ's defaults of 5 and
 * 10 s keep a stopped process alive for as long when Redis is away; asking each second costs nothing.
 */
export const IDLE_WAIT_S = 1;

/** Closing what has nothing to do any more takes milliseconds, unless Redis is away. */
export const LET_GO_MS = 500;

/** Kept in the event stream. Only progress is read from it, so it stays small. */
export const EVENTS_KEPT = 200;

/** How often a full queue is looked at by a submitter, and a busy one by `drain`. */
export const POLL_MS = 100;

/** BullMQ refuses ids with a colon and ids that are numbers. */
export function toJobId(id: string): string {
  return `j-${encodeURIComponent(id)}`;
}

export function fromJobId(jobId: string): string {
  return decodeURIComponent(jobId.slice('j-'.length));
}
