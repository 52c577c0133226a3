import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { DETECTORS } from '../../src/detectors/detectors.js';
import { DRAFT_DETECTORS } from '../../src/detectors/draft-detectors.js';
import { THREAD_DETECTORS } from '../../src/detectors/thread-detectors.js';
import { loadCatalogue } from '../../src/pipeline/load-catalogue.js';

const README = 'patterns/README.md';
const BEGIN = '<!-- coverage: begin -->';
const END = '<!-- coverage: end -->';

const catalogue = loadCatalogue();
const metas = [
  ...catalogue.patterns,
  ...DETECTORS.map((d) => d.meta),
  ...DRAFT_DETECTORS.map((d) => d.meta),
  ...THREAD_DETECTORS.map((d) => d.meta),
];
/** The protocols that number their clauses; the others map categories. */
const numbered = [...catalogue.protocols.values()].filter((p) => p.categories === undefined);

const citing = (protocol: string, ref: string): string[] =>
  metas
    .filter((m) => m.clauses[protocol]?.includes(ref))
    .map((m) => `\`${m.id}\``)
    .sort();

function table(): string {
  return numbered
    .map((protocol) => {
      const rows = protocol.clauses.map((clause) => {
        const found = citing(protocol.id, clause.ref);
        const shown = found.length > 0 ? found.join(', ') : `not seen: ${clause.unseen ?? '?'}`;
        return `| ${clause.ref} | ${clause.title} | ${shown} |`;
      });
      return `### ${protocol.title}\n\n| clause | title | patterns and detectors |\n|---|---|---|\n${rows.join('\n')}`;
    })
    .join('\n\n');
}

it('every clause has a pattern or detector, or the reason why no text can show it; never both', () => {
  const wrong = numbered.flatMap((protocol) =>
    protocol.clauses
      .filter((c) => citing(protocol.id, c.ref).length > 0 === (c.unseen !== undefined))
      .map((c) => `${protocol.id} ${c.ref}`),
  );
  expect(wrong).toEqual([]);
});

/** `UPDATE_GOLDEN=1 npm run vitest tests/patterns/coverage.test.ts` writes the table anew. */
it('the table in patterns/README.md is the catalogue', () => {
  const text = readFileSync(README, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const after = rest.split(END)[1] ?? '';
  if (process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(README, `${before}${BEGIN}\n\n${table()}\n\n${END}${after}`);
  }
  expect(readFileSync(README, 'utf8').split(BEGIN)[1]?.split(END)[0]?.trim()).toBe(table());
});
