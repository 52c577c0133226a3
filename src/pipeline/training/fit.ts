import type { Category } from '../../model/category.js';
import type { Weights } from '../../model/weights.js';
import { SCORED } from '../evaluation/score.js';
import type { TrainingExample } from './examples.js';

/** Chosen on development councils left out in turn; see the README's "How it was measured". */
const ROUNDS = 12;
const RATE = 0.1;
const SHRINKAGE = 0.01;
/** A rare category's windows count more, up to this. */
const MOST_EMPHASIS = 20;
const SEED = 7;

/**
 * Fits one logistic regression a category over the signs (AdaGrad, L2). Seeded: the same examples
 * give the same weights, to the byte.
 */
export function fitWeights(examples: readonly TrainingExample[]): Weights {
  const signs = [...new Set(examples.flatMap((e) => [...e.signs]))].sort();
  const place = new Map(signs.map((sign, i) => [sign, i]));
  const rows = examples.map((e) => [...e.signs].map((s) => place.get(s)!).sort((a, b) => a - b));
  const categories: Weights['categories'] = {};
  for (const category of SCORED) {
    const truth = examples.map((e) => e.labels.has(category));
    if (truth.includes(true)) categories[category as Category] = fitOne(rows, truth, signs.length);
  }
  return { signs, categories };
}

function fitOne(rows: readonly (readonly number[])[], truth: readonly boolean[], size: number) {
  const weights = new Float64Array(size);
  const steps = new Float64Array(size).fill(1e-8);
  const positives = truth.filter((t) => t).length;
  const emphasis = Math.min(MOST_EMPHASIS, Math.sqrt(rows.length / positives));
  const random = seeded(SEED);
  let bias = -4;
  let biasSteps = 1e-8;
  for (let n = 0; n < ROUNDS * rows.length; n += 1) {
    const at = Math.floor(random() * rows.length);
    const row = rows[at]!;
    let sum = bias;
    for (const j of row) sum += weights[j]!;
    const error = 1 / (1 + Math.exp(-sum)) - (truth[at] ? 1 : 0);
    const gradient = error * (truth[at] ? emphasis : 1);
    biasSteps += gradient * gradient;
    bias -= (RATE * gradient) / Math.sqrt(biasSteps);
    for (const j of row) {
      const own = gradient + SHRINKAGE * weights[j]!;
      steps[j]! += own * own;
      weights[j]! -= (RATE * own) / Math.sqrt(steps[j]!);
    }
  }
  const round = (x: number): number => Math.round(x * 1000) / 1000;
  return { bias: round(bias), weights: [...weights].map(round) };
}

/** Linear congruential generator (Numerical Recipes' constants): 0 ≤ x < 1. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
