import { describe, expect, it } from 'vitest';
import { weighSigns } from '../../src/engine/weigh-signs.js';
import type { Weights } from '../../src/model/weights.js';
import type { TrainingExample } from '../../src/pipeline/training/examples.js';
import { fitWeights } from '../../src/pipeline/training/fit.js';

const weights: Weights = {
  signs: ['a/one', 'a/two'],
  categories: { secrecy: { bias: -2, weights: [1.5, 2] } },
};

describe('signs are added up', () => {
  it('each counts once, an unknown one not at all', () => {
    const at = (...signs: string[]) => weighSigns(new Set(signs), 'secrecy', weights);
    expect(at()).toBeCloseTo(0.119, 3);
    expect(at('a/one', 'a/two')).toBeCloseTo(0.818, 3);
    expect(at('a/one', 'b/other')).toBe(at('a/one'));
  });

  it('a category without weights never speaks', () => {
    expect(weighSigns(new Set(['a/one']), 'familiarity', weights)).toBe(0);
  });
});

describe('training', () => {
  const example = (labels: string[], ...signs: string[]): TrainingExample => ({
    signs: new Set(signs),
    labels: new Set(labels),
  });
  const examples = Array.from({ length: 60 }, (_, i) =>
    i % 3 === 0
      ? example(['secrecy'], 'hush', 'boss', `noise${i % 7}`)
      : example([], i % 2 === 0 ? 'hush' : 'boss', `noise${i % 7}`),
  );

  it('learns that two signs together say what neither says alone', () => {
    const fitted = fitWeights(examples);
    const at = (...signs: string[]) => weighSigns(new Set(signs), 'secrecy', fitted);
    expect(at('hush', 'boss')).toBeGreaterThan(0.5);
    expect(at('hush')).toBeLessThan(0.5);
    expect(at('boss')).toBeLessThan(0.5);
  });

  it('gives the same weights for the same mail', () => {
    expect(JSON.stringify(fitWeights(examples))).toBe(JSON.stringify(fitWeights(examples)));
  });
});
