import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 100;

/** Linux counts CPU time in hundredths of a second (USER_HZ). */
const TICK_MS = 10;

/** Memory and CPU of a process and all below it while it runs (Linux). */
export interface ProcessWatch {
  /** Stops watching. Resident memory, summed over the processes. */
  peakMb(): number;
  /** CPU of all processes, those that have ended too; what came after the last sample is missing. */
  cpuMs(): number;
}

interface Stat {
  readonly parent: number;
  readonly ownTicks: number;
  /** Of children that have ended. */
  readonly childTicks: number;
}

export function watchProcesses(pid: number): ProcessWatch {
  let peakKb = 0;
  let ticks = 0;
  const timer = setInterval(() => {
    const stats = tree(pid);
    peakKb = Math.max(
      peakKb,
      [...stats.keys()].reduce((sum, each) => sum + rssKb(each), 0),
    );
    const spent = [...stats.values()].reduce((sum, s) => sum + s.ownTicks + s.childTicks, 0);
    ticks = Math.max(ticks, spent);
  }, SAMPLE_MS);
  return {
    peakMb: () => {
      clearInterval(timer);
      return Math.round(peakKb / 1024);
    },
    cpuMs: () => ticks * TICK_MS,
  };
}

function tree(root: number): Map<number, Stat> {
  const all = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    const stat = /^\d+$/.test(name) ? tryRead(`/proc/${name}/stat`) : '';
    if (stat === '') continue;
    // After the name in brackets: state, parent, …; fields 14 to 17 are the times (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15).map(Number);
    const stats = { parent: Number(fields[1]), ownTicks: user + system };
    all.set(Number(name), { ...stats, childTicks: childUser + childSystem });
  }
  const isBelow = (pid: number): boolean => {
    if (pid === root) return true;
    const parent = all.get(pid)?.parent;
    return parent !== undefined && isBelow(parent);
  };
  return new Map([...all].filter(([pid]) => isBelow(pid)));
}

function rssKb(pid: number): number {
  return Number(/^VmRSS:\s+(\d+)/m.exec(tryRead(`/proc/${pid}/status`))?.[1] ?? 0);
}

/** A process may end between being listed and being read. */
function tryRead(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
