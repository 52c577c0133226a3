import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { UsageError } from '../model/errors.js';
import { reasonOf } from '../pipeline/sources.js';

/** Where results go: standard output, or the file of `--output`. */
export interface Out {
  write(chunks: AsyncIterable<string> | Iterable<string>): Promise<void>;
}

/** Found out before the scan, not after an hour of it. Leaves what the file holds. */
export async function assertWritable(path: string): Promise<void> {
  try {
    await (await open(path, 'a')).close();
  } catch (error) {
    throw new UsageError(`The output file ${path} ${reasonOf(error).replace('read', 'written')}.`);
  }
}

/** Waits for slow readers, so that a million findings need no memory. */
export function openOut(path: string | undefined): Out {
  return {
    write: async (chunks) => {
      const stream = path === undefined ? process.stdout : createWriteStream(path);
      for await (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain');
      if (path === undefined) return;
      stream.end();
      await finished(stream);
    },
  };
}
