import { readdirSync, readFileSync } from 'node:fs';

const SAMPLE_MS = 100;

/** Sums the resident memory of a process and all below it while it runs (Linux). */
export function watchMemory(pid: number): { peakMb(): number } {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, treeKb(pid));
  }, SAMPLE_MS);
  return {
    peakMb: () => {
      clearInterval(timer);
      return Math.round(peak / 1024);
    },
  };
}

function treeKb(root: number): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!pid) continue;
    const stat = tryRead(`/proc/${pid}/stat`);
    parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const isBelow = (pid: number): boolean =>
    pid === root || (parents.has(pid) && isBelow(parents.get(pid)!));
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + rssKb(pid), 0);
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
