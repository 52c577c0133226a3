import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Programs some tests need and `npm ci` does not bring. A test asks `service` for one; where it is
 * missing, the tests that need it are skipped and say so, or fail when REQUIRE_SERVICES=1.
 */

const said = new Set<string>();

/** Path of the first of these programs that is installed, or null (said aloud, once). */
export function service(...names: readonly string[]): string | null {
  const found = names.flatMap((name) => onPath(name) ?? []).at(0);
  if (found !== undefined) return found;
  const missing = `${names.join(' or ')} is not installed`;
  if (process.env.REQUIRE_SERVICES === '1') {
    throw new Error(`${missing}, and REQUIRE_SERVICES=1 forbids to skip the tests that need it.`);
  }
  if (!said.has(missing))
    console.warn(`\n*** SKIPPED: ${missing}; the tests that need it did not run.\n`);
  said.add(missing);
  return null;
}

function onPath(name: string): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder
    }
  }
  return null;
}

/** A port of this machine on which nothing listens now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export interface RedisServer {
  readonly url: string;
  /** SIGTERM: writes what it has when it is durable. Resolves when the process is gone. */
  stop(): Promise<void>;
  /** On the same port and folder. */
  start(): Promise<void>;
  /** For good; removes the folder. */
  close(): Promise<void>;
}

/** Starts a Redis of the test's own on a free loopback port. `durable`: it keeps jobs over a restart. */
export async function startRedis(program: string, durable: boolean): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'probity-redis-'));
  let port = await freePort();
  const settings = ['--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const durability = durable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : [];
  let server: ChildProcess | null = null;
  const onExit = (): void => {
    server?.kill('SIGKILL');
  };
  process.on('exit', onExit);
  const start = async (): Promise<void> => {
    const flags = ['--port', String(port), ...settings, ...durability];
    server = spawn(program, flags, { stdio: ['ignore', 'pipe', 'ignore'] });
    await says(server, 'Ready to accept connections');
  };
  const stop = async (): Promise<void> => {
    if (server === null) return;
    const gone = once(server, 'close');
    server.kill('SIGTERM');
    server = null;
    await gone;
  };
  // Another test may have taken the port since it was found free.
  for (let left = 3; ; left -= 1) {
    try {
      await start();
      break;
    } catch (error) {
      if (left === 0) throw error;
      port = await freePort();
    }
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    stop,
    close: async () => {
      await stop();
      process.off('exit', onExit);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Resolves when the program has printed `words`; rejects with what it did print when it ends. */
function says(program: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let printed = '';
    program.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (printed.includes(words)) resolve();
    });
    program.once('error', reject);
    program.once('close', () => reject(new Error(`${program.spawnfile} ended:\n${printed}`)));
  });
}
