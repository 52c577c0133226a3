import { phraseIndex } from '../text/phrases/match.js';
import { type PackedIndex, unpackIndex } from '../text/phrases/packed-index.js';
import type { Catalogue } from './catalogue.js';

/** The catalogue as plain data: it can be kept, and `activate`d without YAML's and parsing's cost. */
export interface PlainCatalogue extends Omit<Catalogue, 'index'> {
  readonly compiled: PackedIndex;
}

/** Makes a compiled catalogue ready to search by. */
export function activate({ compiled, ...rest }: PlainCatalogue): Catalogue {
  return Object.freeze({ ...rest, index: phraseIndex(unpackIndex(compiled)) });
}
