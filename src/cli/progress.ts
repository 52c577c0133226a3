import { Presets, SingleBar } from 'cli-progress';
import type { ScanProgressView } from '../pipeline/scan-run.js';

/** How far a scan is, on stderr: results on stdout stay clean. */
export interface Progress {
  show(view: ScanProgressView): void;
  /** A sentence in between. */
  say(sentence: string): void;
  stop(): void;
}

/** A log wants a sign of life, not a film. */
const LINE_MS = 10_000;

/** @param isWanted false for `--no-progress` */
export function createProgress(isWanted: boolean): Progress {
  if (!isWanted) return { show: () => {}, say, stop: () => {} };
  return process.stderr.isTTY ? bar() : lines();
}

const say = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`);
};

function bar(): Progress {
  const single = new SingleBar(
    {
      format: '{bar} {value} of {about} messages · {rate}/s · {left} · {findings}',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  const started = performance.now();
  let isStarted = false;
  return {
    show: (view) => {
      const { total, ...words } = measures(view, performance.now() - started);
      if (!isStarted) single.start(total, view.done, words);
      isStarted = true;
      single.setTotal(total);
      single.update(view.done, words);
    },
    say: (sentence) => {
      if (isStarted) process.stderr.write('\r\x1b[K');
      say(sentence);
    },
    stop: () => single.stop(),
  };
}

function lines(): Progress {
  const started = performance.now();
  let last = started;
  return {
    show: (view) => {
      const now = performance.now();
      if (now - last < LINE_MS) return;
      last = now;
      const { about, rate, left, findings } = measures(view, now - started);
      say(`${view.done} of ${about} messages, ${rate}/s, ${left}, ${findings}`);
    },
    say,
    stop: () => {},
  };
}

interface Measures {
  readonly total: number;
  readonly about: string;
  readonly rate: number;
  readonly left: string;
  readonly findings: string;
}

/** Until the whole source is cut, the number of messages is reckoned from the bytes cut so far. */
function measures(view: ScanProgressView, elapsedMs: number): Measures {
  const share = view.isIntakeDone || view.bytesRead === 0 ? 1 : view.bytesRead / view.bytes;
  const total = Math.max(Math.round(view.found / Math.min(share, 1)), view.done, 1);
  const perSecond = (view.done / elapsedMs) * 1_000;
  const seconds = (total - view.done) / perSecond;
  return {
    total,
    about: view.isIntakeDone ? String(total) : `about ${total}`,
    rate: Math.round(perSecond),
    left: Number.isFinite(seconds) ? `${duration(seconds * 1_000)} left` : 'starting',
    findings: `${view.newFindings} new findings`,
  };
}

/** `7 s`, `3 min 20 s`, `2 h 5 min`. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
