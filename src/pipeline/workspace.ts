import { randomUUID } from 'node:crypto';
import { mkdir, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentError } from '../model/errors.js';
import type { JobQueue } from '../queue/job-queue.js';
import { createLocalQueue } from '../queue/local.js';
import { openStore } from '../store/open.js';
import type { Store } from '../store/store.js';
import { reasonOf } from './sources.js';

/** Where Probity keeps things, as `src/config.ts` reads it. */
export interface WorkspaceSettings {
  readonly dataDir: string;
  readonly key: string;
  readonly redisUrl: string;
  readonly queuePrefix: string;
  readonly sharedFiles: boolean;
}

export interface Workspace {
  readonly settings: WorkspaceSettings;
  readonly store: Store;
  /** Archives are unpacked below it while a scan runs. */
  readonly spool: string;
  close(): Promise<void>;
}

/**
 * Opens the store, made if need be.
 *
 * @param isEphemeral keeps everything in memory; only unpacked archives touch the disk, until the end
 * @throws EnvironmentError when the folder cannot be written, UsageError for a wrong key
 */
export async function openWorkspace(
  settings: WorkspaceSettings,
  isEphemeral: boolean,
): Promise<Workspace> {
  const { dataDir, key } = settings;
  const own = `${process.pid}-${randomUUID().slice(0, 8)}`;
  const now = (): string => new Date().toISOString();
  if (isEphemeral) {
    const store = await openStore({ path: ':memory:', now });
    const spool = join(await realpath(tmpdir()), `probity-${own}`);
    return { settings, store, spool, close: () => store.close() };
  }
  await makeFolder(dataDir);
  await removeAbandoned(join(dataDir, SPOOL));
  const path = join(dataDir, STORE_FILE);
  const store = await openStore({ path, now, ...(key === '' ? {} : { key }) });
  return { settings, store, spool: join(dataDir, SPOOL, own), close: () => store.close() };
}

const STORE_FILE = 'probity.db';
const SPOOL = 'spool';

/** The store's rows are people's letters: nobody but the user may look in. */
async function makeFolder(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new EnvironmentError(
      `The data folder ${dataDir} ${reasonOf(error)}; choose another with --data-dir or PROBITY_DATA_DIR.`,
    );
  }
}

/** A scan that was killed leaves what it had unpacked; its folder's name starts with its process id. */
async function removeAbandoned(spool: string): Promise<void> {
  const names = await readdir(spool).catch(() => []);
  for (const name of names) {
    if (isAlive(Number.parseInt(name, 10))) continue;
    await rm(join(spool, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** `bullmq` when an address of Redis is set, otherwise `local`, which needs nothing of BullMQ loaded. */
export async function openQueue(
  settings: Pick<WorkspaceSettings, 'redisUrl' | 'queuePrefix'>,
  onNotice: (sentence: string) => void,
): Promise<JobQueue> {
  if (settings.redisUrl === '') return createLocalQueue();
  const { createBullQueue } = await import('../queue/bullmq.js');
  return createBullQueue({ url: settings.redisUrl, prefix: settings.queuePrefix, onNotice });
}
