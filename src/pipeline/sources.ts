import type { Stats } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { isMaildirEntry } from '../formats/maildir.js';
import type { UnreadSource } from '../model/case.js';
import type { Defect } from '../model/message.js';
import { isPassedOver, isPassedOverFolder } from './passed-over.js';

/** A file that may hold correspondence. */
export interface SourceFile {
  readonly kind: 'file';
  /** Where it lies. */
  readonly file: string;
  /** What a reader sees: `samples/inbox.mbox`. */
  readonly shown: string;
  /** Bytes. */
  readonly size: number;
  /** A message by its place (Maildir `cur` and `new`), whatever its name. */
  readonly isMaildir: boolean;
  /** What unpacking it from an archive showed. */
  readonly defects?: readonly Defect[];
}

export type Walked =
  | SourceFile
  | (UnreadSource & { readonly kind: 'unread' })
  | { readonly kind: 'passed-over'; readonly path: string };

/** A source as given and the folder that shown paths are relative to. */
interface Root {
  readonly path: string;
  readonly base: string;
}

/**
 * Walks sources in a stable order: as given, folders by name. Symbolic links are followed once: what
 * lies inside a source anyway is read at its own place, and a folder is never entered from within
 * itself. Nothing is opened, so a pipe or a socket cannot hold the walk up.
 *
 * @param sources files and folders
 * @param skip folders never entered: the data folder, and where archives are unpacked
 */
export async function* walkSources(
  sources: readonly string[],
  skip: readonly string[],
): AsyncGenerator<Walked> {
  const roots = nameRoots(sources.map((source) => resolve(source)));
  const real = await Promise.all(roots.map((root) => realpath(root.path).catch(() => root.path)));
  const skipped = skip.map((folder) => realpath(folder).catch(() => resolve(folder)));
  const walk = new Walk(real, await Promise.all(skipped));
  for (const root of roots) yield* walk.entry(root.path, root.base, [], true);
}

/**
 * Shown paths start with the source's own name. Two sources of one name (`jane/Inbox`, `colin/Inbox`)
 * are told apart by as many folders above them as it takes. A source inside another is read there.
 */
function nameRoots(paths: readonly string[]): Root[] {
  const outermost = [...new Set(paths)].filter(
    (path) => !paths.some((other) => other !== path && path.startsWith(withSeparator(other))),
  );
  const namesakes = new Map<string, string[]>();
  for (const path of outermost) {
    namesakes.set(basename(path), [...(namesakes.get(basename(path)) ?? []), path]);
  }
  return outermost.map((path) => {
    let base = dirname(path);
    const others = namesakes.get(basename(path))!.filter((other) => other !== path);
    const clashes = (): boolean =>
      others.some((other) => other.endsWith(`${sep}${relative(base, path)}`));
    while (clashes() && dirname(base) !== base) base = dirname(base);
    return { path, base };
  });
}

const withSeparator = (folder: string): string => (folder.endsWith(sep) ? folder : folder + sep);

class Walk {
  constructor(
    readonly roots: readonly string[],
    readonly skip: readonly string[],
  ) {}

  /** @param within identities of the folders above, against loops */
  async *entry(
    path: string,
    base: string,
    within: readonly string[],
    isRoot: boolean,
  ): AsyncGenerator<Walked> {
    const shown = shownPath(path, base);
    try {
      const link = await lstat(path);
      if (link.isSymbolicLink() && !isRoot && (await this.#isReadAnyway(path))) {
        yield { kind: 'passed-over', path: shown };
        return;
      }
      const stats = link.isSymbolicLink() ? await stat(path) : link;
      if (stats.isDirectory()) yield* this.#folder(path, base, within, stats, isRoot);
      else yield await this.#file(path, shown, stats, isRoot);
    } catch (error) {
      yield { kind: 'unread', path: shown, reason: reasonOf(error) };
    }
  }

  async *#folder(
    path: string,
    base: string,
    within: readonly string[],
    stats: Stats,
    isRoot: boolean,
  ): AsyncGenerator<Walked> {
    const identity = `${stats.dev}:${stats.ino}`;
    const passedOver = !isRoot && isPassedOverFolder(basename(path));
    if (passedOver || within.includes(identity) || this.skip.includes(await realpath(path))) {
      yield { kind: 'passed-over', path: shownPath(path, base) };
      return;
    }
    const names = (await readdir(path)).sort();
    for (const name of names) {
      if (name === 'tmp' && names.includes('cur') && names.includes('new')) continue; // Maildir: half delivered
      yield* this.entry(join(path, name), base, [...within, identity], false);
    }
  }

  async #file(path: string, shown: string, stats: Stats, isRoot: boolean): Promise<Walked> {
    if (!stats.isFile()) {
      return { kind: 'unread', path: shown, reason: 'is a pipe, socket or device, not a file' };
    }
    const isMaildir = isMaildirEntry(path);
    if (!isRoot && !isMaildir && isPassedOver(path)) return { kind: 'passed-over', path: shown };
    return { kind: 'file', file: path, shown, size: stats.size, isMaildir };
  }

  /** A link to something that the walk meets at its own place, or to a folder above itself. */
  async #isReadAnyway(path: string): Promise<boolean> {
    const target = await realpath(path);
    return this.roots.some((root) => target === root || target.startsWith(withSeparator(root)));
  }
}

function shownPath(path: string, base: string): string {
  return relative(base, path).split(sep).join('/') || path;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read: permission denied',
  EPERM: 'may not be read: permission denied',
  ELOOP: 'is a symbolic link that leads in a circle',
  ENAMETOOLONG: 'has a name that is too long',
  EIO: 'could not be read: the disk reports an error',
  EISDIR: 'is a folder',
  ENOTDIR: 'does not exist',
};

/** A system error in words that complete "samples/inbox.mbox …". */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return `could not be read: ${String(error)}`;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return REASONS[code] ?? `could not be read: ${error.message}`;
}
