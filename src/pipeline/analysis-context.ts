import type { AnalysisContext } from '../model/job.js';
import type { ReaderChanges } from '../model/reader.js';
import { analysisKeyOf, createEngineContext } from './judging.js';
import type { CatalogueSource } from './kept-catalogue.js';
import { compileSource } from './load-catalogue.js';

/** What a council has ruled at its review desk. */
export interface CouncilRules {
  /** Patterns switched off. */
  readonly off?: readonly string[];
  /** Of the case: whose mail is not read. What is excluded or not changes no finding's meaning. */
  readonly exclusions?: readonly string[];
  /** What its verdicts changed in the learned reader. */
  readonly reader?: ReaderChanges | undefined;
}

/** What each job carries. Throws AuthorError for a bad roster or catalogue, UsageError for an unknown protocol. */
export function createAnalysisContext(
  source: CatalogueSource,
  roster: { readonly text: string; readonly path: string },
  protocol: string,
  { off = [], exclusions = [], reader }: CouncilRules = {},
): AnalysisContext {
  const sorted = [...off].sort();
  const context: AnalysisContext = {
    roster: roster.text,
    protocol,
    analysisKey: analysisKeyOf(source.hash, roster.text, protocol, sorted, reader),
    ...(sorted.length === 0 ? {} : { off: sorted }),
    ...(reader === undefined ? {} : { reader }),
    ...(exclusions.length === 0 ? {} : { exclusions: [...exclusions] }),
  };
  createEngineContext(compileSource(source), context, roster.path); // every mistake now, not in a worker
  return context;
}
