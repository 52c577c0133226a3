import type { Detector } from '../detectors/detector.js';
import { DETECTORS } from '../detectors/detectors.js';
import type { MessageFacts } from '../detectors/facts.js';
import type { Hit } from '../model/hit.js';
import type { Analysis, DocumentRef } from '../model/job.js';
import type { Message } from '../model/message.js';
import type { Catalogue, Protocol } from '../patterns/catalogue.js';
import type { Directory } from '../people/directory.js';
import { segment } from '../text/passages.js';
import { readFacts } from './facts.js';
import { readLanguage } from './language.js';
import { merge } from './merge.js';
import { toRecord } from './record.js';
import { toFinding } from './to-finding.js';

/** What the engine judges by: all of it data, nothing read while it works. */
export interface EngineContext {
  readonly catalogue: Catalogue;
  readonly directory: Directory;
  readonly protocol: Protocol;
  /** Detectors beside those of every message: what only a draft is asked. */
  readonly also?: readonly Detector[];
  /** Ids of patterns and detectors the council has switched off. */
  readonly off?: ReadonlySet<string>;
}

/** Milliseconds by stage, summed; the caller's clock is passed in, the engine reads none. */
export type Stopwatch = <T>(stage: string, work: () => T) => T;

const untimed: Stopwatch = (_stage, work) => work();

/**
 * Judges one message: message + people + catalogue → findings and the facts that the thread pass
 * needs. Pure: the same input gives the same output, byte for byte.
 */
export function analyse(
  ref: Pick<DocumentRef, 'id' | 'path' | 'ordinal'>,
  message: Message,
  context: EngineContext,
  time: Stopwatch = untimed,
): Analysis {
  const passages = time('segment', () => segment(message));
  const facts = time('people', () => readFacts(message, passages, context.directory));
  const language = time('language', () => readLanguage(facts, context, time));
  const structure = time('detectors', () =>
    [...DETECTORS, ...(context.also ?? [])].flatMap((d) => d.detect(facts)),
  );
  const on = (hit: Hit): boolean => context.off?.has(hit.pattern.id) !== true;
  const hits = merge([...structure, ...language.hits].filter(on), facts);
  return {
    document: toRecord(ref, facts, [...language.observations, ...criticised(hits, facts)]),
    findings: hits.map((hit) => toFinding(hit, ref, facts, context.protocol)),
  };
}

/** Officers whom the sender's own words criticise: several such messages are more than one. */
function criticised(hits: readonly Hit[], facts: MessageFacts): string[] {
  const own = hits.filter((h) => h.evidence.every((e) => e.author === facts.author.key));
  return [...new Set(own.flatMap((h) => h.about ?? []))].map((key) => `criticises:${key}`).sort();
}
