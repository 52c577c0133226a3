import { decodeLoose, decodeText } from './charset.js';
import { decodeQuotedPrintable } from './transfer.js';

/** `=?charset*language?B|Q?text?=`; blanks inside the text are tolerated, as senders put them there. */
const ENCODED_WORD = /=\?([^?\s]{1,64})\?([bq])\?([^?]*)\?=/gi;

/**
 * Decodes RFC 2047 words in a header value. Blanks between two words vanish, and neighbours of one
 * charset are joined before decoding, since senders cut inside multi-byte characters.
 * @param value unfolded header value
 */
export function decodeWords(value: string): string {
  if (!value.includes('=?')) return value;
  const out: string[] = [];
  let pending: { charset: string; chunks: Buffer[] } | null = null;
  let end = 0;
  const flush = () => {
    if (pending) out.push(decodeText(Buffer.concat(pending.chunks), pending.charset).text);
    pending = null;
  };
  for (const word of value.matchAll(ENCODED_WORD)) {
    const between = value.slice(end, word.index);
    const charset = word[1]!.split('*', 1)[0]!.toLowerCase();
    if (!pending || between.trim() !== '' || pending.charset !== charset) {
      const adjacent = pending !== null && between.trim() === '';
      flush();
      if (!adjacent) out.push(between);
      pending = { charset, chunks: [] };
    }
    pending.chunks.push(wordBytes(word[2]!, word[3]!));
    end = word.index + word[0].length;
  }
  flush();
  out.push(value.slice(end));
  return out.join('').replace(/[\r\n]+/g, ' ');
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding.toLowerCase() === 'b') return Buffer.from(text, 'base64');
  return decodeQuotedPrintable(Buffer.from(text.replaceAll('_', ' '), 'utf8'));
}

/** 8-bit bytes of a header that were sliced as latin1 → text. */
export function fromLatin1(slice: string): string {
  return /[\x80-\xff]/.test(slice) ? decodeLoose(Buffer.from(slice, 'latin1')) : slice;
}
