import { activate } from '../patterns/activate.js';
import type { Catalogue } from '../patterns/catalogue.js';
import { compilePlain } from '../patterns/compile.js';
import { type CatalogueSource, keep, readCatalogue, readKept } from './kept-catalogue.js';

/** Reads and compiles the catalogue. Throws AuthorError with every mistake. */
export function loadCatalogue(root?: string): Catalogue {
  return compileSource(readCatalogue(root));
}

let last: { readonly hash: string; readonly catalogue: Catalogue } | undefined;

/** Compiles a catalogue once a process; without YAML's cost where any process of this machine did before. */
export function compileSource(source: CatalogueSource): Catalogue {
  if (last?.hash !== source.hash) last = { hash: source.hash, catalogue: compile(source) };
  return last.catalogue;
}

function compile({ files, hash }: CatalogueSource): Catalogue {
  const kept = readKept(hash);
  if (kept !== undefined) return kept;
  const plain = compilePlain(files);
  keep(hash, plain);
  return activate(plain);
}
