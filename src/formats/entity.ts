import { type HeaderBlock, type RawHeader, readHeaderBlock } from './header-block.js';
import { parseParameters } from './parameters.js';
import { type Encoding, encodingOf } from './transfer.js';

/** A node of the MIME tree: a leaf with a body, or a multipart with children. */
export interface Entity {
  readonly headers: readonly RawHeader[];
  /** Lower-cased media type, the default filled in. */
  type: string;
  readonly charset: string;
  readonly boundary: string;
  /** `format=flowed` (RFC 3676), and whether the blank at the break goes too. */
  readonly flowed: 'no' | 'flowed' | 'delsp';
  readonly encoding: Encoding;
  /** `inline`, `attachment` or empty. */
  readonly disposition: string;
  /** File name, decoded; empty when none. */
  readonly name: string;
  /** Offsets of the body in the message's bytes. */
  readonly start: number;
  end: number;
  readonly children: Entity[];
  /** Text before the first or after the last boundary: no part, and shown by few programs. */
  readonly outside: boolean;
  readonly oddHeaderEnd: HeaderBlock['oddEnd'];
}

/** The last value of a header, or empty: what to do with repeats is for the caller to say. */
export function headerOf(headers: readonly RawHeader[], name: string): string {
  return headers.find((header) => header.name === name)?.value ?? '';
}

/** Reads the header block at an offset and gives its entity, body still open to the end. */
export function readEntity(bytes: Buffer, start: number, end: number, defaultType: string): Entity {
  const block = readHeaderBlock(bytes, start, end);
  const type = parseParameters(headerOf(block.headers, 'content-type'));
  const disposition = parseParameters(headerOf(block.headers, 'content-disposition'));
  const flowed = /^flowed$/i.test(type.params.get('format') ?? '');
  const delsp = /^yes$/i.test(type.params.get('delsp') ?? '');
  return {
    headers: block.headers,
    type: /^[^\s/]+\/[^\s/]+$/.test(type.value) ? type.value : defaultType,
    charset: type.params.get('charset') ?? '',
    boundary: type.params.get('boundary') ?? '',
    flowed: flowed ? (delsp ? 'delsp' : 'flowed') : 'no',
    encoding: encodingOf(headerOf(block.headers, 'content-transfer-encoding')),
    disposition: disposition.value,
    name: disposition.params.get('filename') ?? type.params.get('name') ?? '',
    start: block.bodyStart,
    end,
    children: [],
    outside: false,
    oddHeaderEnd: block.oddEnd,
  };
}

/** A leaf of plain text that the message does not declare: words outside parts, what a cap cut. */
export function undeclaredText(start: number, end: number): Entity {
  return {
    headers: [],
    type: 'text/plain',
    charset: '',
    boundary: '',
    flowed: 'no',
    encoding: 'identity',
    disposition: '',
    name: '',
    start,
    end,
    children: [],
    outside: true,
    oddHeaderEnd: null,
  };
}

export function isMultipart(entity: Entity): boolean {
  return entity.type.startsWith('multipart/');
}
