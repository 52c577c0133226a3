/** Milliseconds by stage. */
export type Timings = Readonly<Record<string, number>>;

/** Stages that only wrap others, whose time would be counted twice. */
const WRAPPERS = new Set(['language']);

export interface RunningStopwatch {
  readonly time: <T>(stage: string, work: () => T) => T;
  readonly timeAsync: <T>(stage: string, work: () => Promise<T>) => Promise<T>;
  /** Times so far. Now and then also `other`: CPU of this process that no stage had. */
  stop(): Timings;
}

/** Asking the system for the CPU spent takes 0.3 ms, a fifth of a message: done once in so many. */
const CPU_LOOK_STOPS = 100;

/** What lies between the stages of many messages: CPU at the last look, and what was named since. */
const between = { stops: 0, cpuMs: 0, namedMs: 0 };

/** Measures the stages of one message. The clock lives here, outside the engine, which reads none. */
export function startStopwatch(): RunningStopwatch {
  const spent = new Map<string, number>();
  const add = (stage: string, ms: number): void => {
    if (!WRAPPERS.has(stage)) spent.set(stage, (spent.get(stage) ?? 0) + ms);
  };
  return {
    time: (stage, work) => {
      const start = performance.now();
      const value = work();
      add(stage, performance.now() - start);
      return value;
    },
    timeAsync: async (stage, work) => {
      const start = performance.now();
      const value = await work();
      add(stage, performance.now() - start);
      return value;
    },
    stop: () => {
      for (const ms of spent.values()) between.namedMs += ms;
      if (between.stops % CPU_LOOK_STOPS === 0) {
        const { user, system } = process.cpuUsage();
        const cpuMs = (user + system) / 1_000;
        const unnamed = cpuMs - between.cpuMs - between.namedMs;
        add(between.stops === 0 ? 'start' : 'other', Math.max(unnamed, 0));
        Object.assign(between, { cpuMs, namedMs: 0 });
      }
      between.stops += 1;
      return Object.fromEntries([...spent].map(([stage, ms]) => [stage, round(ms)]));
    },
  };
}

const round = (ms: number): number => Math.round(ms * 1_000) / 1_000;

/** Adds `more` to `sum`, stage by stage. */
export function addTimings(sum: Record<string, number>, more: Timings): void {
  for (const [stage, ms] of Object.entries(more)) sum[stage] = (sum[stage] ?? 0) + ms;
}
