import type { ScanState } from '../../../store/oversight/store.js';

/** A scan that gave no sign of life for so long was killed: it writes one every two seconds. */
const SILENT_MS = 20_000;

export type Standing = 'running' | 'interrupted' | 'done' | 'stopped';

/** `interrupted`: marked as running by a process that is no more. */
export function standingOf({ state, pulseAt, startedAt }: ScanState, now: Date): Standing {
  if (state !== 'running') return state;
  const seen = Math.max(Date.parse(pulseAt) || 0, Date.parse(startedAt) || 0);
  return now.getTime() - seen > SILENT_MS ? 'interrupted' : 'running';
}

/** How far a scan was at one moment. */
export interface Mark {
  readonly atMs: number;
  readonly done: number;
}

export interface ProgressView {
  readonly standing: Standing;
  readonly done: number;
  /** Reckoned from the bytes cut so far until the sources are wholly cut. */
  readonly total: number;
  readonly isTotalKnown: boolean;
  /** 0–100, whole. */
  readonly percent: number;
  /** Messages a second; 0 when nothing moved. */
  readonly rate: number;
  /** `2 min 5 s`; empty when it cannot be told. */
  readonly left: string;
  readonly newFindings: number;
  readonly excluded: number;
  readonly failed: number;
  readonly unread: number;
}

export const doneOf = (scan: ScanState): number =>
  scan.recorded + scan.excluded + scan.failedMessages;

/** @param since an earlier mark of the same scan, by which the rate is reckoned */
export function progressOf(scan: ScanState, since: Mark, now: Date): ProgressView {
  const done = doneOf(scan);
  const share = scan.intakeDone || scan.bytesRead === 0 ? 1 : scan.bytesRead / scan.bytes;
  const total = Math.max(Math.round(scan.messages / Math.min(share, 1)), done);
  const seconds = (now.getTime() - since.atMs) / 1_000;
  const rate = seconds > 0 ? Math.max(done - since.done, 0) / seconds : 0;
  return {
    standing: standingOf(scan, now),
    done,
    total,
    isTotalKnown: scan.intakeDone,
    percent: total === 0 ? 0 : Math.floor((done / total) * 100),
    rate: Math.round(rate),
    left: rate === 0 || total === done ? '' : duration((total - done) / rate),
    newFindings: scan.newFindings,
    excluded: scan.excluded,
    failed: scan.failedMessages,
    unread: scan.unreadSources,
  };
}

/** The average since the scan was started: what a page without script shows. */
export function wholeRun(scan: ScanState): { readonly since: Mark; readonly until: Date } {
  const until = new Date(scan.finishedAt || scan.pulseAt || scan.startedAt);
  return { since: { atMs: Date.parse(scan.startedAt), done: 0 }, until };
}

/** `7 s`, `3 min 20 s`, `2 h 5 min` */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
