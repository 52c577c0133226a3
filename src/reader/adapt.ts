import type { ReaderChanges, ReaderNumbers } from '../model/reader.js';

/** A reader as a council's verdicts changed it. Throws RangeError for changes of another reader. */
export function adaptReader(numbers: ReaderNumbers, changes: ReaderChanges): ReaderNumbers {
  const bytes = (text: string): Uint8Array<ArrayBuffer> =>
    new Uint8Array(Buffer.from(text, 'base64'));
  const packed = bytes(changes.cells);
  const replaced = new Int8Array(bytes(changes.weights).buffer);
  const { columns, size } = { columns: numbers.categories.length, size: numbers.weights.length };
  if (packed.length !== 4 * replaced.length || changes.bias.length !== columns) throw misfit();
  const cells = new Uint32Array(packed.buffer);
  const weights = numbers.weights.slice();
  cells.forEach((cell, i) => {
    if (cell >= size) throw misfit();
    weights[cell] = replaced[i]!;
  });
  return { ...numbers, weights, bias: numbers.bias.map((b, column) => b + changes.bias[column]!) };
}

const misfit = (): RangeError =>
  new RangeError('The council’s own reader does not fit this version; train it anew.');
