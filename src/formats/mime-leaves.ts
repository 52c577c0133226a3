import type { Defect } from '../model/message.js';
import type { Entity } from './entity.js';
import { isMultipart } from './entity.js';
import type { Layout } from './mime-layout.js';
import { decodeTransfer } from './transfer.js';

/** A leaf of the MIME tree with its bytes, transfer encoding off. */
export interface Leaf {
  readonly entity: Entity;
  readonly bytes: Buffer;
  readonly defects: readonly Defect[];
}

/** Above this mailparser would copy too much, and its own cap of 1,000 nodes comes near. */
const MAILPARSER_BYTES = 2 * 1024 * 1024;
const MAILPARSER_LEAVES = 500;

/**
 * The leaves of a message. Three kinds of message are cut where the layout says and decoded by our own
 * scan: plain ones, where a property test shows that mailparser gives the same bytes; broken ones, of
 * which mailparser is known to lose text; and huge ones. The rest, well-formed with parts out of the
 * ordinary, goes through mailparser, unless its answer is otherwise than the layout expects. Most mail
 * is plain: mailparser would take as long over it as all the rest of reading, and is not even loaded.
 */
export async function readLeaves(bytes: Buffer, layout: Layout): Promise<Leaf[]> {
  const { leaves, clean, root } = layout;
  const own = () => leaves.map((entity) => decodeLeaf(bytes, entity));
  const fits = bytes.length <= MAILPARSER_BYTES && leaves.length <= MAILPARSER_LEAVES;
  if (!clean || !isMultipart(root) || !fits || leaves.every(isPlain)) return own();
  const { parseByMailparser } = await import('./mime-by-mailparser.js');
  const parsed = await parseByMailparser(bytes);
  if (parsed?.length !== leaves.length) return own();
  return leaves.map((entity, i) =>
    entity.encoding === 'base64'
      ? decodeLeaf(bytes, entity)
      : { entity, bytes: parsed[i]!, defects: [] },
  );
}

/**
 * Text, and whatever is base64: mailparser makes noise of text that only claims to be base64, so that
 * is decoded by ourselves in any case.
 */
const isPlain = ({ type, encoding }: Entity): boolean =>
  encoding === 'base64' || type === 'text/plain' || type === 'text/html';

/**
 * Cuts a leaf out and takes its transfer encoding off; that of an embedded message too, which
 * RFC 2046 §5.2.1 forbids to encode and many mail programs do.
 */
export function decodeLeaf(bytes: Buffer, entity: Entity): Leaf {
  const body = bytes.subarray(entity.start, Math.max(entity.start, entity.end));
  const decoded = decodeTransfer(body, entity.encoding);
  return { entity, bytes: decoded.bytes, defects: decoded.defects };
}
