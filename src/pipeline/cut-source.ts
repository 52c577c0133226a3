import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { cutMbox } from '../formats/mbox.js';
import { SNIFF_BYTES, sniff } from '../formats/sniff.js';
import type { UnreadSource } from '../model/case.js';
import type { DocumentRef } from '../model/job.js';
import { documentId } from './document-id.js';
import { isPassedOver } from './passed-over.js';
import { readChunks, readRange } from './read-file.js';
import { reasonOf, type SourceFile } from './sources.js';
import type { Unpacker } from './unpack.js';
import { reasonOf as reasonOfDefect } from './unpack-archive.js';

/** What a source file turned out to hold. */
export type Piece =
  | { readonly kind: 'document'; readonly ref: DocumentRef }
  | (UnreadSource & { readonly kind: 'unread' })
  | { readonly kind: 'passed-over'; readonly path: string }
  | { readonly kind: 'empty-mailbox'; readonly path: string };

/** Where archives are unpacked, and who hears of bytes read. */
export interface Cutting {
  readonly unpacker: Unpacker;
  readonly onBytes: (bytes: number) => void;
}

/** Archives in archives: an export packed by a mailbox and again by hand makes two. */
const ARCHIVE_DEPTH = 3;

/** Formats of correspondence that are not read yet: named, so that nobody takes them for read. */
const NOT_YET: Readonly<Record<string, string>> = {
  msg: 'an Outlook message (.msg)',
  pst: 'an Outlook mailbox (.pst)',
  ost: 'an Outlook mailbox (.ost)',
  olm: 'an Outlook for Mac archive (.olm)',
  doc: 'a Word document of the old format (.doc)',
};

/** Cuts one file into documents: a message, a letter, the messages of a mailbox, an archive's members. */
export async function* cutSource(
  source: SourceFile,
  cutting: Cutting,
  depth = 0,
): AsyncGenerator<Piece> {
  try {
    yield* cutFile(source, cutting, depth);
  } catch (error) {
    yield { kind: 'unread', path: source.shown, reason: reasonOf(error) };
  }
}

async function* cutFile(
  source: SourceFile,
  cutting: Cutting,
  depth: number,
): AsyncGenerator<Piece> {
  const { file, shown, size, defects = [] } = source;
  if (size === 0) {
    yield emptyFile(source);
    return;
  }
  const [defect] = defects;
  // Kept and read as far as it goes; that it is not whole is told beside it.
  if (defect) yield { kind: 'unread', path: shown, reason: reasonOfDefect(defect) };
  const head = await readRange(file, 0, Math.min(size, SNIFF_BYTES));
  const format = sniff(head, shown);
  if (source.isMaildir)
    yield await wholeFile(source, format === 'journal' ? format : 'eml', cutting);
  else if (format === null) yield { kind: 'unread', path: shown, reason: unknownFormat(shown) };
  else if (format === 'mbox') yield* cutMailbox(source, cutting);
  else if (format === 'zip') yield* cutArchive(source, cutting, depth);
  else yield await wholeFile(source, format, cutting);
}

function emptyFile({ shown, isMaildir }: SourceFile): Piece {
  const extension = extname(shown).toLowerCase();
  // Mail programs keep a file of 0 bytes for every folder without mail, mostly without extension.
  const isMailbox = !isMaildir && ['', '.mbox', '.mbx'].includes(extension);
  if (isMailbox) return { kind: 'empty-mailbox', path: shown };
  return { kind: 'unread', path: shown, reason: 'is empty (0 bytes)' };
}

function unknownFormat(shown: string): string {
  const known = NOT_YET[extname(shown).slice(1).toLowerCase()];
  return known === undefined
    ? 'is not a mailbox, message or letter that Probity can read'
    : `is ${known}, which Probity does not read yet`;
}

async function wholeFile(
  { file, shown, size, defects = [] }: SourceFile,
  format: DocumentRef['format'],
  { onBytes }: Cutting,
): Promise<Piece> {
  const hash = createHash('sha256');
  let length = 0;
  for await (const chunk of readChunks(file, size, onBytes)) {
    hash.update(chunk);
    length += chunk.length;
  }
  const id = documentId(shown, hash.digest('hex'));
  return {
    kind: 'document',
    ref: {
      id,
      path: shown,
      file,
      offset: 0,
      length,
      format,
      ordinal: 0,
      ...(defects.length === 0 ? {} : { defects: [...defects] }),
    },
  };
}

async function* cutMailbox(
  { file, shown, size }: SourceFile,
  { onBytes }: Cutting,
): AsyncGenerator<Piece> {
  let ordinal = 0;
  for await (const cut of cutMbox(readChunks(file, size, onBytes))) {
    const ref: DocumentRef = {
      id: documentId(shown, cut.digest),
      path: shown,
      file,
      offset: cut.offset,
      length: cut.length,
      format: 'mbox-message',
      fromQuoting: cut.fromQuoting,
      ordinal,
      ...(cut.defects.length === 0 ? {} : { defects: [...cut.defects] }),
    };
    ordinal += 1;
    yield { kind: 'document', ref };
  }
  if (ordinal === 0) yield { kind: 'empty-mailbox', path: shown };
}

async function* cutArchive(
  { file, shown, size }: SourceFile,
  cutting: Cutting,
  depth: number,
): AsyncGenerator<Piece> {
  if (depth >= ARCHIVE_DEPTH) {
    const reason = `is an archive inside ${ARCHIVE_DEPTH} others, which is not opened`;
    yield { kind: 'unread', path: shown, reason };
    return;
  }
  const { members, unread } = await cutting.unpacker.unpack(file);
  cutting.onBytes(size);
  for (const { name, reason } of unread) {
    yield { kind: 'unread', path: name === '' ? shown : `${shown}!/${name}`, reason };
  }
  const silent = { ...cutting, onBytes: () => {} }; // progress counts packed bytes
  for (const member of members) {
    const path = `${shown}!/${member.name}`;
    if (!member.isMaildir && isPassedOver(member.name)) yield { kind: 'passed-over', path };
    else {
      yield* cutSource({ ...member, kind: 'file', shown: path }, silent, depth + 1);
    }
  }
}
