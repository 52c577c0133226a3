import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const MAIN = resolve('dist/src/cli/main.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when standard error has said these words. */
  says(words: string): Promise<void>;
}

/** Starts the program as a user's shell does: its own process, no terminal. */
export function start(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  const waiting: { words: string; resolve: () => void }[] = [];
  // Decoded as one stream: a chunk may end inside a character of several bytes.
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const w of waiting) if (stderr.includes(w.words)) w.resolve();
  });
  return {
    process: child,
    ended: once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr })),
    says: (words) =>
      new Promise((done) => {
        if (stderr.includes(words)) done();
        else waiting.push({ words, resolve: done });
      }),
  };
}

export const run = (
  args: readonly string[],
  cwd: string,
  env?: NodeJS.ProcessEnv,
): Promise<Ended> => start(args, cwd, env).ended;

/** A folder of the test's own, removed with `dispose`. */
export function scratch(): { readonly path: string; dispose(): void } {
  const path = mkdtempSync(join(tmpdir(), 'probity-cli-'));
  return { path, dispose: () => rmSync(path, { recursive: true, force: true }) };
}

/** Processes that a process started, by the kernel's own list. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false; // gone meanwhile
      }
    })
    .map(Number);
}
