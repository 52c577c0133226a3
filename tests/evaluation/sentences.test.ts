import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { SCORED } from '../../src/pipeline/evaluation/score.js';
import { readScenes } from '../../src/pipeline/training/lessons.js';

const DIR = 'tests/evaluation/sentences';
const scenes = await readScenes(DIR);
const sentences = scenes.flatMap((scene) => scene.sentences);

it('there are many sentences by many voices, at least half of them clean, many of these near misses', () => {
  expect(sentences.length).toBeGreaterThanOrEqual(12_000);
  expect(new Set(scenes.map((scene) => scene.voice)).size).toBeGreaterThanOrEqual(100);
  const clean = sentences.filter(({ labels }) => labels.length === 0);
  expect(clean.length / sentences.length).toBeGreaterThan(0.5);
  expect(clean.filter(({ near }) => near.length > 0).length / clean.length).toBeGreaterThan(1 / 3);
});

it('every voice is described, and every scene has a name of its own', () => {
  const described = new Set(
    readFileSync(`${DIR}/voices.csv`, 'utf8')
      .split('\n')
      .map((line) => line.split(',')[0]),
  );
  expect(scenes.filter(({ voice }) => !described.has(voice)).map((s) => s.scene)).toEqual([]);
  expect(new Set(scenes.map(({ scene }) => scene)).size).toBe(scenes.length);
});

it('no labelled sentence stands twice', () => {
  const texts = sentences
    .filter(({ labels, text }) => labels.length > 0 && text.split(' ').length > 4)
    .map(({ text }) => text);
  const seen = new Set<string>();
  const twice = texts.filter((text) => seen.size === seen.add(text).size);
  expect(twice).toEqual([]);
});

it('two readers agree in every category, beyond chance', () => {
  const byId = new Map(scenes.map((scene) => [scene.scene, scene]));
  const rows = readFileSync(`${DIR}/second-reading.csv`, 'utf8').trim().split('\n').slice(1);
  const pairs = rows.flatMap((row) => {
    const [scene = '', at = '', labels = ''] = row.split(',');
    const first = byId.get(scene)?.sentences[Number(at) - 1];
    if (first === undefined) throw new Error(`${row}: no such sentence`);
    const second = labels === '' ? [] : labels.split(' ');
    return first.unsure.length > 0 ? [] : [{ first: first.labels as string[], second }];
  });
  expect(pairs.length).toBeGreaterThan(2_500);
  const kappa = (category: string): number => {
    const share = (is: (pair: (typeof pairs)[number]) => boolean): number =>
      pairs.filter(is).length / pairs.length;
    const agreed = share((p) => p.first.includes(category) === p.second.includes(category));
    const a = share((p) => p.first.includes(category));
    const b = share((p) => p.second.includes(category));
    const chance = a * b + (1 - a) * (1 - b);
    return (agreed - chance) / (1 - chance);
  };
  const weak = SCORED.filter((category) => kappa(category) < 0.8);
  expect(weak).toEqual([]);
});
