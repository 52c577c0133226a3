import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isMaildirEntry } from '../formats/maildir.js';
import { type ByteSource, readZip } from '../formats/zip.js';
import type { Defect } from '../model/message.js';

/** What an unpacking child is given. */
export interface UnpackOrder {
  readonly archive: string;
  /** An empty folder; files get names of their own in it, never those of the archive. */
  readonly folder: string;
  /** Only this member is wanted. */
  readonly only?: string;
}

/** A file of an archive and where its bytes were put. */
export interface Member {
  readonly name: string;
  readonly file: string;
  readonly size: number;
  readonly isMaildir: boolean;
  readonly defects: readonly Defect[];
}

export interface Unpacked {
  /** By name; equal names in the archive's order. */
  readonly members: readonly Member[];
  /** Members that could not be unpacked; an empty name means the archive itself. */
  readonly unread: readonly { readonly name: string; readonly reason: string }[];
}

/** The work of an unpacking child: every file of an archive, as far as it can be read, into a folder. */
export async function unpackArchive({ archive, folder, only }: UnpackOrder): Promise<Unpacked> {
  const handle = await open(archive, 'r');
  try {
    const { size } = await handle.stat();
    const source: ByteSource = {
      size,
      read: async (offset, length) => {
        const buffer = Buffer.alloc(length);
        const { bytesRead } = await handle.read(buffer, 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
    };
    return await unpackAll(source, folder, only);
  } finally {
    await handle.close();
  }
}

async function unpackAll(source: ByteSource, folder: string, only?: string): Promise<Unpacked> {
  const members: Member[] = [];
  const unread: { name: string; reason: string }[] = [];
  for await (const item of readZip(source)) {
    if (only !== undefined && item.name !== only) continue;
    if (item.kind === 'file') {
      const file = join(folder, `${members.length}-${randomUUID().slice(0, 8)}`);
      await pipeline(item.stream, createWriteStream(file, { mode: 0o600 }));
      const { size } = await stat(file);
      const isMaildir = isMaildirEntry(item.name);
      members.push({ name: item.name, file, size, isMaildir, defects: [] });
      continue;
    }
    const last = members.at(-1);
    // A defect that follows its file tells that the file is there, but not whole.
    if (item.name !== '' && last?.name === item.name) {
      members[members.length - 1] = { ...last, defects: [...last.defects, item.defect] };
    } else unread.push({ name: item.name, reason: reasonOf(item.defect) });
  }
  members.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return { members, unread };
}

/** To follow a path: `letters.zip!/a.docx could not be unpacked: …`. */
export function reasonOf({ message }: Defect): string {
  return `could not be unpacked: ${message.replace(/\.$/, '')}`;
}
