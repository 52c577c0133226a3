import { DETECTORS } from '../detectors/detectors.js';
import { DRAFT_DETECTORS } from '../detectors/draft-detectors.js';
import { THREAD_DETECTORS } from '../detectors/thread-detectors.js';
import { UsageError } from '../model/errors.js';
import type { PatternMeta } from '../model/pattern.js';
import type { Catalogue, Pattern } from '../patterns/catalogue.js';
import { waysInWords } from '../patterns/ways-in-words.js';
import { readCatalogue } from '../pipeline/kept-catalogue.js';
import { loadCatalogue } from '../pipeline/load-catalogue.js';
import { phrasesByCue } from '../pipeline/phrases-by-cue.js';
import { clausesText } from './list-patterns.js';
import { openOut } from './write-out.js';

/** `probity patterns explain ID` */
export async function explainPattern(id: string): Promise<void> {
  const catalogue = loadCatalogue();
  const pattern = catalogue.patterns.find((p) => p.id === id);
  const detector = [...DETECTORS, ...DRAFT_DETECTORS].find((d) => d.meta.id === id);
  const thread = THREAD_DETECTORS.find((d) => d.meta.id === id);
  const meta = pattern ?? detector?.meta ?? thread?.meta;
  if (meta === undefined) {
    throw new UsageError(`There is no pattern "${id}"; \`probity patterns list\` shows all.`);
  }
  const lines = [
    ...metaLines(meta),
    ...(pattern ? patternLines(pattern, catalogue) : []),
    ...(detector ? detector.examples.flatMap((e) => [sign(e.hits), `    ${e.name}`]) : []),
  ];
  await openOut(undefined).write([`${lines.join('\n')}\n`]);
}

function patternLines(pattern: Pattern, catalogue: Catalogue): string[] {
  return [
    ...wayLines(pattern, catalogue),
    ...phraseLines(pattern),
    ...exampleLines(pattern),
    `All of it: ${pattern.path}`,
  ];
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

function wayLines(pattern: Pattern, catalogue: Catalogue): string[] {
  const { asks, ways, never } = waysInWords(pattern, catalogue);
  return [
    asks,
    ...ways.flatMap(({ name, all, unless }) => [
      `${name}:`,
      ...all.map((condition) => `  ${condition}`),
      ...unless.map((condition) => `  unless ${condition}`),
    ]),
    ...never.map((condition) => `Never with ${condition}`),
  ];
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

/** A cue of two hundred phrases is shown by its first ones. */
const MOST_PHRASES = 8;

/** The phrases behind the ways, as their authors wrote them. */
function phraseLines({ id, ways, unless }: Pattern): string[] {
  const phrases = phrasesByCue(readCatalogue().files);
  const asked = [...ways.flatMap((way) => [...way.all, ...way.unless]), ...unless];
  const cues = new Set(asked.flat().flatMap((atom) => (atom.kind === 'cue' ? [atom.id] : [])));
  return [...cues].flatMap((cue) => {
    const list = phrases.get(cue) ?? [];
    const title = cue.startsWith(`${id}#`) ? `way ${cue.slice(id.length + 1)}` : cue;
    const more = list.length - MOST_PHRASES;
    return [
      `Phrases of ${title}:`,
      ...list.slice(0, MOST_PHRASES).map((phrase) => `  ${phrase}`),
      ...(more > 0 ? [`  and ${more} more`] : []),
    ];
  });
}
