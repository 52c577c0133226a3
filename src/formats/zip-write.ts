import { Readable } from 'node:stream';
import yazl from 'yazl';
import { asBuffer } from './charset.js';
import { memorySource, readZip, ZIP_CAPS } from './zip.js';

/** Rewritten archives are letters: what unpacks to more is not rewritten. */
const MOST_BYTES = 100 * 1024 * 1024;

/** Xml of many like cells packs 500 to 1; what is unpacked is counted here instead. */
const CAPS = { ...ZIP_CAPS, ratio: Infinity };

/** Members carry no time: the same letter rewritten twice is the same file. */
const MTIME = new Date(1980, 0, 1);

/**
 * An archive with some members replaced or added, all others as they are.
 *
 * @returns null when the archive is broken or goes against a cap: a copy would lose something
 */
export async function rewriteZip(
  bytes: Uint8Array,
  changed: ReadonlyMap<string, string>,
): Promise<Buffer | null> {
  const members = new Map<string, Buffer>();
  let total = 0;
  for await (const item of readZip(memorySource(bytes), CAPS)) {
    if (item.kind === 'defect' || members.has(item.name)) return null;
    const chunks: Buffer[] = [];
    for await (const chunk of item.stream) {
      chunks.push(asBuffer(chunk as Uint8Array));
      total += chunks.at(-1)!.length;
      if (total > MOST_BYTES) return null;
    }
    members.set(item.name, Buffer.concat(chunks));
  }
  for (const [name, text] of changed) members.set(name, Buffer.from(text));
  return writeZip(members);
}

/** What a member of an archive holds: all at once, or piece by piece as it is packed. */
export type ZipContent = Uint8Array | Iterable<string>;

/** An archive of named members, in their order. */
export async function writeZip(members: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of packZip(members)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The same, packed while it is read: a member that comes piece by piece is never whole in memory. */
export async function* packZip(
  members: Iterable<readonly [string, ZipContent]>,
): AsyncGenerator<Uint8Array> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of members) {
    if (content instanceof Uint8Array) zip.addBuffer(asBuffer(content), name, { mtime: MTIME });
    else {
      const pieces = Readable.from(content, { objectMode: false });
      pieces.on('error', (error) => zip.outputStream.emit('error', error));
      zip.addReadStream(pieces, name, { mtime: MTIME });
    }
  }
  zip.end();
  for await (const chunk of zip.outputStream) yield asBuffer(chunk as Uint8Array);
}
