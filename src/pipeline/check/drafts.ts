import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { MESSAGE_BYTES } from '../../formats/caps.js';
import { reasonOf } from '../sources.js';
import { type PlacedSuppression, SUPPRESSION_FILE } from './placed-suppression.js';

/** What a folder of drafts is searched for; a file named on the command line may have any name. */
const DRAFTS = new Set('.eml .txt .text .md .markdown .html .htm .docx .odt .rtf .pdf'.split(' '));

/** A file to check, or why it cannot be. */
export type Found =
  | { readonly path: string; readonly bytes: Buffer }
  | { readonly path: string; readonly reason: string };

/** Drafts of files and folders, in the order given, folders by name. Links in folders are not followed. */
export async function* findDrafts(paths: readonly string[]): AsyncGenerator<Found> {
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) yield* ofFolder(path);
      else yield await ofFile(path);
    } catch (error) {
      yield { path, reason: reasonOf(error) };
    }
  }
}

async function* ofFolder(folder: string): AsyncGenerator<Found> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (/^[.~]|^node_modules$/.test(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* ofFolder(path);
    else if (entry.isFile() && DRAFTS.has(extname(entry.name).toLowerCase())) {
      yield await ofFile(path).catch((error: unknown) => ({ path, reason: reasonOf(error) }));
    }
  }
}

async function ofFile(path: string): Promise<Found> {
  const stats = await stat(path);
  if (!stats.isFile())
    return { path, reason: 'is a pipe, socket or device; pass - to read standard input' };
  if (stats.size > MESSAGE_BYTES)
    return { path, reason: 'is larger than 50 MB, which no letter is' };
  return { path, bytes: await readFile(path) };
}

/** Suppressions beside drafts, each folder's file read once. */
export function suppressionsBeside(): (path: string) => Promise<readonly PlacedSuppression[]> {
  const known = new Map<string, Promise<readonly PlacedSuppression[]>>();
  return (path) => {
    const folder = dirname(path);
    let read = known.get(folder);
    if (read === undefined) {
      read = readBeside(folder);
      known.set(folder, read);
    }
    return read;
  };
}

/** Throws AuthorError when the file is there and wrong: a suppression that is not understood is none. */
async function readBeside(folder: string): Promise<readonly PlacedSuppression[]> {
  const path = join(folder, SUPPRESSION_FILE);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (text === null) return [];
  const { readSuppressions } = await import('./suppressions.js');
  return readSuppressions(path, text);
}
