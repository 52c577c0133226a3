import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { asBuffer } from './charset.js';

/** Random access to bytes that lie elsewhere (a file, a buffer). */
export interface ByteSource {
  readonly size: number;
  /** Bytes at an offset; fewer than asked for only at the end. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

const CHUNK_BYTES = 64 * 1024;

/** yauzl's view of a byte source. */
export class SourceReader extends yauzl.RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(readRange(this.source, start, end), { objectMode: false });
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.source.read(position, length).then(
      (bytes) => callback(null, asBuffer(bytes).copy(buffer, offset)),
      (error: Error) => callback(error),
    );
  }
}

async function* readRange(source: ByteSource, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const bytes = await source.read(at, Math.min(CHUNK_BYTES, end - at));
    if (bytes.length === 0) return;
    at += bytes.length;
    yield asBuffer(bytes);
  }
}

/** A byte source over bytes in memory. */
export function memorySource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}
