import { randomUUID } from 'node:crypto';
import { type IntakeCounts, NO_COUNTS, type Scan } from '../model/case.js';
import { EnvironmentError } from '../model/errors.js';
import type { AnalysisContext, IntakeJob } from '../model/job.js';
import { type Consumer, type JobQueue, QUEUE_NAMES } from '../queue/job-queue.js';
import { within } from '../queue/within.js';
import type { ScanProgress } from '../store/store.js';
import type { ReadingPool } from './analyse.js';
import { consumeAnalysis } from './consume-analysis.js';
import { carriesBytes, consumeIntake, STOPPED } from './consume-intake.js';
import { sizeOf } from './intake.js';
import type { CatalogueSource } from './kept-catalogue.js';
import { createReadingPool } from './reading-pool.js';
import { recordBatch } from './record.js';
import { addTimings } from './stopwatch.js';
import {
  type BatchSubmitter,
  batchOf,
  createBatchSubmitter,
  intakeJobId,
  jobsOf,
  priorityOf,
} from './submit-batch.js';
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
  /** Sources are taken in by this process too, not only by `probity worker intake`. */
  readonly takesIn: boolean;
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

/** Seldom enough to cost nothing, often enough that a watcher soon sees a scan that was killed. */
const PULSE_MS = 2_000;

/** Out within 10 s of a signal: the running batches are given up, they are done again later. */
const STOP_MS = 2_000;

/** One scan under way: its consumers, its children, and the wait for its last batch. */
export class ScanRun {
  counts: IntakeCounts = NO_COUNTS;
  readonly timings: Record<string, number> = {};
  readonly #pool: ReadingPool | null;
  readonly #unpacker: Unpacker;
  readonly #submitter: BatchSubmitter;
  readonly #consumers: Consumer[] = [];
  readonly #bell = new Bell();
  #lastChange = performance.now();
  #sweepAfter = SWEEP_FIRST_MS;
  #lastPulse = Number.NEGATIVE_INFINITY;
  #job: IntakeJob | null = null;
  #failure: Error | null = null;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(
    readonly scan: Scan,
    readonly judging: Judging,
    readonly workspace: Workspace,
    readonly queue: JobQueue,
    readonly options: ScanOptions,
  ) {
    this.#pool = judging.jobs > 0 ? createReadingPool(judging.jobs) : null;
    this.#unpacker = createUnpacker(workspace.spool);
    const carries = carriesBytes(workspace);
    this.#submitter = createBatchSubmitter(queue, scan.id, judging.context, carries);
  }

  /** Runs the scan to its end; everything it started is ended when this resolves or rejects. */
  async complete(): Promise<'done' | 'stopped'> {
    const { signal } = this.options;
    try {
      await this.#forgetJobs(); // of a run that was killed: their batches are forgotten
      this.#consume();
      await this.#submitSources();
      await this.#waitForAll();
      return signal.aborted ? 'stopped' : 'done';
    } finally {
      if (signal.aborted) await this.#abandon();
      await Promise.all([
        this.#pool?.close(),
        ...this.#consumers.map((consumer) => consumer.stop(STOP_MS)),
      ]);
      await within(this.#sweeping, STOP_MS);
      await untilItWorks(() => this.workspace.store.closeIntake(this.scan.id), this.options);
      await this.#unpacker.close();
    }
  }

  #consume(): void {
    const { catalogue, jobs } = this.judging;
    if (this.#pool !== null) {
      this.#consumers.push(consumeAnalysis(this.queue, this.#pool, catalogue, jobs));
    }
    if (this.judging.takesIn) {
      const unpacker = async (): Promise<Unpacker> => this.#unpacker;
      const intake = consumeIntake(this.queue, this.workspace, unpacker, this.options);
      this.#consumers.push(intake);
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

  async #submitSources(): Promise<void> {
    const { scan, workspace, judging } = this;
    const { sources } = scan.settings;
    const ticket = randomUUID();
    await untilItWorks(() => workspace.store.openIntake(scan.id, ticket), this.options);
    const skip = [workspace.settings.dataDir, workspace.spool];
    const bytes = await sizeOf(sources, skip, this.options.signal);
    const { context } = judging;
    this.#job = {
      scanId: scan.id,
      caseId: scan.caseId,
      ticket,
      sources: [...sources],
      bytes,
      context,
    };
    await this.#submitIntake(this.#job);
  }

  /** Nothing happens while the job waits or runs. */
  async #submitIntake(job: IntakeJob): Promise<void> {
    const id = intakeJobId(job.scanId, job.ticket);
    await this.queue.submit('intake', { id, data: job, priority: priorityOf(job.bytes) });
  }

  async #waitForAll(): Promise<void> {
    const { signal } = this.options;
    const stop = (): void => this.#bell.ring(); // ends the wait below
    signal.addEventListener('abort', stop, { once: true });
    let recorded = -1;
    try {
      while (!signal.aborted) {
        if (this.#failure !== null) throw this.#failure;
        const progress = await this.#progress();
        this.#show(progress);
        await this.#pulse();
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

  async #progress(): Promise<ScanProgress> {
    const { store } = this.workspace;
    const progress = await untilItWorks(() => store.progress(this.scan.id), this.options);
    this.counts = await untilItWorks(() => store.intake(this.scan.id), this.options);
    return progress;
  }

  #show({ recorded, newFindings, intakeDone }: ScanProgress): void {
    const { documents, bytesRead } = this.counts;
    const bytes = this.#job?.bytes ?? 0;
    this.options.onProgress({
      found: documents,
      done: recorded,
      isIntakeDone: intakeDone,
      bytes,
      bytesRead,
      newFindings,
    });
  }

  /** Others who watch the scan see that it is alive. */
  async #pulse(): Promise<void> {
    if (performance.now() - this.#lastPulse < PULSE_MS) return;
    this.#lastPulse = performance.now();
    const pulse = { at: new Date().toISOString(), bytes: this.#job?.bytes ?? 0 };
    const { oversight } = this.workspace.store;
    await untilItWorks(() => oversight.pulse(this.scan.id, pulse), this.options);
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
    await this.#sweepIntake();
    for (const queue of ['analysis', 'review'] as const) {
      for (const job of await this.queue.failed(queue)) {
        const batch = batchOf(this.scan.id, job.id);
        if (batch !== undefined) await store.failBatch(this.scan.id, batch, job.reason);
      }
    }
    this.#bell.ring();
    for (const { batch, refs } of await store.owed(this.scan.id)) {
      if (this.options.signal.aborted) return;
      const left = Math.max((this.#job?.bytes ?? 0) - this.counts.bytesRead, 0);
      await this.#submitter.submit(batch, refs, left);
    }
  }

  /** Intake whose consumer was stopped is done by another; one that failed ends the scan. */
  async #sweepIntake(): Promise<void> {
    const { scanId, ticket } = this.#job ?? { scanId: '', ticket: '' };
    const id = intakeJobId(scanId, ticket);
    const failed = (await this.queue.failed('intake')).find((job) => job.id === id);
    if (failed?.reason === STOPPED) await this.queue.retryFailed('intake', id);
    else if (failed !== undefined) {
      this.#failure = new EnvironmentError(`The sources could not be taken in: ${failed.reason}`);
    }
    const { intakeDone } = await this.workspace.store.progress(this.scan.id);
    if (this.#job !== null && !intakeDone) await this.#submitIntake(this.#job);
  }

  /** Jobs handed in and not begun: a later run works the list out again. */
  async #forgetJobs(): Promise<void> {
    for (const queue of QUEUE_NAMES) {
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
