import type { Hit } from '../model/hit.js';
import type { PatternMeta } from '../model/pattern.js';
import type { MessageFacts } from './facts.js';

/** An example is a whole raw message (RFC 5322), since headers are what these detectors read. */
export interface DetectorExample {
  readonly name: string;
  /** Lines of the message; people of the test roster in `tests/detectors/roster.csv`. */
  readonly eml: string;
  /** Exact words or header names that must be hit; `[]` is a near miss. */
  readonly hits: readonly string[];
}

/** What YAML cannot say: reads headers, envelopes and the shape of the message. Pure. */
export interface Detector {
  readonly meta: PatternMeta;
  readonly examples: readonly DetectorExample[];
  detect(facts: MessageFacts): readonly Hit[];
}
