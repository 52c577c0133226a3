import type { Defect, Message } from '../model/message.js';
import { capWords } from './cap-words.js';
import { MESSAGE_BYTES } from './caps.js';
import { asBuffer, decodeLoose, lineEnds } from './charset.js';
import { defect, distinct } from './defect.js';
import { isKnownHeaderLine } from './header-block.js';
import { letterOf } from './letter.js';
import { readMailHeaders } from './mail-headers.js';
import { decodeQuotedPrintable } from './transfer.js';

/** Bytes of the start among which headers are looked for. */
const HEAD_BYTES = 64 * 1024;

/**
 * Reads a document without any parser, after one hung, crashed or ate its memory: headers by a
 * plain scan, everything else as one text, with blocks of base64 text and quoted-printable undone.
 * Linear, and simple enough to be trusted with what killed its betters.
 * @param reason what happened to the parser; becomes a defect beside `read-raw`
 */
export function readRaw(bytes: Uint8Array, name: string, reason: Defect): Message {
  const buffer = asBuffer(bytes.subarray(0, MESSAGE_BYTES));
  const defects = [reason, defect('read-raw', 'The document was read as raw text.')];
  if (/^(?:PK[\x03\x05]|%PDF)/.test(buffer.toString('latin1', 0, 4))) {
    const nothing = 'The document is packed; without its parser none of its text can be read.';
    return letterOf({ text: '', defects: [...defects, defect('no-text', nothing)] }, '', name);
  }
  const text = lineEnds(decodeLoose(buffer));
  const headers = scanHeaders(text);
  if (headers.length === 0)
    return letterOf({ text: undoEncodings(text), defects }, 'text/plain', name);
  const blank = text.search(/\n[ \t]*\n/);
  const body = capWords(undoEncodings(blank < 0 ? text : text.slice(blank).trimStart()));
  const mail = readMailHeaders(headers);
  return {
    medium: 'email',
    ...mail.fields,
    parts: [{ id: 'body', contentType: 'text/plain', name: '', text: body.text }],
    defects: distinct([...defects, ...mail.defects, ...body.defects]),
  };
}

/** Headers of the block at the start; none unless one is a header that mail is known to have. */
function scanHeaders(text: string): { name: string; value: string }[] {
  const head = text
    .slice(0, HEAD_BYTES)
    .trimStart()
    .replace(/^From [^\n]*\n/, '');
  const lines = head
    .split(/\n[ \t]*\n/, 1)[0]!
    .replace(/\n[ \t]+/g, ' ')
    .split('\n');
  if (!lines.some((line) => isKnownHeaderLine(line))) return [];
  return lines.flatMap((line) => {
    const header = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line);
    return header ? [{ name: header[1]!.toLowerCase(), value: header[2]!.trim() }] : [];
  });
}

/** Undoes quoted-printable where soft breaks show it, and base64 blocks that hold text. */
function undoEncodings(text: string): string {
  const soft = text.match(/=\n/g)?.length ?? 0;
  const unquoted =
    soft > 0 || /quoted-printable/i.test(text)
      ? decodeLoose(decodeQuotedPrintable(Buffer.from(text, 'utf8')))
      : text;
  return undoBase64(unquoted);
}

function undoBase64(text: string): string {
  const out: string[] = [];
  let block: string[] = [];
  const flush = () => {
    const plain = block.length === 0 ? null : textOfBase64(block.join(''));
    out.push(...(plain === null ? block : [plain]));
    block = [];
  };
  for (const line of text.split('\n')) {
    // Lines of a block are full but the last; a long word alone is no block.
    const encoded =
      /^[A-Za-z0-9+/]{2,76}={0,2}$/.test(line) && (line.length >= 40 || block.length > 0);
    if (encoded) block.push(line);
    else {
      flush();
      out.push(line);
    }
  }
  flush();
  return out.join('\n');
}

/** Null when the bytes are no text (a picture). */
function textOfBase64(block: string): string | null {
  const bytes = Buffer.from(block, 'base64');
  const text = decodeLoose(bytes);
  const odd = text.match(/[\x00-\x08\x0e-\x1f\ufffd]/g)?.length ?? 0;
  return odd > text.length * 0.02 ? null : lineEnds(text);
}
