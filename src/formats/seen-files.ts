import { createHash } from 'node:crypto';
import type { Decoded } from './charset.js';

/**
 * Mail carries the same report or agenda again and again: to every member, and down each reply.
 * What a docx or pdf says is remembered by its bytes, since reading one costs as much as twenty
 * messages. Bounded in files and in text, oldest out first.
 */
const MOST_FILES = 64;
/** UTF-16 units in all; with the cap of words a part, some ten of the largest documents. */
const MOST_TEXT = 8_000_000;

const seen = new Map<string, Decoded>();
let held = 0;

/** The reading of these bytes: remembered, or made and remembered. */
export async function readOnce(
  bytes: Uint8Array,
  read: (bytes: Uint8Array) => Promise<Decoded>,
): Promise<Decoded> {
  const key = createHash('sha256').update(bytes).digest('base64');
  const known = seen.get(key);
  if (known !== undefined) return known;
  const made = await read(bytes);
  seen.set(key, made);
  held += made.text.length;
  for (const [oldest, { text }] of seen) {
    if (seen.size <= MOST_FILES && held <= MOST_TEXT) break;
    seen.delete(oldest);
    held -= text.length;
  }
  return made;
}
