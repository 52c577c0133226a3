import type { Category } from '../model/category.js';
import type { ReaderNumbers } from '../model/reader.js';
import { type SentenceView, tellFeatures } from './features.js';

/** What reading needs of the numbers. */
export type Fitted = Omit<ReaderNumbers, 'judge' | 'examples'>;

/** Reads sentences: how far each is like those labelled with each category. */
export interface Reader {
  readonly categories: readonly Category[];
  /** Sums by category (log odds as fitted, not calibrated), in the order of `categories`. */
  read(view: SentenceView): Float64Array;
}

/** Makes the numbers ready for reading. One reader serves one thread: it works in arrays of its own. */
export function openReader(numbers: Fitted): Reader {
  const { categories, buckets, telling, weights, step, bias } = numbers;
  const size = 2 ** numbers.bits;
  const rows = new Int32Array(size).fill(-1);
  buckets.forEach((bucket, row) => {
    rows[bucket] = row;
  });
  // Which sentence last touched a row: features count once a sentence.
  const touched = new Uint32Array(buckets.length);
  let sentence = 0;
  const columns = categories.length;
  return {
    categories,
    read(view) {
      const sums = new Float64Array(columns);
      let norm = 0;
      sentence += 1;
      tellFeatures(view, (hash, emphasis) => {
        const row = rows[hash & (size - 1)]!;
        if (row < 0 || touched[row] === sentence) return;
        touched[row] = sentence;
        const value = telling[row]! * emphasis;
        norm += value * value;
        const start = row * columns;
        for (let i = 0; i < columns; i += 1) sums[i]! += value * weights[start + i]!;
      });
      const scale = norm === 0 ? 0 : 1 / Math.sqrt(norm);
      for (let i = 0; i < columns; i += 1) sums[i] = sums[i]! * scale * step[i]! + bias[i]!;
      return sums;
    },
  };
}
