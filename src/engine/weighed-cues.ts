import type { MessageFacts } from '../detectors/facts.js';
import { isListMail } from '../detectors/silent-copy/guards.js';
import type { Category } from '../model/category.js';
import type { Hit } from '../model/hit.js';
import type { PatternMeta } from '../model/pattern.js';
import type { Weights } from '../model/weights.js';
import type { Catalogue } from '../patterns/catalogue.js';
import { weigh } from './evidence-weight.js';
import type { ReadSentence } from './sentences.js';
import { signsOf } from './signs.js';
import { strongest, type Weighed } from './strongest.js';
import { signTable } from './weigh-signs.js';

/** From this sum of signs on (as a probability) the window is a finding of its own. */
const SPEAKS_FROM = 0.8;
/** A weak pattern that the signs around it support less than this stands almost alone. */
const SUPPORT_FROM = 0.25;
/** A pattern this sure needs no support. */
const SURE = 0.7;
const UNSUPPORTED_WEIGHT = 0.7;

/**
 * Adds up signs that are weak alone. Patterns ask for two or three fields at once; where one of them
 * is said in words that no list holds, the others together may still speak. Gives findings of its
 * own, and lowers weak patterns that nothing around them supports.
 */
export function weighCues(
  passages: readonly (readonly ReadSentence[])[],
  hits: readonly Hit[],
  facts: MessageFacts,
  catalogue: Catalogue,
): Hit[] {
  const { weights } = catalogue;
  if (weights === undefined) return [...hits];
  const leaning = new Set(hits.filter(isUnsure).map((hit) => hit.pattern.category));
  const least = (category: Category): number =>
    leaning.has(category) ? SUPPORT_FROM : SPEAKS_FROM;
  const best = strongest(passages, facts, weights, least);
  const supported = hits.map((hit) => support(hit, best.get(hit.pattern.category)));
  const own = [...best.values()].flatMap(
    (weighed) => toHit(weighed, facts, catalogue, weights) ?? [],
  );
  return [...supported, ...own];
}

const isUnsure = ({ confidence }: Hit): boolean => confidence < SURE;

function support(hit: Hit, weighed: Weighed | undefined): Hit {
  if (!isUnsure(hit) || (weighed?.probability ?? 0) >= SUPPORT_FROM) return hit;
  return {
    ...hit,
    confidence: hit.confidence * UNSUPPORTED_WEIGHT,
    because: [...hit.because, 'lowered: nothing else in the message points the same way'],
  };
}

function toHit(
  { category, probability, passage, first, last }: Weighed,
  facts: MessageFacts,
  catalogue: Catalogue,
  weights: Weights,
): Hit | undefined {
  if (probability < SPEAKS_FROM) return undefined;
  const signs = signsOf(passage.slice(first, last + 1), facts.message.sentAt);
  const pattern = metaOf(category, catalogue);
  const weight = weigh({
    // 0.8 → 0.55, 1 → 0.8: what such sums turn out to be worth on mail they were not fitted on.
    base: 0.55 + 1.25 * (probability - SPEAKS_FROM),
    fit: { fits: true, weight: 1, because: [] },
    sentences: passage,
    first,
    last,
    pattern,
    cueMeanings: loudest(signs, category, weights).map((s) => catalogue.cues.get(s) ?? s),
    isListMail: isListMail(facts.message),
  });
  if (weight === undefined) return undefined;
  const start = passage[first]!;
  const { end } = passage[last]!;
  return {
    pattern,
    severity: pattern.severity,
    confidence: weight.confidence,
    because: weight.because,
    evidence: [
      {
        part: start.part.id,
        start: start.start,
        end,
        quote: start.part.text.slice(start.start, end),
        author: start.of.author.key || start.of.author.name,
      },
    ],
  };
}

/** Signs named in the finding: the cues that said most. */
const NAMED = 4;

function loudest(signs: ReadonlySet<string>, category: Category, weights: Weights): string[] {
  const { categories, rows } = signTable(weights);
  const column = categories.indexOf(category);
  const weightOf = (sign: string): number => rows.get(sign)?.[column] ?? 0;
  return [...signs]
    .filter((sign) => sign.includes('/') && weightOf(sign) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a) || (a < b ? -1 : 1))
    .slice(0, NAMED);
}

const metas = new WeakMap<Catalogue, Map<Category, PatternMeta>>();

/** What the learned reader may find, for the catalogue's pages; nothing where no weights were fitted. */
export function learnedMetas(catalogue: Catalogue): PatternMeta[] {
  const { weights } = catalogue;
  if (weights === undefined) return [];
  return signTable(weights).categories.map((category) => metaOf(category, catalogue));
}

/** Cites what the category's patterns cite in common. */
function metaOf(category: Category, catalogue: Catalogue): PatternMeta {
  let known = metas.get(catalogue);
  if (known === undefined) {
    known = new Map();
    metas.set(catalogue, known);
  }
  let meta = known.get(category);
  if (meta === undefined) {
    const siblings = catalogue.patterns.filter((p) => p.category === category);
    meta = {
      id: `${category}/several-signs`,
      category,
      layer: 'learned',
      title: `Several signs together (${category.replaceAll('-', ' ')})`,
      status: 'stable',
      version: 1,
      severity: 'medium',
      confidence: SPEAKS_FROM,
      clauses: siblings[0]?.clauses ?? {},
      rationale: 'No one sentence says it, but these signs seldom stand together in ordinary mail.',
      advice: siblings[0]?.advice ?? 'Read the passage as a whole.',
      falsePositives: ['The signs are there for an innocent reason that a reader sees at once.'],
    };
    known.set(category, meta);
  }
  return meta;
}
