import { type ChildProcess, fork } from 'node:child_process';
import {
  type ItemReport,
  isItemReport,
  OVER_MEMORY,
  READY,
  toArguments,
} from './child-protocol.js';
import { within } from './within.js';

/** Why a child had to go in the middle of an item. */
export interface ChildFault {
  readonly cause: 'hung' | 'memory' | 'died';
  readonly reason: string;
}

export interface ChildSettings {
  /** Compiled file that calls `serveItems`. */
  readonly entry: URL | string;
  readonly timeLimitMs: number;
  readonly startLimitMs: number;
  /** V8's heap. */
  readonly memoryMb: number;
  /** All memory of the process. */
  readonly rssMb: number;
  /** All the child sees of an environment. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A result may lie unread in the pipe when the limit strikes, if this process itself was held up;
 * so the loop gets a moment to read it before anybody is killed.
 */
const GRACE_MS = 50;

/** A child that ignores SIGTERM this long is killed: ending a pool takes less than 2 s. */
const TERM_LIMIT_MS = 1_000;
const KILL_LIMIT_MS = 500;

/** V8's report of a full heap is some 3 KB; a parser's warnings before it are of no interest. */
const STDERR_KEPT = 16_384;

/**
 * A message passes through many functions, each for microseconds: at its default budget V8 spends more
 * on compiling them for speed than a batch of thousands takes to read. With twenty times the budget it
 * compiles what really runs hot; measured over 2,500 messages, start included, least CPU of several
 * runs: 7.0 s at the default, 6.4 at six times, 5.1 at twenty, 5.4 at sixty. A young generation that
 * holds a batch's garbage spares copying it.
 */
const V8_FLAGS = [
  '--interrupt-budget=1200000',
  '--min-semi-space-size=16',
  '--max-semi-space-size=16',
];

interface Run {
  readonly count: number;
  readonly onReport: (report: ItemReport) => void;
  readonly onEnd: (fault: ChildFault | null) => void;
  readonly limit: NodeJS.Timeout;
  next: number;
}

/** One child process: does a stretch of items at a time, one item after the other. */
export class WorkChild {
  /** Resolves when the child is ready; rejects with the reason when it never is. */
  readonly started: Promise<void>;
  readonly closed: Promise<void>;
  served = 0;
  gone = false;
  readonly #process: ChildProcess;
  #fault: ChildFault | null = null;
  #stderr = '';
  #run: Run | null = null;

