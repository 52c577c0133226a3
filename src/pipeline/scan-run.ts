import type { Scan } from '../model/case.js';
import type { AnalysisContext } from '../model/job.js';
import type { Consumer, JobQueue } from '../queue/job-queue.js';
import { within } from '../queue/within.js';
import type { ScanProgress } from '../store/store.js';
import type { ReadingPool } from './analyse.js';
import { consumeAnalysis } from './consume-analysis.js';
import { type IntakeCounts, noCounts, takeIn } from './intake.js';
import type { CatalogueSource } from './kept-catalogue.js';
import { createReadingPool } from './reading-pool.js';
import { recordBatch } from './record.js';
import { addTimings } from './stopwatch.js';
import { type BatchSubmitter, batchOf, createBatchSubmitter, jobsOf } from './submit-batch.js';
import { createUnpacker, type Unpacker } from './unpack.js';
import { untilItWorks } from './until-it-works.js';
import type { Workspace } from './workspace.js';

/** What a progress bar shows. */
export interface ScanProgressView {
  readonly found: number;
  /** Recorded now or by an earlier scan. */
  readonly done: number;
  readonly isIntakeDone: boolean;
  readonly bytes: number;
  readonly bytesRead: number;
  readonly newFindings: number;
}

export interface ScanOptions {
  readonly signal: AbortSignal;
  /** Called a few times a second while the scan runs. */
  readonly onProgress: (view: ScanProgressView) => void;
  /** Hears of outages and their ends, a sentence each. */
  readonly onNotice: (sentence: string) => void;
}

export interface Judging {
  readonly context: AnalysisContext;
  readonly catalogue: CatalogueSource;
  readonly jobs: number;
}

/** Nothing is waited for longer: batches may also be recorded by another process. */
const LOOK_MS = 1_000;

/**
 * A scan on which nothing was recorded for so long asks the queue for failed jobs and hands in again
 * what it owes: Redis may have been emptied. The wait doubles while nothing changes, since handing in
 * a batch that carries its bytes costs reading it.
 */
const SWEEP_FIRST_MS = 2_000;
const SWEEP_LAST_MS = 60_000;

/** Out within 10 s of a signal: the running batches are given up, they are done again later. */
const STOP_MS = 2_000;

