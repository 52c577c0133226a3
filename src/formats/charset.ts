import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Defect } from '../model/message.js';
import { defect } from './defect.js';

/** Text with `\n` line ends, and what was wrong with its bytes. */
export interface Decoded {
  readonly text: string;
  readonly defects: readonly Defect[];
}

/** Labels that say no more than "western": senders use them for utf-8 and windows-1252 alike. */
const WESTERN =
  /^(?:|(?:us-?)?ascii|ansi_x3\.4-1968|unknown-8bit|x-unknown|utf-?8|iso[-_]?8859-?1|latin-?1|(?:windows|cp|x-cp)-?1252|binary|default)$/;

/** A Buffer over the same memory. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Bytes → text under a declared charset that may lie: what is valid utf-8 is utf-8 whatever the
 * label says, iso-8859-1 is read as windows-1252 (its curly quotes are control characters in the
 * former), and stray bytes in utf-8 are read as windows-1252. iconv-lite decodes, not TextDecoder,
 * whose windows-1252 is wrong in Node 20.18.3 and later.
 */
export function decodeText(bytes: Uint8Array, declared: string): Decoded {
  const buffer = asBuffer(bytes);
  const byBom = decodeByBom(buffer);
  if (byBom !== null) return { text: lineEnds(byBom), defects: [] };
  const label = declared.trim().toLowerCase();
  if (WESTERN.test(label)) return decodeWestern(buffer, label);
  const known: boolean = iconv.encodingExists(label);
  if (!known) {
    const message = `The charset "${label.slice(0, 40)}" is unknown; read as utf-8 or windows-1252.`;
    return { text: lineEnds(decodeLoose(buffer)), defects: [defect('unknown-charset', message)] };
  }
  return { text: lineEnds(iconv.decode(buffer, label)), defects: [] };
}

function decodeWestern(buffer: Buffer, label: string): Decoded {
  if (isAscii(buffer)) return { text: lineEnds(buffer.toString('latin1')), defects: [] };
  const valid = isUtf8(buffer);
  const text = lineEnds(valid ? buffer.toString('utf8') : decodeLoose(buffer));
  const saysUtf8 = /utf/.test(label);
  const saysLatin = /8859|latin|1252/.test(label);
  const lie = valid ? saysLatin : saysUtf8 || /ascii|ansi/.test(label);
  if (!lie) return { text, defects: [] };
  const really = valid ? 'utf-8' : 'windows-1252';
  const message = `The text is declared as ${label} but holds ${really} bytes; read as ${really}.`;
  return { text, defects: [defect('charset-lie', message)] };
}

/** Text by its byte order mark; null when it has none. */
function decodeByBom(buffer: Buffer): string | null {
  const [a, b, c] = buffer;
  if (a === 0xff && b === 0xfe) return iconv.decode(buffer, 'utf-16le');
  if (a === 0xfe && b === 0xff) return iconv.decode(buffer, 'utf-16be');
  if (a === 0xef && b === 0xbb && c === 0xbf) return decodeLoose(buffer.subarray(3));
  return null;
}

/** Text of unknown charset (a .txt file): by its mark, else utf-16 by its zeros, else western. */
export function detectText(bytes: Uint8Array): Decoded {
  const wide = wideWithoutMark(bytes);
  return decodeText(bytes, wide ?? '');
}

/** utf-16 without a mark: almost every second byte of western text is zero. */
function wideWithoutMark(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 512);
  if (sample.length < 8) return null;
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i & 1]!++;
  const half = sample.length / 2;
  if (zeros[1]! > half * 0.8 && zeros[0]! < half * 0.1) return 'utf-16le';
  if (zeros[0]! > half * 0.8 && zeros[1]! < half * 0.1) return 'utf-16be';
  return null;
}

/** Utf-8, with every byte that is not part of a valid sequence read as windows-1252. Linear. */
export function decodeLoose(buffer: Buffer): string {
  if (isAscii(buffer)) return buffer.toString('latin1');
  if (isUtf8(buffer)) return buffer.toString('utf8');
  const pieces: string[] = [];
  let i = 0;
  while (i < buffer.length) {
    const from = i;
    let width = sequenceWidth(buffer, i);
    while (width > 0 && i < buffer.length) {
      i += width;
      width = sequenceWidth(buffer, i);
    }
    if (i > from) pieces.push(buffer.toString('utf8', from, i));
    const stray = i;
    while (i < buffer.length && sequenceWidth(buffer, i) === 0) i++;
    if (i > stray) pieces.push(iconv.decode(buffer.subarray(stray, i), 'windows-1252'));
  }
  return pieces.join('');
}

/** Length of the valid utf-8 sequence at an offset; 0 when there is none. */
function sequenceWidth(buffer: Buffer, at: number): number {
  const lead = buffer[at];
  if (lead === undefined) return 0;
  if (lead < 0x80) return 1;
  const width = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  if (lead < 0xc2 || lead > 0xf4 || at + width > buffer.length) return 0;
  return isUtf8(buffer.subarray(at, at + width)) ? width : 0;
}

/** `\n` line ends; the NULs that mail programs do not show are taken out, as they split words. */
export function lineEnds(text: string): string {
  const lf = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  return lf.includes('\0') ? lf.replaceAll('\0', '') : lf;
}
