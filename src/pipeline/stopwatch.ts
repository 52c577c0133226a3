/** Milliseconds by stage. */
export type Timings = Readonly<Record<string, number>>;

/** Stages that only wrap others, whose time would be counted twice. */
const WRAPPERS = new Set(['language']);

export interface RunningStopwatch {
  readonly time: <T>(stage: string, work: () => T) => T;
  readonly timeAsync: <T>(stage: string, work: () => Promise<T>) => Promise<T>;
  /** Times so far, to the microsecond, and `other`: CPU of this process since the last stop that no stage had. */
  stop(): Timings;
}

/** CPU of this process at the last stop: what lies between two stops belongs to no stage. */
let spentBefore = 0;

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
      const named = [...spent.values()].reduce((sum, ms) => sum + ms, 0);
      const { user, system } = process.cpuUsage();
      const cpu = (user + system) / 1_000;
      add(spentBefore === 0 ? 'start' : 'other', Math.max(cpu - spentBefore - named, 0));
      spentBefore = cpu;
      return Object.fromEntries([...spent].map(([stage, ms]) => [stage, round(ms)]));
    },
  };
}

const round = (ms: number): number => Math.round(ms * 1_000) / 1_000;

/** Adds `more` to `sum`, stage by stage. */
export function addTimings(sum: Record<string, number>, more: Timings): void {
  for (const [stage, ms] of Object.entries(more)) sum[stage] = (sum[stage] ?? 0) + ms;
}