/** One scan under way: its consumers, its children, and the wait for its last batch. */
export class ScanRun {
  readonly counts: IntakeCounts = noCounts();
  readonly timings: Record<string, number> = {};
  readonly #pool: ReadingPool | null;
  readonly #unpacker: Unpacker;
  readonly #submitter: BatchSubmitter;
  readonly #consumers: Consumer[] = [];
  readonly #bell = new Bell();
  #lastChange = performance.now();
  #sweepAfter = SWEEP_FIRST_MS;
  #intakeError: unknown = null;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(
    readonly scan: Scan,
    readonly judging: Judging,
    readonly workspace: Workspace,
    readonly queue: JobQueue,
    readonly options: ScanOptions,
  ) {
    const { settings, spool } = workspace;
    this.#pool = judging.jobs > 0 ? createReadingPool(judging.jobs) : null;
    this.#unpacker = createUnpacker(spool);
    const isRemote = settings.redisUrl !== '';
    this.#submitter = createBatchSubmitter(
      queue,
      scan.id,
      judging.context,
      ({ file }) => isRemote && (!settings.sharedFiles || file.startsWith(spool)),
    );
  }

  /** Runs the scan to its end; everything it started is ended when this resolves or rejects. */
  async complete(): Promise<'done' | 'stopped'> {
    const { signal } = this.options;
    let intake: Promise<void> = Promise.resolve();
    try {
      await this.#forgetJobs(); // of a run that was killed: their batches are forgotten
      this.#consume();
      intake = this.#takeIn();
      await this.#waitForAll();
      return signal.aborted ? 'stopped' : 'done';
    } finally {
      if (signal.aborted) await this.#abandon();
      await Promise.all([
        this.#pool?.close(),
        ...this.#consumers.map((consumer) => consumer.stop(STOP_MS)),
      ]);
      await within(Promise.allSettled([intake, this.#sweeping]), STOP_MS);
      await this.#unpacker.close();
    }
  }

  #consume(): void {
    const { catalogue, jobs } = this.judging;
    if (this.#pool !== null) {
      this.#consumers.push(consumeAnalysis(this.queue, this.#pool, catalogue, jobs));
    }
    const { store } = this.workspace;
    const record = async ({ data }: { readonly data: unknown }): Promise<void> => {
      const start = performance.now();
      const { job } = await recordBatch(data, store, this.options);
      if (job.scanId !== this.scan.id) return; // another scan on the same store and queue
      addTimings(this.timings, { ...job.timings, record: performance.now() - start });
      this.#bell.ring();
    };
    // One at a time: the store has one writer.
    this.#consumers.push(this.queue.consume<unknown>('review', record, { concurrency: 1 }));
  }

  async #takeIn(): Promise<void> {
    try {
      await takeIn(
        {
          scanId: this.scan.id,
          caseId: this.scan.caseId,
          analysisKey: this.judging.context.analysisKey,
          sources: this.scan.settings.sources,
          skip: [this.workspace.settings.dataDir, this.workspace.spool],
          store: this.workspace.store,
          submitter: this.#submitter,
          unpacker: this.#unpacker,
          patience: this.options,
        },
        this.counts,
      );
    } catch (error) {
      this.#intakeError = error;
    }
    this.#bell.ring();
  }

  async #waitForAll(): Promise<void> {
    const { signal } = this.options;
    const stop = (): void => this.#bell.ring(); // ends the wait below
    signal.addEventListener('abort', stop, { once: true });
    let recorded = -1;
    try {
      while (!signal.aborted) {
        if (this.#intakeError !== null) throw this.#intakeError;
        const progress = await this.#progress();
        this.#show(progress);
        if (isComplete(progress)) return;
        if (progress.recorded !== recorded) this.#noteChange();
        recorded = progress.recorded;
        if (performance.now() - this.#lastChange > this.#sweepAfter) this.#startSweep();
        await this.#bell.wait(LOOK_MS);
      }
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #progress(): Promise<ScanProgress> {
    return untilItWorks(() => this.workspace.store.progress(this.scan.id), this.options);
  }

  #show({ recorded, newFindings, intakeDone }: ScanProgress): void {
    const { documents, bytes, bytesRead } = this.counts;
    this.options.onProgress({
      found: documents,
      done: recorded,
      isIntakeDone: intakeDone,
      bytes,
      bytesRead,
      newFindings,
    });
  }

  #noteChange(): void {
    this.#lastChange = performance.now();
    this.#sweepAfter = SWEEP_FIRST_MS;
  }

  #startSweep(): void {
    this.#lastChange = performance.now();
    this.#sweepAfter = Math.min(this.#sweepAfter * 2, SWEEP_LAST_MS);
    this.#sweeping = this.#sweeping.then(() => this.#sweep()).catch(() => {}); // the next one tries again
  }

  /** Failed jobs are noted with their reason; everything else owed is handed in again. */
  async #sweep(): Promise<void> {
    const { store } = this.workspace;
    for (const queue of ['analysis', 'review'] as const) {
      for (const job of await this.queue.failed(queue)) {
        const batch = batchOf(this.scan.id, job.id);
        if (batch !== undefined) await store.failBatch(this.scan.id, batch, job.reason);
      }
    }
    this.#bell.ring();
    for (const { batch, refs } of await store.owed(this.scan.id)) {
      if (this.options.signal.aborted) return;
      await this.#submitter.submit(batch, refs, this.counts.bytes - this.counts.bytesRead);
    }
  }

  /** Jobs handed in and not begun: a later run works the list out again. */
  async #forgetJobs(): Promise<void> {
    for (const queue of ['analysis', 'review'] as const) {
      await this.queue.remove(queue, jobsOf(this.scan.id));
    }
  }

  async #abandon(): Promise<void> {
    await this.#pool?.close();
    await within(this.#forgetJobs(), STOP_MS).catch(() => {});
    await within(this.queue.close(), 2 * STOP_MS).catch(() => {});
  }
}

function isComplete({ intakeDone, messages, recorded, failedBatches }: ScanProgress): boolean {
  const failed = failedBatches.reduce((sum, { messages }) => sum + messages, 0);
  return intakeDone && messages === recorded + failed;
}

/** Wakes whoever waits for a change; one that rings before the wait begins is not lost. */
class Bell {
  #isRung = false;
  #answer = (): void => {};

  ring(): void {
    this.#isRung = true;
    this.#answer();
  }

  /** Resolves at the next ring, at the latest after `limitMs`. */
  async wait(limitMs: number): Promise<void> {
    if (!this.#isRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, limitMs);
        this.#answer = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isRung = false;
    this.#answer = () => {};
  }
}
