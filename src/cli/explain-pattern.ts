import { DETECTORS } from '../detectors/detectors.js';
import { THREAD_DETECTORS } from '../detectors/thread-detectors.js';
import { UsageError } from '../model/errors.js';
import type { PatternMeta } from '../model/pattern.js';
import type { Atom, Catalogue, Condition, Pattern } from '../patterns/catalogue.js';
import type { SourceFile } from '../patterns/read-yaml.js';
import { loadCatalogue, readCatalogue } from '../pipeline/load-catalogue.js';
import { clausesText } from './list-patterns.js';
import { openOut } from './write-out.js';

/** `probity patterns explain ID` */
export async function explainPattern(id: string): Promise<void> {
  const catalogue = loadCatalogue();
  const pattern = catalogue.patterns.find((p) => p.id === id);
  const detector = DETECTORS.find((d) => d.meta.id === id);
  const thread = THREAD_DETECTORS.find((d) => d.meta.id === id);
  const meta = pattern ?? detector?.meta ?? thread?.meta;
  if (meta === undefined) {
    throw new UsageError(`There is no pattern "${id}"; \`probity patterns list\` shows all.`);
  }
  const lines = [
    ...metaLines(meta),
    ...(pattern ? [...wayLines(pattern, catalogue), ...exampleLines(pattern)] : []),
    ...(detector ? detector.examples.flatMap((e) => [sign(e.hits), `    ${e.name}`]) : []),
  ];
  const source = readCatalogue().files.patterns.find((f) => f.path === `patterns/${id}.yml`);
  await openOut(undefined).write([`${[...lines, ...sourceLines(source)].join('\n')}\n`]);
}

function metaLines(meta: PatternMeta): string[] {
  return [
    `${meta.id}: ${meta.title}`,
    `  ${meta.category}, read from ${meta.layer}, ${meta.status}, version ${meta.version}`,
    `  severity ${meta.severity}, confidence ${meta.confidence} before context`,
    `  may engage ${clausesText(meta.clauses, '; ')}`,
    `Why: ${meta.rationale}`,
    `Instead: ${meta.advice}`,
    'Harmless when:',
    ...meta.falsePositives.map((text) => `  ${text}`),
  ];
}

function wayLines({ when, ways, unless }: Pattern, catalogue: Catalogue): string[] {
  const told = (condition: Condition): string =>
    condition.map((atom) => atomText(atom, catalogue)).join(' or ');
  return [
    `Written by ${when.author.join(', ')} to ${when.to.join(', ')}; ${when.medium}, hours ${when.hours}`,
    ...ways.flatMap((way) => [
      `Way ${way.way}, within ${way.within} sentence${way.within === 1 ? '' : 's'}:`,
      ...way.all.map((condition) => `  ${told(condition)}`),
      ...way.unless.map((condition) => `  unless ${told(condition)}`),
    ]),
    ...unless.map((condition) => `Never with ${told(condition)}`),
  ];
}

function atomText(atom: Atom, { cues }: Catalogue): string {
  if (atom.kind === 'mention') return `<${atom.name}>`;
  if (atom.kind === 'grammar') return `grammar:${atom.test}`;
  const means = cues.get(atom.id);
  return means === undefined ? 'one of its own phrases' : `${atom.id} (${means})`;
}

function exampleLines({ examples }: Pattern): string[] {
  return examples.flatMap((example) => [
    `${sign(example.hits)}${example.todo === undefined ? '' : ` (known: ${example.todo})`}`,
    `    ${example.from} to ${example.to.join(', ')}: ${example.text.trim()}`,
    ...example.hits.map((hit) => `    hit: ${hit}`),
  ]);
}

const sign = (hits: readonly string[]): string =>
  hits.length === 0 ? 'Example that is harmless:' : 'Example:';

/** Phrases are compiled away; the file shows them as written. */
function sourceLines(source: SourceFile | undefined): string[] {
  return source === undefined ? [] : [`Its phrases and all else: ${source.path}`];
}
