import type { Defect } from '../model/message.js';
import type { Entity } from './entity.js';
import type { Layout } from './mime-layout.js';
import { decodeTransfer } from './transfer.js';

/** A leaf of the MIME tree with its bytes, transfer encoding off. */
export interface Leaf {
  readonly entity: Entity;
  readonly bytes: Buffer;
  readonly defects: readonly Defect[];
}

/**
 * The leaves of a message, cut where the layout says and decoded by our own scan. mailparser gives the
 * same bytes for whatever is well-formed (a property test holds the two together), at three times the
 * cost of all the rest of reading, and loses text of what is not.
 */
export function readLeaves(bytes: Buffer, layout: Layout): Leaf[] {
  return layout.leaves.map((entity) => decodeLeaf(bytes, entity));
}

/**
 * Cuts a leaf out and takes its transfer encoding off; that of an embedded message too, which
 * RFC 2046 §5.2.1 forbids to encode and many mail programs do.
 */
export function decodeLeaf(bytes: Buffer, entity: Entity): Leaf {
  const body = bytes.subarray(entity.start, Math.max(entity.start, entity.end));
  const decoded = decodeTransfer(body, entity.encoding);
  return { entity, bytes: decoded.bytes, defects: decoded.defects };
}
