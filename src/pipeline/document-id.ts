import { createHash } from 'node:crypto';

/**
 * A document is known by where a reader finds it and what it says: the same bytes at the same path
 * are one document, however often they are scanned.
 *
 * @param digest SHA-256 of the bytes, hex
 */
export function documentId(path: string, digest: string): string {
  return createHash('sha256').update(`${path}\0${digest}`).digest('hex').slice(0, 24);
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
