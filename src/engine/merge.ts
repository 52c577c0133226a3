import type { MessageFacts } from '../detectors/facts.js';
import type { Evidence } from '../model/finding.js';
import type { Hit } from '../model/hit.js';
import { weighAudience } from './audience.js';

/** One step: hits in, hits out. The order of steps is the whole policy. */
type Step = (hits: readonly Hit[], facts: MessageFacts) => readonly Hit[];

const STEPS: readonly Step[] = [exempt, duplicate, overlap, calibrate, sort];

/** exempt → duplicate → overlap → calibrate → sort */
export function merge(hits: readonly Hit[], facts: MessageFacts): readonly Hit[] {
  return STEPS.reduce((left, step) => step(left, facts), hits);
}

/** Political assistants (s.9 LGHA 1989) may do party work and attend groups; confidence still binds them. */
function exempt(hits: readonly Hit[], facts: MessageFacts): readonly Hit[] {
  const assistants = new Set(
    facts.passages
      .flatMap((p) => [p.author, ...p.audience])
      .concat(facts.author, facts.to)
      .filter((p) => p.role === 'political-assistant')
      .map((p) => p.key),
  );
  if (assistants.size === 0) return hits;
  const onlyAssistants = facts.to.length > 0 && facts.to.every((p) => assistants.has(p.key));
  return hits.filter((hit) => {
    if (hit.pattern.category !== 'party-political') return true;
    const byAssistant = hit.evidence.every((e) => assistants.has(e.author));
    const toOfficer = facts.to.some((p) => p.role === 'officer');
    return byAssistant ? toOfficer : !onlyAssistants;
  });
}

/** The same pattern on the same words: the surest stands. */
function duplicate(hits: readonly Hit[]): readonly Hit[] {
  const best = new Map<string, Hit>();
  for (const hit of hits) {
    const e = hit.evidence[0]!;
    const key = `${hit.pattern.id}\n${e.part}\n${e.start}\n${e.end}`;
    const known = best.get(key);
    if (known === undefined || hit.confidence > known.confidence) best.set(key, hit);
  }
  return [...best.values()];
}

/** Hits of one category on overlapping words become one; each pattern that agrees raises it. */
function overlap(hits: readonly Hit[]): readonly Hit[] {
  const left = [...hits].sort((a, b) => b.confidence - a.confidence || order(a, b));
  const kept: Hit[] = [];
  for (const hit of left) {
    const at = kept.findIndex(
      (k) => k.pattern.category === hit.pattern.category && overlaps(k, hit),
    );
    if (at < 0) {
      kept.push(hit);
      continue;
    }
    const other = kept[at]!;
    if (other.pattern.id === hit.pattern.id) continue;
    kept[at] = {
      ...other,
      confidence: other.confidence + (1 - other.confidence) * AGREEMENT,
      because: [...other.because, `raised: also reads as "${hit.pattern.title}"`],
    };
  }
  return kept;
}

/** A second pattern of the category takes this share of the remaining doubt. */
const AGREEMENT = 0.25;

const overlaps = (a: Hit, b: Hit): boolean =>
  a.evidence.some((x) => b.evidence.some((y) => overlapping(x, y)));

const overlapping = (a: Evidence, b: Evidence): boolean =>
  a.part === b.part && a.start < b.end && b.start < a.end;

/** Weighs the audience and rounds: two decimals are all that a confidence can mean. */
function calibrate(hits: readonly Hit[], facts: MessageFacts): readonly Hit[] {
  return hits.map((raw) => {
    const hit = weighAudience(raw, facts);
    return {
      ...hit,
      confidence: Math.round(Math.min(0.99, Math.max(0, hit.confidence)) * 100) / 100,
      because: [...new Set(hit.because)],
    };
  });
}

function sort(hits: readonly Hit[]): readonly Hit[] {
  return [...hits].sort(order);
}

/** By part, place, pattern: independent of the order in which patterns ran. */
function order(a: Hit, b: Hit): number {
  const x = a.evidence[0]!;
  const y = b.evidence[0]!;
  if (x.part !== y.part) return x.part < y.part ? -1 : 1;
  if (x.start !== y.start) return x.start - y.start;
  if (x.end !== y.end) return x.end - y.end;
  return a.pattern.id < b.pattern.id ? -1 : a.pattern.id > b.pattern.id ? 1 : 0;
}
