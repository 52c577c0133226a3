import { readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Evaluation } from '../../src/model/evaluation.js';
import { evaluate } from '../../src/pipeline/evaluation/evaluate.js';
import { loadLabelledSet } from '../../src/pipeline/evaluation/load-set.js';
import { SCORED } from '../../src/pipeline/evaluation/score.js';
import { loadCatalogue } from '../../src/pipeline/load-catalogue.js';

const SET = 'tests/evaluation/messages';
const RESULTS = 'tests/evaluation/results.json';
/** A category may lose so much (as a share) without the file being changed. */
const ALLOWED_LOSS = 0.03;

const resultsSchema = z.record(
  z.string(),
  z.strictObject({ precision: z.number(), recall: z.number() }),
);

let evaluation: Evaluation;

beforeAll(async () => {
  evaluation = await evaluate([SET], loadCatalogue());
}, 120_000);

/** Precision and recall of the test part, by category. `UPDATE_GOLDEN=1` writes them anew. */
it('no category of the test part falls by more than three points', () => {
  const now = Object.fromEntries(
    [...evaluation.test.categories, evaluation.test.overall].map((c) => [
      c.category,
      { precision: c.precision.value, recall: c.recall.value },
    ]),
  );
  if (process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(RESULTS, `${JSON.stringify(now, null, 2)}\n`);
  }
  const kept = resultsSchema.parse(JSON.parse(readFileSync(RESULTS, 'utf8')));
  expect(Object.keys(kept).sort()).toEqual(Object.keys(now).sort());
  const fallen = Object.entries(kept).filter(([category, was]) => {
    const is = now[category]!;
    return is.precision < was.precision - ALLOWED_LOSS || is.recall < was.recall - ALLOWED_LOSS;
  });
  expect(fallen).toEqual([]);
});

describe('the labelled set', () => {
  it('is large, and a fifth or more of it is set aside by whole councils', async () => {
    const all = (await loadLabelledSet(SET)).map((s) => s.labels);
    expect(all.length).toBeGreaterThanOrEqual(600);
    const test = all.filter((l) => l.part === 'test').length;
    expect(test / all.length).toBeGreaterThan(0.2);
    const clean = all.filter((l) => l.labels.length === 0);
    expect(clean.length).toBeGreaterThan(all.length * 0.4);
    expect(clean.filter((l) => l.kind === 'near-miss').length).toBeGreaterThan(clean.length * 0.4);
    for (const category of SCORED) {
      expect(all.filter((l) => l.labels.includes(category)).length).toBeGreaterThanOrEqual(25);
    }
  });

  it('names words that are there', async () => {
    const wrong: string[] = [];
    for (const { labels, bytes } of await loadLabelledSet(SET)) {
      const text = Buffer.from(bytes).toString('utf8');
      // Raw mail may be encoded; the compact form holds its words as they are.
      for (const { quote } of labels.spans) {
        if (quote === 'Bcc' || quote === 'Date' || text.includes(quote)) continue;
        if (!text.includes(quote.slice(0, 20))) wrong.push(`${labels.id}: ${quote.slice(0, 60)}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});
