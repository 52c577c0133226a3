import type { Address, PartId } from './message.js';

/**
 * What a stretch of text is. A passage is judged as its own author's words; a disclaimer and a
 * signature are judged by nobody.
 */
export type PassageKind = 'own' | 'quoted' | 'forwarded' | 'attached' | 'signature' | 'disclaimer';

export interface Passage {
  readonly kind: PassageKind;
  readonly part: PartId;
  /** UTF-16 offsets into the part's text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** 0 = the message's own level; each quoting or embedding adds one. */
  readonly depth: number;
  /** Who wrote it; null when the text does not tell. */
  readonly author: Address | null;
  /** Who it was written to (To and Cc together); empty when unknown. */
  readonly audience: readonly Address[];
  /** ISO date when a quoted header tells; otherwise the message's own for depth 0, else empty. */
  readonly sentAt: string;
}

/** A sentence of a passage: UTF-16 offsets into the part's text, end exclusive. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}