  /** Throws when the system refuses a process at once (no memory, too many processes). */
  constructor(readonly settings: ChildSettings) {
    const { entry, memoryMb, rssMb, env } = settings;
    this.#process = fork(entry, toArguments({ parentPid: process.pid, rssLimitMb: rssMb }), {
      execArgv: [`--max-old-space-size=${memoryMb}`, ...V8_FLAGS],
      // Children open hostile input: no passwords and keys of this process for them.
      env: { ...env },
      // Parsers print; results go over the channel, so stdout is nobody's.
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'json',
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#stderr = (this.#stderr + text).slice(-STDERR_KEPT);
    });
    this.closed = new Promise((resolve) => {
      // `close`, not `exit`: by then every report that was sent has been read.
      this.#process.once('close', (code, signal) => {
        this.#end(this.#fault ?? this.#faultOf(code, signal));
        resolve();
      });
      this.#process.once('error', (error) => {
        if (this.#process.pid !== undefined) return;
        this.#end({ cause: 'died', reason: error.message });
        resolve();
      });
    });
    this.started = this.#start();
    this.started.catch(() => {});
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /**
   * Does `items` in order and hears of each. Resolves with null when all were reported, or with what
   * befell the child at the first item that was not. The child is gone in that case.
   */
  run(
    items: readonly unknown[],
    shared: unknown,
    onReport: Run['onReport'],
  ): Promise<ChildFault | null> {
    return new Promise((resolve) => {
      if (this.gone) return resolve(this.#fault);
      const limit = setTimeout(() => this.#onLimit(), this.settings.timeLimitMs);
      this.#run = { count: items.length, onReport, onEnd: resolve, limit, next: 0 };
      // A failed send needs no answer here: the channel breaks when the child is gone.
      this.#process.send({ items, shared }, () => {});
    });
  }

  /** Lets an idle child keep nobody waiting: a process that forgot the pool can still end. */
  rest(): void {
    this.#process.unref();
    this.#process.channel?.unref();
    socketOf(this.#process)?.unref();
  }

  /** The opposite of `rest`, before new work. */
  rouse(): void {
    this.#process.ref();
    this.#process.channel?.ref();
    socketOf(this.#process)?.ref();
  }

  /** SIGTERM, then SIGKILL. Resolves when the process is gone. */
  async end(): Promise<void> {
    if (this.gone) return;
    this.rouse();
    this.#process.kill('SIGTERM');
    if (await within(this.closed, TERM_LIMIT_MS)) return;
    this.#process.kill('SIGKILL');
    await within(this.closed, KILL_LIMIT_MS);
  }

  async #start(): Promise<void> {
    const ready = new Promise<void>((resolve) => {
      this.#process.on('message', (message) => this.#onMessage(message, resolve));
    });
    const inTime = await within(Promise.race([ready, this.closed]), this.settings.startLimitMs);
    if (!inTime)
      this.#kill({
        cause: 'hung',
        reason: `not ready in ${inSeconds(this.settings.startLimitMs)}`,
      });
    if (!inTime || this.gone) {
      await this.closed;
      throw new Error(this.#fault?.reason ?? 'it ended at once');
    }
  }

  #onMessage(message: unknown, onReady: () => void): void {
    const run = this.#run;
    if (message === READY) onReady();
    else if (run !== null && isItemReport(message) && message.index === run.next) {
      run.next += 1;
      this.served += 1;
      run.limit.refresh();
      run.onReport(message);
      if (run.next === run.count) this.#endRun(null);
    } else this.#kill(OUT_OF_STEP);
  }

  #onLimit(): void {
    const run = this.#run;
    if (run === null) return;
    const stuckAt = run.next;
    setTimeout(() => {
      if (this.#run !== run || run.next !== stuckAt) return;
      this.#kill({
        cause: 'hung',
        reason: `no result within ${inSeconds(this.settings.timeLimitMs)}`,
      });
    }, GRACE_MS);
  }

  #kill(fault: ChildFault): void {
    this.#fault ??= fault;
    this.#process.kill('SIGKILL');
  }

  #end(fault: ChildFault): void {
    this.#fault = fault;
    this.gone = true;
    this.#endRun(fault);
  }

  #endRun(fault: ChildFault | null): void {
    const run = this.#run;
    if (run === null) return;
    this.#run = null;
    clearTimeout(run.limit);
    run.onEnd(fault);
  }

  #faultOf(code: number | null, signal: string | null): ChildFault {
    const heapFull = /FATAL ERROR:.*(heap|allocation|memory)/i.test(this.#stderr);
    if (heapFull || this.#stderr.includes(OVER_MEMORY)) {
      const { memoryMb, rssMb } = this.settings;
      const limit = heapFull ? `heap over ${memoryMb} MB` : `memory over ${rssMb} MB`;
      return { cause: 'memory', reason: `out of memory (${limit})` };
    }
    if (signal !== null) return { cause: 'died', reason: `the process died (${signal})` };
    // What Node prints of an uncaught error comes last, after whatever parsers had to say.
    const error = code === 0 ? undefined : this.#stderr.match(/^\w*Error\b.*$/gm)?.at(-1);
    return { cause: 'died', reason: `the process died (${error ?? `exit code ${code}`})` };
  }
}

const OUT_OF_STEP: ChildFault = { cause: 'died', reason: 'the process sent what nobody asked for' };

function inSeconds(ms: number): string {
  return `${ms / 1_000} s`;
}

/** A child's stderr is a socket, which Node's types do not say. */
function socketOf(child: ChildProcess): { ref(): void; unref(): void } | null {
  const stream: unknown = child.stderr;
  if (typeof stream !== 'object' || stream === null || !('unref' in stream)) return null;
  return stream as { ref(): void; unref(): void };
}
