import type { Rate } from '../../../model/evaluation.js';
import type { PatternMeta } from '../../../model/pattern.js';
import type { Catalogue, Protocol } from '../../../patterns/catalogue.js';
import { rate } from '../../../pipeline/evaluation/score.js';
import type { PatternSwitch, PatternTally } from '../../../store/oversight/store.js';

/** How a pattern fared in this council's own review. */
export interface Precision extends PatternTally {
  /** Confirmed among those decided; duplicates and what was out of scope say nothing of it. */
  readonly rate: Rate;
  readonly isKnown: boolean;
}

const NONE = { findings: 0, confirmed: 0, dismissed: 0, setApart: 0 };

export function precisionOf(id: string, tallies: readonly PatternTally[]): Precision {
  const tally = tallies.find((it) => it.pattern === id) ?? { pattern: id, ...NONE };
  const decided = tally.confirmed + tally.dismissed;
  return { ...tally, rate: rate(tally.confirmed, decided), isKnown: decided > 0 };
}

export interface ListedPattern {
  readonly meta: PatternMeta;
  readonly precision: Precision;
  readonly isOff: boolean;
}

export function listOf(
  metas: readonly PatternMeta[],
  tallies: readonly PatternTally[],
  switches: readonly PatternSwitch[],
  category: string,
): ListedPattern[] {
  const off = new Set(switches.filter((it) => it.off).map((it) => it.pattern));
  return metas
    .filter((meta) => category === '' || meta.category === category)
    .map((meta) => ({ meta, precision: precisionOf(meta.id, tallies), isOff: off.has(meta.id) }));
}

export interface CoveredClause {
  readonly ref: string;
  readonly title: string;
  readonly says: string;
  readonly patterns: readonly PatternMeta[];
  /** Why no correspondence can show it; empty otherwise. */
  readonly unseen: string;
}

/** Which patterns may show which clause; a protocol without refs of its own goes by category. */
export function coverageOf(protocol: Protocol, metas: readonly PatternMeta[]): CoveredClause[] {
  return protocol.clauses.map(({ ref, title, says, unseen = '' }) => ({
    ref,
    title,
    says,
    unseen,
    patterns: metas.filter((meta) =>
      (meta.clauses[protocol.id] ?? protocol.categories?.[meta.category] ?? []).includes(ref),
    ),
  }));
}

/** The clauses a pattern cites, protocol by protocol, with their titles. */
export function citedBy(meta: PatternMeta, { protocols }: Catalogue) {
  return [...protocols.values()].flatMap((protocol) => {
    const refs = meta.clauses[protocol.id] ?? protocol.categories?.[meta.category] ?? [];
    const clauses = protocol.clauses.filter((it) => refs.includes(it.ref));
    return clauses.length === 0 ? [] : [{ protocol: protocol.title, clauses }];
  });
}
