import type { ReaderFile, ReaderNumbers } from '../model/reader.js';

/** Decodes the learned reader's file. Throws RangeError when its parts do not fit together. */
export function decodeReader(file: ReaderFile): ReaderNumbers {
  const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));
  const buckets = new Uint32Array(bytes(file.buckets).buffer);
  const telling = bytes(file.telling);
  const weights = new Int8Array(bytes(file.weights).buffer);
  const columns = file.categories.length;
  const fits =
    telling.length === buckets.length &&
    weights.length === buckets.length * columns &&
    [file.step, file.bias, file.judge.alone.offset].every((list) => list.length === columns);
  if (!fits) throw new RangeError('patterns/reader.json: its arrays differ in length; train anew.');
  return { ...file, buckets, telling, weights };
}
