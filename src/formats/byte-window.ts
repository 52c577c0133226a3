const MEMORY_BYTES = 256 * 1024;

/**
 * A sliding window over a stream of bytes, by absolute offsets: what lies before `discard` is let
 * go, so that memory follows what is being looked at and not the size of the file.
 */
export class ByteWindow {
  private memory = Buffer.allocUnsafe(MEMORY_BYTES);
  /** The part of `memory` in use. */
  private held = this.memory.subarray(0, 0);
  /** Absolute offset of the first byte held. */
  private first = 0;
  private finished = false;
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** Absolute offset after the last byte held. */
  get end(): number {
    return this.first + this.held.length;
  }

  /** Whether the stream has no more. */
  get ended(): boolean {
    return this.finished;
  }

  /** Reads on until the byte before `offset` is held; false when the stream ends earlier. */
  async reach(offset: number): Promise<boolean> {
    while (offset > this.end && !this.finished) {
      const next = await this.chunks.next();
      if (next.done) this.finished = true;
      else this.append(next.value);
    }
    return offset <= this.end;
  }

  /** Copies a chunk behind what is held; what is held moves only when the memory is full. */
  private append(chunk: Uint8Array): void {
    const at = this.held.byteOffset - this.memory.byteOffset;
    const length = this.held.length + chunk.length;
    let start = at;
    if (at + length > this.memory.length) {
      // Moving is paid for by the bytes let go since: each byte moves about once.
      const target = length * 2 > this.memory.length ? Buffer.allocUnsafe(length * 2) : this.memory;
      this.held.copy(target);
      this.memory = target;
      start = 0;
    }
    this.memory.set(chunk, start + this.held.length);
    this.held = this.memory.subarray(start, start + length);
  }

  /** Reads one more chunk; false when there is none. */
  readOn(): Promise<boolean> {
    return this.reach(this.end + 1);
  }

  /** Lets go of everything before an absolute offset. */
  discard(offset: number): void {
    const count = Math.min(Math.max(0, offset - this.first), this.held.length);
    this.held = this.held.subarray(count);
    this.first += count;
  }

  /** Bytes between absolute offsets, as far as held; a view, good until the next read. */
  slice(from: number, to: number): Buffer {
    return this.held.subarray(Math.max(0, from - this.first), Math.max(0, to - this.first));
  }

  /** Absolute offset of the first occurrence at or after `from` among what is held; -1 when none. */
  indexOf(value: string, from: number): number {
    const found = this.held.indexOf(value, Math.max(0, from - this.first), 'latin1');
    return found < 0 ? -1 : this.first + found;
  }

  /** Gives the stream back, when the reader stops early. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }
}
