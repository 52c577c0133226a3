import { setTimeout as pause } from 'node:timers/promises';
import { EnvironmentError } from '../model/errors.js';
import { type ChildFault, type ChildSettings, WorkChild } from './work-child.js';

export type ItemOutcome<Result> =
  | { readonly ok: true; readonly result: Result }
  | {
      readonly ok: false;
      /** `threw`: the handler rejected, the child lives. Otherwise what ended the child twice. */
      readonly cause: 'threw' | ChildFault['cause'];
      /** One clause for a reader: `no result within 10 s`. */
      readonly reason: string;
    };

export interface ChildPoolOptions {
  /** Compiled file that calls `serveItems`. */
  readonly entry: URL | string;
  /** Children at most; each is started when it is first needed. */
  readonly size: number;
  /** Limit of one item. */
  readonly timeLimitMs: number;
  /** Limit of the child's heap. */
  readonly memoryMb: number;
  /** Limit of all memory of the child; default `memoryMb` + {@link RSS_ALLOWANCE_MB}. */
  readonly rssMb?: number;
  /** A child is replaced after so many items, against what parsers leak. */
  readonly maxItemsPerChild?: number;
  /** Limit from the start of a child until it is ready. */
  readonly startLimitMs?: number;
  /** The child's whole environment; default empty. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface ChildPool<Item, Result> {
  /**
   * Does a batch in one child; gives an outcome for every item, in order, and tells each as it comes.
   * An item on which the child hangs, runs out of memory or dies is tried once more, alone, in a new
   * child; then it counts as failed and the rest goes on without it. Rejects with an EnvironmentError
   * when no child can be started or the pool is closed.
   */
  runBatch(
    items: readonly Item[],
    shared: unknown,
    onOutcome?: (index: number, outcome: ItemOutcome<Result>) => void,
  ): Promise<readonly ItemOutcome<Result>[]>;
  /** Processes alive now. */
  pids(): readonly number[];
  /** Ends every child within 2 s. Batches under way reject. */
  close(): Promise<void>;
}

/** The runtime and its code take about 80 MB, a 50 MB message and its decoded copies the rest. */
const RSS_ALLOWANCE_MB = 320;

/** A new child takes as much to get up to speed as a thousand messages; its memory has limits of its own. */
const MAX_ITEMS_PER_CHILD = 50_000;

/** Loading catalogue and language model takes a second, on a busy machine several. */
const START_LIMIT_MS = 30_000;

/** Waits between tries to start a child; when the last has failed the batch is given up. */
const START_PAUSES_MS = [100, 400];

/** A pool of child processes that can be killed without loss. */
export function createChildPool<Item, Result>(options: ChildPoolOptions): ChildPool<Item, Result> {
  return new Pool<Item, Result>(options);
}

class Pool<Item, Result> implements ChildPool<Item, Result> {
  readonly #settings: ChildSettings;
  readonly #maxItems: number;
  readonly #alive = new Set<WorkChild>();
  readonly #idle: WorkChild[] = [];
  readonly #queue: (() => void)[] = [];
  readonly #closing = new AbortController();
  #free: number;

  constructor(options: ChildPoolOptions) {
    this.#settings = {
      entry: options.entry,
      timeLimitMs: options.timeLimitMs,
      startLimitMs: options.startLimitMs ?? START_LIMIT_MS,
      memoryMb: options.memoryMb,
      rssMb: options.rssMb ?? options.memoryMb + RSS_ALLOWANCE_MB,
      env: options.env ?? {},
    };
    this.#maxItems = options.maxItemsPerChild ?? MAX_ITEMS_PER_CHILD;
    this.#free = options.size;
  }

  async runBatch(
    items: readonly Item[],
    shared: unknown,
    onOutcome: (index: number, outcome: ItemOutcome<Result>) => void = () => {},
  ): Promise<readonly ItemOutcome<Result>[]> {
    await this.#takeSlot();
    try {
      return await this.#work(items, shared, onOutcome);
    } finally {
      this.#giveSlot();
    }
  }

  pids(): readonly number[] {
    return [...this.#alive].flatMap((child) => (child.gone ? [] : [child.pid ?? []].flat()));
  }

  async close(): Promise<void> {
    this.#closing.abort();
    for (const next of this.#queue.splice(0)) next();
    await Promise.all([...this.#alive].map((child) => child.end()));
  }

  async #work(
    items: readonly Item[],
    shared: unknown,
    onOutcome: (index: number, outcome: ItemOutcome<Result>) => void,
  ): Promise<ItemOutcome<Result>[]> {
    const outcomes: ItemOutcome<Result>[] = [];
    const add = (outcome: ItemOutcome<Result>): void => {
      outcomes.push(outcome);
      onOutcome(outcomes.length - 1, outcome);
    };
    let child: WorkChild | null = null;
    let suspect = -1;
    while (outcomes.length < items.length) {
      child ??= await this.#takeChild();
      const from = outcomes.length;
      const stretch = suspect === from ? [items[from]] : items.slice(from);
      const fault: ChildFault | null = await child.run(stretch, shared, (report) => {
        if (report.kind === 'threw') add({ ok: false, cause: 'threw', reason: report.reason });
        else add({ ok: true, result: report.result as Result }); // the entry's own type
      });
      if (fault === null) continue;
      child = null;
      this.#throwIfClosed();
      // The first item without a report is the one that was under way.
      if (suspect === outcomes.length) add({ ok: false, ...fault });
      else suspect = outcomes.length;
    }
    if (child !== null) this.#giveChild(child);
    return outcomes;
  }

  async #takeChild(): Promise<WorkChild> {
    this.#throwIfClosed();
    for (let child = this.#idle.pop(); child !== undefined; child = this.#idle.pop()) {
      if (child.gone) continue;
      child.rouse();
      return child;
    }
    let reason = '';
    for (const wait of [0, ...START_PAUSES_MS]) {
      await pause(wait, undefined, { signal: this.#closing.signal }).catch(() => {});
      this.#throwIfClosed();
      try {
        return await this.#startChild();
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
      }
    }
    this.#throwIfClosed();
    throw new EnvironmentError(`The process that reads messages could not be started: ${reason}.`);
  }

  async #startChild(): Promise<WorkChild> {
    const child = new WorkChild(this.#settings);
    this.#alive.add(child);
    void child.closed.then(() => this.#alive.delete(child));
    await child.started;
    return child;
  }

  #giveChild(child: WorkChild): void {
    if (this.#closing.signal.aborted || child.served >= this.#maxItems) {
      void child.end();
      return;
    }
    child.rest();
    this.#idle.push(child);
  }

  async #takeSlot(): Promise<void> {
    this.#throwIfClosed();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#throwIfClosed();
  }

  #giveSlot(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }

  #throwIfClosed(): void {
    if (!this.#closing.signal.aborted) return;
    throw new EnvironmentError('The reading processes were stopped before the batch was done.');
  }
}
