import type { Defect } from '../model/message.js';
import { defect } from './defect.js';

export type Encoding = 'identity' | 'base64' | 'quoted-printable' | 'unknown';

/** What a Content-Transfer-Encoding header means, misspellings and comments forgiven. */
export function encodingOf(value: string): Encoding {
  const name = value
    .replace(/\([^)]*\)/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
  if (name === 'base64') return 'base64';
  if (name === 'quotedprintable') return 'quoted-printable';
  return ['', '7bit', '8bit', 'binary'].includes(name) ? 'identity' : 'unknown';
}

export interface Untransferred {
  readonly bytes: Buffer;
  readonly defects: readonly Defect[];
}

/** Takes the transfer encoding off a body. What is not really encoded is given as it stands. */
export function decodeTransfer(body: Buffer, encoding: Encoding): Untransferred {
  if (encoding === 'quoted-printable') return { bytes: decodeQuotedPrintable(body), defects: [] };
  if (encoding === 'base64') return decodeBase64(body);
  if (encoding === 'identity') return { bytes: body, defects: [] };
  const message = 'A part has an unknown transfer encoding; its bytes were read as they stand.';
  return { bytes: body, defects: [defect('unknown-transfer-encoding', message)] };
}

/** RFC 2045 §6.7; a soft break may have blanks after its `=`, and a lone `=` stands for itself. */
export function decodeQuotedPrintable(body: Buffer): Buffer {
  let at = body.indexOf(0x3d);
  if (at < 0) return body;
  const out = Buffer.allocUnsafe(body.length);
  let length = 0;
  let from = 0;
  while (at >= 0) {
    length += body.copy(out, length, from, at);
    const high = hexValue(body[at + 1]);
    const low = hexValue(body[at + 2]);
    if (high >= 0 && low >= 0) {
      out[length++] = high * 16 + low;
      from = at + 3;
    } else {
      from = softBreakEnd(body, at + 1);
      if (from < 0) {
        out[length++] = 0x3d;
        from = at + 1;
      }
    }
    at = body.indexOf(0x3d, from);
  }
  length += body.copy(out, length, from);
  return out.subarray(0, length);
}

/** Offset after `blanks CR? LF` (or the end of the body); -1 when something else follows. */
function softBreakEnd(body: Buffer, at: number): number {
  let i = at;
  while (body[i] === 0x20 || body[i] === 0x09) i++;
  if (i >= body.length) return i;
  if (body[i] === 0x0d) i++;
  if (body[i] === 0x0a) return i + 1;
  return i > at && body[i - 1] === 0x0d ? i : -1;
}

function hexValue(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** A word is rarely longer; a token of base64 that a broken encoder set off by blanks never shorter. */
const LONGEST_WORD = 24;

/**
 * Base64. Text declared as base64 that is none, and text after the encoded block (list servers
 * append footers so), are kept as text: a decoder would make noise of them.
 */
function decodeBase64(body: Buffer): Untransferred {
  const text = body.toString('latin1');
  const plainFrom = plainTextOffset(text);
  if (plainFrom < 0) return { bytes: base64Blocks(text), defects: [] };
  const bytes = base64Blocks(text.slice(0, plainFrom));
  const plain = body.subarray(plainFrom);
  const message = 'A part declared as base64 holds plain text; the text was kept as it stands.';
  const joined = bytes.length > 0 ? [bytes, Buffer.from('\n'), plain] : [plain];
  return { bytes: Buffer.concat(joined), defects: [defect('plain-text-in-base64', message)] };
}

/** Offset from which a body is words and no longer base64; -1 when all of it can be base64. */
function plainTextOffset(text: string): number {
  if (/^[A-Za-z0-9+/=\r\n]*$/.test(text)) return -1;
  let at = 0;
  let encodedLines = false;
  while (at < text.length) {
    const lf = text.indexOf('\n', at);
    const end = lf < 0 ? text.length : lf;
    const line = text.slice(at, end).trim();
    if (hasWords(line)) return encodedLines ? at : 0;
    if (line.length >= LONGEST_WORD) encodedLines = true;
    at = end + 1;
  }
  return -1;
}

/** Blanks between short tokens, or a rule above a footer: a stray byte alone is damage, not text. */
function hasWords(line: string): boolean {
  if (/^[_*=-]{5,}$/.test(line)) return true;
  if (!/[ \t]/.test(line)) return false;
  const tokens = line.split(/[ \t]+/);
  return line.length / tokens.length < LONGEST_WORD;
}

/** Decodes block by block: an encoder that pads each line must not end the text at the first. */
function base64Blocks(text: string): Buffer {
  const clean = text.replace(/[^A-Za-z0-9+/_=-]+/g, '');
  if (!/=[^=]/.test(clean)) return Buffer.from(clean, 'base64');
  return Buffer.concat(clean.split(/=+/).map((block) => Buffer.from(block, 'base64')));
}
