import { MailParser, type MailParserOptions } from 'mailparser';
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

/** What Probity does not use of mailparser: each of these costs more than the parsing itself. */
const LEAN: MailParserOptions & { ignoreEmbedded: boolean } = {
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipTextLinks: true,
  skipImageLinks: true,
  // Embedded messages are read by ourselves, one by one, each with its own headers.
  ignoreEmbedded: true,
};

/**
 * The leaves of a message. Well-formed multiparts go through mailparser; what it is known to lose
 * text by (the layout says so), what has one part only, and what it answers otherwise than the
 * layout expects is cut and decoded by our own scan.
 */
export async function readLeaves(bytes: Buffer, layout: Layout): Promise<Leaf[]> {
  const { leaves, clean, root } = layout;
  const own = () => leaves.map((entity) => decodeLeaf(bytes, entity));
  const fits = bytes.length <= MAILPARSER_BYTES && leaves.length <= MAILPARSER_LEAVES;
  if (!clean || !isMultipart(root) || !fits) return own();
  const parsed = await parseByMailparser(bytes);
  if (parsed?.length !== leaves.length) return own();
  return leaves.map((entity, i) =>
    // mailparser makes noise of text that claims to be base64: our decoder looks for it first.
    entity.encoding === 'base64'
      ? decodeLeaf(bytes, entity)
      : { entity, bytes: parsed[i]!, defects: [] },
  );
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

/** Bytes of every leaf in order, as mailparser reads them; null when it fails. */
export function parseByMailparser(bytes: Buffer): Promise<Buffer[] | null> {
  return new Promise((resolve) => {
    const parser = new MailParser(LEAN);
    // With no type taken for text, each leaf comes as bytes: charsets are decoded by our own code.
    Object.assign(parser, { textTypes: [] });
    const leaves: Buffer[] = [];
    parser.on('data', (part) => {
      if (part.type !== 'attachment') return;
      const chunks: Buffer[] = [];
      part.content.on('data', (chunk: Buffer) => chunks.push(chunk));
      part.content.on('end', () => {
        leaves.push(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
        part.release();
      });
    });
    parser.on('end', () => resolve(leaves));
    parser.on('error', () => resolve(null));
    parser.end(bytes);
  });
}
