import { createHash } from 'node:crypto';
import type { EngineContext } from '../engine/engine.js';
import { UsageError } from '../model/errors.js';
import type { AnalysisContext } from '../model/job.js';
import type { ReaderChanges } from '../model/reader.js';
import type { Catalogue } from '../patterns/catalogue.js';
import { createDirectory } from '../people/directory.js';
import { EMPTY_ROSTER, parseRoster } from '../people/roster.js';
import { adaptReader } from '../reader/adapt.js';
import type { CatalogueSource } from './kept-catalogue.js';

/**
 * Raised by hand when the code judges differently: reading, segmenting, people, detectors. A document
 * recorded under another version is read again.
 */
const CODE_VERSION = 1;

/** Start of the message of a refusal, by which the pool's owner tells it from a broken message. */
export const OTHER_CATALOGUE = 'This worker has another catalogue';

/** Names everything a finding depends on besides the message. */
export function analysisKeyOf(
  catalogueHash: string,
  roster: string,
  protocol: string,
  off: readonly string[] = [],
  reader?: ReaderChanges,
): string {
  const changes = reader === undefined ? [] : ['reader', JSON.stringify(reader)];
  return createHash('sha256')
    .update([CODE_VERSION, catalogueHash, roster, protocol, ...off, ...changes].join('\0'))
    .digest('hex')
    .slice(0, 32);
}

/** Refuses a job that was made with another catalogue or version: its findings would not be comparable. */
export function assertSameCatalogue(source: CatalogueSource, context: AnalysisContext): void {
  const { roster, protocol, off, reader } = context;
  if (context.analysisKey === analysisKeyOf(source.hash, roster, protocol, off, reader)) return;
  throw new UsageError(
    `${OTHER_CATALOGUE} or another version of Probity than the scan; install the same on both and restart the worker.`,
  );
}

/** Catalogue, people and protocol, ready to judge by. */
export function createEngineContext(
  catalogue: Catalogue,
  context: Pick<AnalysisContext, 'roster' | 'protocol' | 'off' | 'reader'>,
  rosterPath = 'roster',
): EngineContext {
  const protocol = catalogue.protocols.get(context.protocol);
  if (protocol === undefined) {
    const known = [...catalogue.protocols.keys()].sort().join(', ');
    throw new UsageError(`There is no protocol "${context.protocol}"; known are: ${known}.`);
  }
  const roster = context.roster === '' ? EMPTY_ROSTER : parseRoster(context.roster, rosterPath);
  const off = new Set(context.off);
  return {
    catalogue: withChanges(catalogue, context.reader),
    directory: createDirectory(roster),
    protocol,
    off,
  };
}

function withChanges(catalogue: Catalogue, changes: ReaderChanges | undefined): Catalogue {
  if (changes === undefined || catalogue.reader === undefined) return catalogue;
  return { ...catalogue, reader: adaptReader(catalogue.reader, changes) };
}
