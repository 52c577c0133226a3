import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';

/** A pipe that took a file's place since it was listed must not hold anybody up. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/** At most this much of a file is asked for at once. */
const CHUNK_BYTES = 256 * 1024;

/** Up to `length` bytes from `offset`; fewer when the file is shorter. */
export async function readRange(file: string, offset: number, length: number): Promise<Buffer> {
  const handle = await open(file, READ_ONLY);
  try {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

/**
 * The same for a child that has nothing else to do: a tenth of the cost a message. The file last read
 * is kept open, since the messages of a batch mostly lie in one mailbox.
 */
export function readRangeSync(file: string, offset: number, length: number): Buffer {
  const { descriptor, size } = opened(file);
  const buffer = Buffer.allocUnsafe(Math.max(Math.min(length, size - offset), 0));
  let filled = 0;
  while (filled < buffer.length) {
    const read = readSync(descriptor, buffer, filled, buffer.length - filled, offset + filled);
    if (read === 0) break;
    filled += read;
  }
  return buffer.subarray(0, filled);
}

let lastOpened: {
  readonly file: string;
  readonly descriptor: number;
  readonly size: number;
} | null = null;

function opened(file: string): { readonly descriptor: number; readonly size: number } {
  if (lastOpened?.file === file) return lastOpened;
  if (lastOpened !== null) closeSync(lastOpened.descriptor);
  lastOpened = null;
  const descriptor = openSync(file, READ_ONLY);
  lastOpened = { file, descriptor, size: fstatSync(descriptor).size };
  return lastOpened;
}

/**
 * A file's bytes from the start up to `size`, as it was when listed: what is appended meanwhile is
 * read by the next scan. Each chunk is a buffer of its own.
 */
export async function* readChunks(
  file: string,
  size: number,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const handle = await open(file, READ_ONLY);
  try {
    for (let at = 0; at < size; ) {
      const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, size - at));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      onRead(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}
