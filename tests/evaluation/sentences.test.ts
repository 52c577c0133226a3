import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
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
  const texts = sentences.filter(({ labels }) => labels.length > 0).map(({ text }) => text);
  const seen = new Set<string>();
  const twice = texts.filter((text) => seen.size === seen.add(text).size);
  expect(twice).toEqual([]);
});
