import { describe, expect, it } from 'vitest';
import { DETECTORS } from '../../src/detectors/detectors.js';
import { categorySchema } from '../../src/model/category.js';
import { loadCatalogue } from '../../src/pipeline/load-catalogue.js';
import { allExamples } from '../../src/pipeline/run-examples.js';

const catalogue = loadCatalogue();
const examples = allExamples(catalogue);

describe('every example of the catalogue', () => {
  for (const example of examples.filter((e) => e.todo === undefined)) {
    it(`${example.pattern} ${example.name}`, async () => {
      expect(await example.run()).toEqual([]);
    });
  }
});

/** A written-down gap that has closed must be taken off the list, or it hides the next one. */
describe('every known gap is still one', () => {
  for (const example of examples.filter((e) => e.todo !== undefined)) {
    it(`${example.pattern} ${example.name}`, async () => {
      expect(await example.run()).not.toEqual([]);
    });
  }
});

it('each category has a pattern or a detector', () => {
  const covered = new Set(
    [...catalogue.patterns, ...DETECTORS.map((d) => d.meta)].map((p) => p.category),
  );
  expect(categorySchema.options.filter((c) => !covered.has(c))).toEqual([]);
});

it('each pattern cites every protocol that has no refs of its own for the category', () => {
  const silent = [...catalogue.protocols.values()].filter((p) => p.categories === undefined);
  const uncited = catalogue.patterns.filter((p) => !silent.some((s) => p.clauses[s.id]?.length));
  expect(uncited.map((p) => p.id)).toEqual([]);
});
