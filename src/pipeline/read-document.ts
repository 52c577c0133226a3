import { gunzipSync } from 'node:zlib';
import { analyse, type EngineContext } from '../engine/engine.js';
import { MESSAGE_BYTES } from '../formats/caps.js';
import { readMessage } from '../formats/read-message.js';
import { readRaw } from '../formats/read-raw.js';
import type { Analysis, AnalysisContext, DocumentRef } from '../model/job.js';
import type { Defect, Message } from '../model/message.js';
import type { Catalogue } from '../patterns/catalogue.js';
import { digestOf, documentId } from './document-id.js';
import { isExcluded, isExcludedMessage } from './exclusion.js';
import { assertSameCatalogue, createEngineContext } from './judging.js';
import { type CatalogueSource, readCatalogue, readKept } from './kept-catalogue.js';
import { readRangeSync } from './read-file.js';
import { reasonOf } from './sources.js';
import { startStopwatch, type Timings } from './stopwatch.js';

/** What a child is given for one document. */
export interface ReadingOrder {
  readonly ref: DocumentRef;
  /** Gzip then base64, when this machine may not see the file. */
  readonly bytes?: string;
  /** Set when the usual way failed: the bytes are read as plain text, and this says why. */
  readonly raw?: Defect;
}

/** What a child shares for a whole batch. */
export interface ReadingShared {
  readonly context: AnalysisContext;
}

/** What a child gives back: the analysis, or why there was nothing to analyse. */
export type Reading =
  | { readonly kind: 'analysed'; readonly analysis: Analysis; readonly timings: Timings }
  | { readonly kind: 'unread'; readonly reason: string }
  /** Kept from being read by the case's exclusion list. */
  | { readonly kind: 'excluded' };

/** More than the cap is never looked at; one byte more lets the reader see that it was cut. */
const MOST_BYTES = MESSAGE_BYTES + 1;

/**
 * The work of an analysis child: bytes → message → findings. Runs where a hang or a full memory hurts
 * nobody. Rejects when the catalogue is another than the scan's (see `assertSameCatalogue`).
 */
export async function createDocumentReader(): Promise<
  (order: ReadingOrder, shared: ReadingShared) => Promise<Reading>
> {
  const source = readCatalogue();
  const catalogue = readKept(source.hash) ?? (await compiled(source));
  const contextFor = createContextCache(source, catalogue);
  return async ({ ref, bytes, raw }, { context }) => {
    const engine = contextFor(context);
    const watch = startStopwatch();
    const content = watch.time('read', () => readBytes(ref, bytes));
    if (!(content instanceof Uint8Array)) return content;
    const { exclusions = [] } = context;
    if (isExcluded(content, ref.format, exclusions)) return { kind: 'excluded' };
    const message = await watch.timeAsync('parse', () => parse(content, ref, raw));
    if (isExcludedMessage(message, exclusions)) return { kind: 'excluded' };
    const analysis = analyse(ref, message, engine, watch.time);
    return { kind: 'analysed', analysis, timings: watch.stop() };
  };
}

async function compiled(source: CatalogueSource): Promise<Catalogue> {
  const { compileSource } = await import('./load-catalogue.js');
  return compileSource(source);
}

/** Reading the roster takes longer than judging a message: done once a key. */
function createContextCache(
  source: CatalogueSource,
  catalogue: Catalogue,
): (context: AnalysisContext) => EngineContext {
  let last: { readonly key: string; readonly engine: EngineContext } | null = null;
  return (context) => {
    if (last?.key !== context.analysisKey) {
      assertSameCatalogue(source, context);
      last = { key: context.analysisKey, engine: createEngineContext(catalogue, context) };
    }
    return last.engine;
  };
}

function readBytes(
  ref: DocumentRef,
  carried: string | undefined,
): Uint8Array | Extract<Reading, { kind: 'unread' }> {
  try {
    const content = carried
      ? gunzipSync(Buffer.from(carried, 'base64'), { maxOutputLength: MOST_BYTES })
      : readRangeSync(ref.file, ref.offset, Math.min(ref.length, MOST_BYTES));
    if (ref.length > MOST_BYTES || documentId(ref.path, digestOf(content)) === ref.id) {
      return content;
    }
    return { kind: 'unread', reason: 'changed while it was scanned; scan it again' };
  } catch (error) {
    return { kind: 'unread', reason: `${reasonOf(error)} when its turn came; scan it again` };
  }
}

async function parse(bytes: Uint8Array, ref: DocumentRef, raw?: Defect): Promise<Message> {
  const options = {
    name: ref.path,
    ...(ref.fromQuoting === undefined ? {} : { fromQuoting: ref.fromQuoting }),
  };
  const message =
    raw === undefined
      ? await readMessage(bytes, ref.format, options)
      : readRaw(bytes, ref.path, raw);
  if (ref.defects === undefined) return message;
  return { ...message, defects: [...ref.defects, ...message.defects] };
}
