import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Catalogue } from '../patterns/catalogue.js';
import { type CatalogueFiles, compileCatalogue } from '../patterns/compile.js';
import type { SourceFile } from '../patterns/read-yaml.js';
import { packageRoot } from './package-root.js';

/** Folders of the catalogue that hold something other than patterns. */
const CUES = 'patterns/cues/';
const PROTOCOLS = 'patterns/protocols/';

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
    .filter((path) => path.endsWith('.yml'))
    .map((path) => relative(root, join(folder, path)).split(sep).join('/'))
    .sort()
    .map((path): SourceFile => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file.path}\0${file.text}\0`);
  const isPattern = (path: string): boolean =>
    !path.startsWith(CUES) && !path.startsWith(PROTOCOLS);
  return {
    files: {
      patterns: files.filter((f) => isPattern(f.path)),
      cues: files.filter((f) => f.path.startsWith(CUES)),
      protocols: files.filter((f) => f.path.startsWith(PROTOCOLS)),
    },
    hash: hash.digest('hex'),
  };
}

/** Reads and compiles the catalogue. Throws AuthorError with every mistake. */
export function loadCatalogue(root?: string): Catalogue {
  return compileCatalogue(readCatalogue(root).files);
}
