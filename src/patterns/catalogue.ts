import type { Category } from '../model/category.js';
import type { Clause } from '../model/finding.js';
import type { Example, PatternMeta, ProtocolFile, Way, When } from '../model/pattern.js';
import type { ReaderNumbers } from '../model/reader.js';
import type { PhraseIndex } from '../text/phrases/match.js';

/** What a condition of `all`, `unless` asks for: one of these must be there. */
export type Condition = readonly Atom[];
export type Atom =
  | {
      readonly kind: 'cue';
      readonly id: string;
      readonly least: number;
      /** Anywhere in the passage, not only near the other conditions. */
      readonly anywhere: boolean;
    }
  | { readonly kind: 'mention'; readonly name: string }
  | { readonly kind: 'grammar'; readonly test: string };

/** A way as compiled: its own phrases answer to the cue id `<pattern>#<way>`. */
export interface CompiledWay extends Omit<Way, 'all' | 'unless' | 'phrases'> {
  readonly all: readonly Condition[];
  readonly unless: readonly Condition[];
}

export interface Pattern extends PatternMeta {
  readonly layer: 'language';
  readonly path: string;
  readonly when: When;
  readonly ways: readonly CompiledWay[];
  readonly unless: readonly Condition[];
  readonly examples: readonly Example[];
}

export interface Protocol extends ProtocolFile {
  readonly id: string;
}

/** Everything the engine judges by; frozen once compiled. */
export interface Catalogue {
  readonly patterns: readonly Pattern[];
  readonly protocols: ReadonlyMap<string, Protocol>;
  /** Cue id → what it means, for explanations. */
  readonly cues: ReadonlyMap<string, string>;
  readonly index: PhraseIndex;
  /** Phrase number → the cue it answers to. */
  readonly owners: readonly string[];
  /** The learned reader; undefined when none was trained, or only patterns are asked for. */
  readonly reader: ReaderNumbers | undefined;
  /** Cue id → the ways that ask for it, so that only these are tried where it is seen. */
  readonly waysOfCue: ReadonlyMap<string, readonly { pattern: Pattern; way: CompiledWay }[]>;
}

/**
 * The clauses a finding cites: the pattern's refs of the chosen protocol, or, where the pattern
 * does not name that protocol, those the protocol gives for the category.
 */
export function clausesOf(
  protocol: Protocol,
  refs: Readonly<Record<string, readonly string[]>>,
  category: Category,
): Clause[] {
  const named = refs[protocol.id] ?? protocol.categories?.[category] ?? [];
  return named.map((ref) => ({
    protocol: protocol.short,
    ref,
    title: protocol.clauses.find((c) => c.ref === ref)?.title ?? '',
  }));
}

/** The catalogue with one pattern only, its cues whole: for running that pattern's examples. */
export function narrowTo(catalogue: Catalogue, patternId: string): Catalogue {
  const waysOfCue = new Map(
    [...catalogue.waysOfCue].map(([cue, ways]) => [
      cue,
      ways.filter(({ pattern }) => pattern.id === patternId),
    ]),
  );
  return {
    ...catalogue,
    patterns: catalogue.patterns.filter((p) => p.id === patternId),
    reader: undefined,
    waysOfCue,
  };
}
