import type { AnalysisContext } from '../model/job.js';
import { analysisKeyOf, createEngineContext } from './judging.js';
import type { CatalogueSource } from './kept-catalogue.js';
import { compileSource } from './load-catalogue.js';

/** What each job carries. Throws AuthorError for a bad roster or catalogue, UsageError for an unknown protocol. */
export function createAnalysisContext(
  source: CatalogueSource,
  roster: { readonly text: string; readonly path: string },
  protocol: string,
): AnalysisContext {
  const context = {
    roster: roster.text,
    protocol,
    analysisKey: analysisKeyOf(source.hash, roster.text, protocol),
  };
  createEngineContext(compileSource(source), context, roster.path); // every mistake now, not in a worker
  return context;
}
