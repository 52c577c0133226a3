import iconv from 'iconv-lite';

function startsWith(bytes: Uint8Array, ...mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/**
 * The text of a roster file as spreadsheets save it: UTF-8 with or without a byte order mark,
 * UTF-16 in either order, or, when the bytes are no UTF-8, Windows-1252.
 */
export function decodeRoster(bytes: Uint8Array): string {
  if (startsWith(bytes, 0xff, 0xfe)) return iconv.decode(bytes, 'utf-16le');
  if (startsWith(bytes, 0xfe, 0xff)) return iconv.decode(bytes, 'utf-16be');
  if (bytes.length > 3 && bytes[1] === 0 && bytes[3] === 0) return iconv.decode(bytes, 'utf-16le');
  if (bytes.length > 3 && bytes[0] === 0 && bytes[2] === 0) return iconv.decode(bytes, 'utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'windows-1252');
  }
}
