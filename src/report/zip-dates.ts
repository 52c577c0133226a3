const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
/** The end record without a comment; the packers used here write none. */
const END_BYTES = 22;
/** 1 January 1980, 00:00: the first moment a zip can name. */
const FIRST = 0x00210000;

/**
 * Sets the date of every entry of a zip, in place: packers stamp the time of packing, and the same
 * report would be other bytes each time.
 *
 * @throws Error when the bytes are no zip as our packers write it
 */
export function fixZipDates(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = bytes.byteLength - END_BYTES;
  if (end < 0 || view.getUint32(end, true) !== END) throw new Error('the zip has no end record');
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < count; entry += 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Error('the zip has a broken directory');
    view.setUint32(at + 12, FIRST, true);
    const local = view.getUint32(at + 42, true);
    if (view.getUint32(local, true) !== LOCAL) throw new Error('the zip misses an entry');
    view.setUint32(local + 10, FIRST, true);
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true));
    at += 46 + name! + extra! + comment!;
  }
  return bytes;
}
