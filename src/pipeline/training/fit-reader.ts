import type { Category } from '../../model/category.js';
import { TELLING_PARTS } from '../../model/reader.js';
import { type SentenceView, tellFeatures } from '../../reader/features.js';
import type { Fitted } from '../../reader/reader.js';
import { seeded } from './seeded.js';

/** A labelled sentence to learn from. */
export interface Lesson {
  readonly text: string;
  readonly view: SentenceView;
  readonly labels: ReadonlySet<Category>;
}

/** Chosen on development mail, council by council and voice by voice left out. */
const BITS = 18;
/** Buckets seen in fewer lessons say nothing about other people's sentences. */
const LEAST_SEEN = 2;
/** Inverse strength of the L2 penalty, and how much more a labelled sentence counts than a clean one. */
const FREEDOM = 20;
const EMPHASIS = 6;
/** Passes over the lessons. The weights hardly move after these. */
const PASSES = 12;
const SEED = 7;

/** A lesson as numbers: rows of its features, their values (of Euclidean length 1), its truth. */
export interface Row {
  readonly rows: Uint32Array;
  readonly values: Float32Array;
}

/** Fits one logistic regression a category. Seeded: the same lessons give the same numbers, to the bit. */
export function fitReader(lessons: readonly Lesson[], categories: readonly Category[]): Fitted {
  const told = lessons.map(({ view }) => featuresOf(view));
  const seen = new Uint32Array(2 ** BITS);
  for (const features of told) for (const bucket of features.keys()) seen[bucket]! += 1;
  const buckets = Uint32Array.from(
    Array.from(seen.keys()).filter((bucket) => seen[bucket]! >= LEAST_SEEN),
  );
  const telling = Uint8Array.from(buckets, (bucket) => {
    const idf = Math.log((1 + lessons.length) / (1 + seen[bucket]!)) + 1;
    return Math.min(255, Math.round(idf * TELLING_PARTS));
  });
  const rowOf = new Map(Array.from(buckets, (bucket, row) => [bucket, row]));
  const data = told.map((features) => toRow(features, rowOf, telling));
  const weights = new Int8Array(buckets.length * categories.length);
  const step: number[] = [];
  const bias: number[] = [];
  categories.forEach((category, column) => {
    const truth = lessons.map(({ labels }) => labels.has(category));
    const fitted = fitOne(data, truth, buckets.length);
    // The last weight is the bias: a feature that every sentence has.
    bias.push(round(fitted[buckets.length]!));
    const most = fitted.subarray(0, -1).reduce((max, w) => Math.max(max, Math.abs(w)), 0);
    const unit = Number((most / 127 || 1).toPrecision(6));
    step.push(unit);
    for (let row = 0; row < buckets.length; row += 1) {
      weights[row * categories.length + column] = Math.round(fitted[row]! / unit);
    }
  });
  return { bits: BITS, categories, buckets, telling, weights, step, bias };
}

const round = (x: number): number => Math.round(x * 10_000) / 10_000;

/** Buckets of a sentence's features with their emphasis, each once. */
export function featuresOf(view: SentenceView): ReadonlyMap<number, number> {
  const features = new Map<number, number>();
  tellFeatures(view, (hash, emphasis) => {
    const bucket = hash & (2 ** BITS - 1);
    if (!features.has(bucket)) features.set(bucket, emphasis);
  });
  return features;
}

export function toRow(
  features: ReadonlyMap<number, number>,
  rowOf: ReadonlyMap<number, number>,
  telling: Uint8Array,
): Row {
  const known = [...features].flatMap(([bucket, emphasis]) => {
    const row = rowOf.get(bucket);
    return row === undefined ? [] : [[row, telling[row]! * emphasis] as const];
  });
  const length = Math.sqrt(known.reduce((sum, [, value]) => sum + value * value, 0)) || 1;
  return {
    rows: Uint32Array.from(known, ([row]) => row),
    values: Float32Array.from(known, ([, value]) => value / length),
  };
}

/** Newton steps for one lesson's dual variable. */
const NEWTON_STEPS = 20;
const NEWTON_DONE = 1e-3;

/**
 * L2-regularised logistic regression by dual coordinate descent (Yu, Huang and Lin, Machine Learning
 * 85, 2011): each lesson has a dual variable between 0 and its cost, and is settled in turn.
 */
function fitOne(data: readonly Row[], truth: readonly boolean[], size: number): Float64Array {
  const weights = new Float64Array(size + 1);
  const cost = truth.map((is) => (is ? FREEDOM * EMPHASIS : FREEDOM));
  const alpha = Float64Array.from(cost, (c) => Math.min(0.001 * c, 1e-8));
  const sign = (i: number): number => (truth[i] ? 1 : -1);
  for (const [i, row] of data.entries()) add(weights, row, alpha[i]! * sign(i));
  const order = Uint32Array.from(data.keys());
  const random = seeded(SEED);
  for (let pass = 0; pass < PASSES; pass += 1) {
    shuffle(order, random);
    for (const i of order) {
      const row = data[i]!;
      const next = settle(alpha[i]!, cost[i]!, sign(i) * dot(weights, row));
      if (next === alpha[i]) continue;
      add(weights, row, (next - alpha[i]!) * sign(i));
      alpha[i] = next;
    }
  }
  return weights;
}

/** All lessons have features of length 1, and the bias: the curvature of the quadratic part. */
const CURVATURE = 2;

/**
 * Minimises z·ln z + (c−z)·ln(c−z) + a/2·(z−old)² + b·(z−old) over 0 < z < c. It is solved for
 * whichever of z and c−z is nearer to its bound, where the logarithm needs the precision.
 */
function settle(old: number, c: number, b: number): number {
  const isNearTop = 0.5 * CURVATURE * (c - 2 * old) + b < 0;
  const from = isNearTop ? c - old : old;
  const slope = isNearTop ? -b : b;
  let z = c - from < 0.5 * c ? 0.1 * from : from;
  const gradient = (): number => CURVATURE * (z - from) + slope + Math.log(z / (c - z));
  for (let n = 0; n < NEWTON_STEPS; n += 1) {
    const g = gradient();
    if (Math.abs(g) < NEWTON_DONE) break;
    const next = z - g / (CURVATURE + c / ((c - z) * z));
    z = next <= 0 ? 0.1 * z : Math.min(next, c * (1 - 1e-12));
  }
  return isNearTop ? c - z : z;
}

function dot(weights: Float64Array, { rows, values }: Row): number {
  let sum = weights[weights.length - 1]!;
  for (let j = 0; j < rows.length; j += 1) sum += weights[rows[j]!]! * values[j]!;
  return sum;
}

function add(weights: Float64Array, { rows, values }: Row, by: number): void {
  for (let j = 0; j < rows.length; j += 1) weights[rows[j]!]! += values[j]! * by;
  weights[weights.length - 1]! += by;
}

export function shuffle(order: Uint32Array, random: () => number): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
}
