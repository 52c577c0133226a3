import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '../config.js';
import { EnvironmentError, UsageError } from '../model/errors.js';
import { packageRoot } from '../pipeline/package-root.js';
import type { ScanState } from '../store/oversight/store.js';
import type { Store } from '../store/store.js';

export interface ScanOrder {
  readonly caseId: string;
  readonly caseName: string;
  /** Absolute paths. */
  readonly sources: readonly string[];
  /** Path of the roster; empty for none. */
  readonly roster: string;
  readonly protocol: string;
}

interface Run {
  readonly child: ChildProcess;
  said: string;
  code: number | null;
}

/** More reading processes outrun the one that writes the store. */
const MOST_JOBS = 8;
const LOOK_MS = 100;
/** Compiling the catalogue for the first time takes seconds. */
const START_MS = 30_000;
/** What a failed scan said last. */
const SAID_CHARACTERS = 4_000;

/**
 * Starts scans for the desk: each is `probity scan` in a process of its own, so that pages stay quick
 * while it records, and a scan looks the same wherever it was begun.
 */
export class ScanRunner {
  readonly #runs = new Map<string, Run>();
  readonly #children = new Set<ChildProcess>();
  readonly #store: Store;
  readonly #config: Config;

  constructor(store: Store, config: Config) {
    this.#store = store;
    this.#config = config;
  }

  /** Resolves with the scan's id once it has begun. Throws what the program said when it did not. */
  async start(order: ScanOrder): Promise<string> {
    const before = new Map((await this.#scansOf(order)).map((it) => [it.id, it.pulseAt]));
    const run = this.#spawn(order);
    for (let waited = 0; waited < START_MS; waited += LOOK_MS) {
      const begun = (await this.#scansOf(order)).find((it) => before.get(it.id) !== it.pulseAt);
      if (begun !== undefined) {
        this.#runs.set(begun.id, run);
        return begun.id;
      }
      if (run.code !== null) throw new UsageError(saidBy(run));
      await pause(LOOK_MS);
    }
    run.child.kill('SIGTERM');
    throw new EnvironmentError(`The scan did not begin within half a minute. ${saidBy(run)}`);
  }

  /** Whether this desk started the scan and it still runs. */
  isOurs(scanId: string): boolean {
    return this.#runs.get(scanId)?.code === null;
  }

  /** What a scan of this desk that failed has said; empty when it did not fail. */
  failure(scanId: string): string {
    const run = this.#runs.get(scanId);
    return run?.code === 2 ? saidBy(run) : '';
  }

  /** Stops a scan of this desk; it can be gone on with later. */
  async stop(scanId: string): Promise<void> {
    const run = this.#runs.get(scanId);
    if (run === undefined || run.code !== null) {
      throw new UsageError('This scan was not started here: stop it where it was started.');
    }
    await stopped(run.child);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#children].map(stopped));
  }

  async #scansOf({ caseId, sources }: ScanOrder): Promise<ScanState[]> {
    const wanted = JSON.stringify(sources);
    const scans = await this.#store.oversight.scans(caseId);
    return scans.filter(({ settings }) => JSON.stringify(settings.sources) === wanted);
  }

  #spawn(order: ScanOrder): Run {
    const jobs = Math.min(Math.max(availableParallelism() - 1, 1), MOST_JOBS);
    const args = [
      join(packageRoot(), 'dist', 'src', 'cli', 'main.js'),
      'scan',
      ...order.sources,
      `--case=${order.caseName}`,
      `--protocol=${order.protocol}`,
      ...(order.roster === '' ? [] : [`--roster=${order.roster}`]),
      `--data-dir=${this.#config.dataDir}`,
      `--jobs=${jobs}`,
      '--no-progress',
      // Findings go to the store; nobody reads them here.
      '--format=jsonl',
      '--min-severity=high',
      '--min-confidence=1',
    ];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const run: Run = { child, said: '', code: null };
    this.#children.add(child);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      run.said = (run.said + text).slice(-SAID_CHARACTERS);
    });
    child.once('error', (error) => {
      run.said += error.message;
      run.code = 2;
    });
    child.once('close', (code) => {
      run.code = code ?? 2;
      this.#children.delete(child);
    });
    return run;
  }
}

const saidBy = ({ said }: Run): string => said.trim() || 'The scan ended without a word.';

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'close');
  child.kill('SIGTERM');
  await gone;
}
