import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChildPool, createChildPool } from '../queue/child-pool.js';
import { workerEntry } from './package-root.js';
import type { Unpacked, UnpackOrder } from './unpack-archive.js';

/** Unpacks archives into the scan's spool folder. */
export interface Unpacker {
  /** @param only the one member that is wanted; all of them unless named */
  unpack(archive: string, only?: string): Promise<Unpacked>;
  /** Ends the child and removes everything unpacked. */
  close(): Promise<void>;
}

/** A bomb is stopped by the caps of `src/formats`; this ends a library that hangs. */
const TIME_LIMIT_MS = 10 * 60_000;

/** Members are streamed to disk; the child holds a directory of at most 10,000 names. */
const MEMORY_MB = 256;

/** @param spool a folder of this scan's own; made when it is first needed */
export function createUnpacker(spool: string): Unpacker {
  let pool: ChildPool<UnpackOrder, Unpacked> | null = null;
  let archives = 0;
  return {
    unpack: async (archive, only) => {
      pool ??= createChildPool<UnpackOrder, Unpacked>({
        entry: workerEntry('unpack-child'),
        size: 1,
        timeLimitMs: TIME_LIMIT_MS,
        memoryMb: MEMORY_MB,
      });
      archives += 1;
      const folder = join(spool, String(archives));
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const [outcome] = await pool.runBatch(
        [{ archive, folder, ...(only === undefined ? {} : { only }) }],
        null,
      );
      if (outcome?.ok) return outcome.result;
      return {
        members: [],
        unread: [{ name: '', reason: `could not be unpacked: ${outcome?.reason}` }],
      };
    },
    close: async () => {
      await pool?.close();
      await rm(spool, { recursive: true, force: true });
    },
  };
}
