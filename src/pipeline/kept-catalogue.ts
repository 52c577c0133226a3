import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { activate, type PlainCatalogue } from '../patterns/activate.js';
import type { Catalogue } from '../patterns/catalogue.js';
import type { CatalogueFiles } from '../patterns/compile.js';
import type { SourceFile } from '../patterns/read-yaml.js';
import { packageRoot } from './package-root.js';

/** Folders of the catalogue that hold something other than patterns. */
const CUES = 'patterns/cues/';
const PROTOCOLS = 'patterns/protocols/';
const READER = 'reader.json';

/** The catalogue's files as read: enough to tell two catalogues apart without compiling them. */
export interface CatalogueSource {
  readonly files: CatalogueFiles;
  /** SHA-256 over paths and texts. */
  readonly hash: string;
}

/** Reads every `.yml` of the package's own `patterns` folder, in the order of paths. */
export function readCatalogue(root = packageRoot()): CatalogueSource {
  const folder = join(root, 'patterns');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.yml') || path === READER)
    .map((path) => relative(root, join(folder, path)).split(sep).join('/'))
    .sort()
    .map((path): SourceFile => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\0${file.text}\0`);
  const isPattern = (path: string): boolean =>
    path.endsWith('.yml') && !path.startsWith(CUES) && !path.startsWith(PROTOCOLS);
  const reader = files.find((f) => f.path === `patterns/${READER}`);
  return {
    files: {
      patterns: files.filter((f) => isPattern(f.path)),
      cues: files.filter((f) => f.path.startsWith(CUES)),
      protocols: files.filter((f) => f.path.startsWith(PROTOCOLS)),
      ...(reader === undefined ? {} : { reader }),
    },
    hash: hash.digest('hex'),
  };
}

/**
 * The catalogue as a process of this machine compiled it before; undefined when none did. Children
 * come by it here without loading YAML and schemas, which takes as long as judging a hundred messages.
 */
export function readKept(hash: string): Catalogue | undefined {
  try {
    // Written by ourselves into our own folder of compiled code, and trusted like it.
    return activate(deserialize(readFileSync(keptPath(hash))) as PlainCatalogue);
  } catch {
    return undefined;
  }
}

/** Raised by hand when `PlainCatalogue` changes its form: what an older Probity kept is not read. */
const KEPT_FORM = 3;

/** Compiled catalogues, named by the hash of their text: a changed catalogue has another name. */
const keptFolder = (): string => join(packageRoot(), 'dist', 'catalogue');

const keptPath = (hash: string): string =>
  join(keptFolder(), `${hash}-${KEPT_FORM}-${process.versions.v8}.bin`);

/** Written aside and renamed, so that no process reads half a file. A folder that is read-only costs time only. */
export function keep(hash: string, plain: PlainCatalogue): void {
  const path = keptPath(hash);
  const aside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(aside, serialize(plain));
    for (const old of readdirSync(dirname(path))) {
      if (old.endsWith('.bin')) rmSync(join(dirname(path), old), { force: true });
    }
    renameSync(aside, path);
  } catch {
    rmSync(aside, { force: true });
  }
}
