import { DETECTORS } from '../detectors/detectors.js';
import { THREAD_DETECTORS } from '../detectors/thread-detectors.js';
import { learnedMetas } from '../engine/reads-like.js';
import type { PatternMeta } from '../model/pattern.js';
import type { Catalogue } from '../patterns/catalogue.js';

/** Everything a scan may find by, whatever reads it; by id. */
export function everyPattern(catalogue: Catalogue): PatternMeta[] {
  const detectors = [...DETECTORS, ...THREAD_DETECTORS].map((detector) => detector.meta);
  return [...catalogue.patterns, ...detectors, ...learnedMetas(catalogue)].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
}
