import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { asBuffer } from './charset.js';

/**
 * Writes a changed text as its file was written: charset, byte order mark and line ends. What the old
 * charset cannot hold makes the whole utf-8.
 *
 * @param original the file before the change
 * @param declared the charset the file names for itself; empty when none
 */
export function encodeLike(original: Uint8Array, text: string, declared: string): Buffer {
  const bytes = asBuffer(original);
  const [a, b, c] = bytes;
  const lines =
    bytes.includes('\r\n') || bytes.includes('\r\0\n') ? text.replaceAll('\n', '\r\n') : text;
  if (a === 0xff && b === 0xfe) return iconv.encode(lines, 'utf-16le', { addBOM: true });
  if (a === 0xfe && b === 0xff) return iconv.encode(lines, 'utf-16be', { addBOM: true });
  if (a === 0xef && b === 0xbb && c === 0xbf) return iconv.encode(lines, 'utf8', { addBOM: true });
  if (isUtf8(bytes)) return Buffer.from(lines);
  const charset = iconv.encodingExists(declared) ? declared : 'windows-1252';
  const encoded = iconv.encode(lines, charset);
  return iconv.decode(encoded, charset) === lines ? encoded : Buffer.from(lines);
}
