import { together } from '../../engine/learned.js';
import { MOST_CHANGED, type ReaderChanges, type ReaderNumbers } from '../../model/reader.js';
import type { Reader } from '../../reader/reader.js';
import { featuresOf, type Row, shuffle, toRow } from './fit-reader.js';
import { seeded } from './seeded.js';
import type { VerdictLesson } from './verdict-lessons.js';

/** Few passes and caps: some dozens of verdicts shall bend the reader, not break it. */
const PASSES = 12;
const RATE = 0.4;
/** How fast biases and weights move, and how strongly they are drawn back to what was shipped. */
const BIAS_RATE = 0.1;
const DRAWN = 0.02;
const MOST_BIAS = 1.5;
const MOST_WEIGHT = 1.5;
const SEED = 11;

/**
 * Bends a reader towards verdicts by logistic regression that starts at its own weights. The same
 * verdicts give the same changes, to the bit.
 *
 * @param of names the reader
 */
export function fitChanges(
  lessons: readonly VerdictLesson[],
  numbers: ReaderNumbers,
  of: string,
): ReaderChanges {
  const columns = numbers.categories.length;
  const bias = new Float64Array(columns);
  const moved = new Map<number, number>();
  const rowOf = new Map(Array.from(numbers.buckets, (bucket, row) => [bucket, row]));
  const rows = lessons.map(({ views }) =>
    views.map((view) => toRow(featuresOf(view), rowOf, numbers.telling)),
  );
  const order = Uint32Array.from(lessons.keys());
  const random = seeded(SEED);
  for (let pass = 0; pass < PASSES; pass += 1) {
    shuffle(order, random);
    const rate = RATE / (1 + pass);
    for (const i of order) {
      const lesson = lessons[i]!;
      const { column, slope, fixed, isRight } = lesson;
      const sums = rows[i]!.map((row) => sumOf(row, column, numbers, moved, bias));
      const most = Math.max(...sums);
      const odds = sums.map((sum) => Math.exp(sum - most));
      const all = odds.reduce((a, b) => a + b, 0);
      const p = 1 / (1 + Math.exp(-(slope * (most + Math.log(all)) + fixed)));
      const pull = (p - (isRight ? 1 : 0)) * slope;
      const b = bias[column]!;
      bias[column] = capped(b - rate * BIAS_RATE * (pull + DRAWN * b), MOST_BIAS);
      rows[i]!.forEach((row, at) => {
        const share = odds[at]! / all;
        row.rows.forEach((place, j) => {
          const cell = place * columns + column;
          const old = moved.get(cell) ?? 0;
          const gradient = pull * share * row.values[j]! + DRAWN * old;
          moved.set(cell, capped(old - rate * gradient, MOST_WEIGHT));
        });
      });
    }
  }
  return encode(moved, bias, numbers, of);
}

const capped = (x: number, most: number): number => Math.max(-most, Math.min(most, x));

function sumOf(
  { rows, values }: Row,
  column: number,
  { categories, weights, step, bias: before }: ReaderNumbers,
  moved: ReadonlyMap<number, number>,
  bias: Float64Array,
): number {
  let sum = before[column]! + bias[column]!;
  rows.forEach((row, j) => {
    const cell = row * categories.length + column;
    sum += values[j]! * (weights[cell]! * step[column]! + (moved.get(cell) ?? 0));
  });
  return sum;
}

function encode(
  moved: ReadonlyMap<number, number>,
  bias: Float64Array,
  { weights, step, categories }: ReaderNumbers,
  of: string,
): ReaderChanges {
  const changed = [...moved]
    .map(([cell, by]) => {
      const before = weights[cell]!;
      const unit = step[cell % categories.length]!;
      const after = Math.max(-127, Math.min(127, Math.round(before + by / unit)));
      return { cell, after, size: Math.abs(after - before) * unit };
    })
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size || a.cell - b.cell)
    .slice(0, MOST_CHANGED)
    .sort((a, b) => a.cell - b.cell);
  const base64 = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString('base64');
  return {
    of,
    bias: Array.from(bias, (b) => Math.round(b * 1_000) / 1_000),
    cells: base64(Uint32Array.from(changed, ({ cell }) => cell).buffer),
    weights: base64(Int8Array.from(changed, ({ after }) => after).buffer),
  };
}

/** The confidence of a finding on which there is a verdict, as a reader judges its quotes. */
export function confidenceOf(lesson: VerdictLesson, reader: Reader): number {
  const { views, column, slope, fixed } = lesson;
  const sum = together(
    views.map((view) => reader.read(view)),
    column,
  );
  return 1 / (1 + Math.exp(-(slope * sum + fixed)));
}
