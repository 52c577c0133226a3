import { Readable } from 'node:stream';
import yauzl from 'yauzl';
import type { Defect } from '../model/message.js';
import { type ByteSource, SourceReader } from './byte-source.js';
import {
  ARCHIVE_ENTRIES,
  ARCHIVE_RATIO,
  ARCHIVE_RATIO_FREE_BYTES,
  ARCHIVE_TOTAL_BYTES,
} from './caps.js';
import { asBuffer, decodeLoose } from './charset.js';
import { defect } from './defect.js';

export interface ZipCaps {
  readonly entries: number;
  /** Unpacked over packed size of one file. */
  readonly ratio: number;
  /** Unpacked bytes of all files. */
  readonly totalBytes: number;
}

export const ZIP_CAPS: ZipCaps = {
  entries: ARCHIVE_ENTRIES,
  ratio: ARCHIVE_RATIO,
  totalBytes: ARCHIVE_TOTAL_BYTES,
};

export { type ByteSource, memorySource } from './byte-source.js';

/** A file of an archive, or what is wrong with one (or, its name empty, with the archive). */
export type ZipItem =
  | { readonly kind: 'file'; readonly name: string; readonly stream: Readable }
  | { readonly kind: 'defect'; readonly name: string; readonly defect: Defect };

/**
 * Reads an archive file by file, in its own order. A stream must be read before the next item is
 * asked for; one that is not is dropped. It never fails: where a cap is hit or the data is broken
 * it ends early, and a defect follows as the next item. Names are without `..`, drive or leading `/`.
 */
export async function* readZip(source: ByteSource, caps = ZIP_CAPS): AsyncGenerator<ZipItem> {
  const reader = new SourceReader(source);
  const found: Defect[] = [];
  let zip: yauzl.ZipFile | undefined;
  try {
    zip = await yauzl.fromRandomAccessReaderPromise(reader, source.size, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: false,
      autoClose: false,
    });
  } catch (error) {
    yield archiveDefect('zip-unreadable', `The archive cannot be opened (${reason(error)}).`);
    return;
  }
  const entries = await listEntries(zip, caps, found);
  for (const each of found) yield { kind: 'defect', name: '', defect: each };
  yield* readEntries(zip, entries, caps);
  zip.close();
}

/** The central directory up to the cap, read to the end before any file: overlaps show only so. */
async function listEntries(
  zip: yauzl.ZipFile,
  caps: ZipCaps,
  found: Defect[],
): Promise<yauzl.Entry[]> {
  const entries: yauzl.Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length === caps.entries) {
        const what = `The archive lists more than ${caps.entries} files; the rest was not read.`;
        found.push(defect('cap-archive-entries', what));
        break;
      }
      entries.push(entry);
    }
  } catch (error) {
    found.push(defect('zip-broken', `The list of files breaks off (${reason(error)}).`));
  }
  return entries;
}

async function* readEntries(
  zip: yauzl.ZipFile,
  entries: readonly yauzl.Entry[],
  caps: ZipCaps,
): AsyncGenerator<ZipItem> {
  const overlapping = overlaps(entries);
  const spent = { bytes: 0 };
  for (const entry of entries) {
    const raw = decodeLoose(asBuffer(entry.fileNameRaw));
    const name = safeName(raw);
    if (raw.endsWith('/') || name === '') continue;
    const refusal = refuse(entry, overlapping);
    if (refusal) {
      yield { kind: 'defect', name, defect: refusal };
      continue;
    }
    const found: Defect[] = [];
    if (name !== raw.replaceAll('\\', '/')) {
      found.push(defect('zip-path', 'The name of a file in the archive leads out of it; cut off.'));
    }
    const stream = Readable.from(unpack(zip, entry, caps, spent, found), { objectMode: false });
    yield { kind: 'file', name, stream };
    stream.destroy();
    for (const each of found) yield { kind: 'defect', name, defect: each };
  }
}

/** Files that share packed bytes with another: a 40 KB archive can claim terabytes that way. */
function overlaps(entries: readonly yauzl.Entry[]): Set<yauzl.Entry> {
  const LOCAL_HEADER_BYTES = 30;
  const sorted = [...entries].sort(
    (a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader,
  );
  const overlapping = new Set<yauzl.Entry>();
  let end = 0;
  for (const entry of sorted) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) overlapping.add(entry);
    end = Math.max(end, start + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize);
  }
  return overlapping;
}

function refuse(entry: yauzl.Entry, overlapping: ReadonlySet<yauzl.Entry>): Defect | null {
  if (overlapping.has(entry))
    return defect('zip-overlap', 'A file of the archive shares its bytes with another; not read.');
  if (entry.isEncrypted())
    return defect('zip-encrypted', 'A file of the archive is encrypted; it was not read.');
  if (!entry.canDecodeFileData())
    return defect('zip-method', 'A file of the archive is packed in an unknown way; not read.');
  return null;
}

/** Unpacks one file under the caps; ends early where one is hit or the data is broken. */
async function* unpack(
  zip: yauzl.ZipFile,
  entry: yauzl.Entry,
  caps: ZipCaps,
  spent: { bytes: number },
  found: Defect[],
): AsyncGenerator<Buffer> {
  const most = Math.max(ARCHIVE_RATIO_FREE_BYTES, entry.compressedSize * caps.ratio);
  let size = 0;
  try {
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const bytes = asBuffer(chunk as Uint8Array);
      size += bytes.length;
      spent.bytes += bytes.length;
      if (size > most) {
        const what = `A file unpacks to more than ${caps.ratio} times its size; it was cut off.`;
        found.push(defect('cap-archive-ratio', what));
        return;
      }
      if (spent.bytes > caps.totalBytes) {
        const what = 'The archive unpacks to more than it may; the file was cut off.';
        found.push(defect('cap-archive-bytes', what));
        return;
      }
      yield bytes;
    }
    if (size === entry.uncompressedSize) return;
    found.push(defect('zip-size', 'A file of the archive has not the size it should have.'));
  } catch (error) {
    found.push(defect('zip-broken', `A file of the archive breaks off (${reason(error)}).`));
  }
}

/** A relative path that stays where it is put. */
function safeName(raw: string): string {
  const segments = raw.replaceAll('\\', '/').split('/');
  return segments
    .filter((s) => s !== '' && s !== '.' && s !== '..' && !/^[a-z]:$/i.test(s))
    .join('/');
}

function archiveDefect(code: string, message: string): ZipItem {
  return { kind: 'defect', name: '', defect: defect(code, message) };
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 120) : 'unknown';
}
