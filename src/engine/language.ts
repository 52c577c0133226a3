import type { Grammar } from '../cues/grammar.js';
import type { MessageFacts, PassageFacts } from '../detectors/facts.js';
import { isListMail } from '../detectors/silent-copy/guards.js';
import type { Hit } from '../model/hit.js';
import type { When } from '../model/pattern.js';
import type { Atom, Catalogue, CompiledWay, Condition, Pattern } from '../patterns/catalogue.js';
import type { EngineContext, Stopwatch } from './engine.js';
import { weigh } from './evidence-weight.js';
import { weighByReader } from './learned.js';
import { type ReadSentence, readSentences } from './sentences.js';
import { type Fit, fitWhen } from './when.js';

export interface Language {
  readonly hits: readonly Hit[];
  /** Ids of cues seen in the sender's own words, for the thread pass. */
  readonly observations: readonly string[];
}

/** Cues that the thread pass asks for. */
const OBSERVED = /^(thread\/|genre\/emergency$)/;

/** Runs the catalogue's patterns over every judged passage. */
export function readLanguage(
  facts: MessageFacts,
  context: EngineContext,
  time: Stopwatch,
): Language {
  const { catalogue, directory } = context;
  const passages = time('cues', () => readSentences(facts, catalogue, directory));
  const observations = new Set<string>();
  for (const sentence of passages.flat()) {
    if (sentence.of.passage.depth > 0) continue;
    for (const cue of sentence.cues.keys()) if (OBSERVED.test(cue)) observations.add(cue);
  }
  const hits = time('patterns', () => runPatterns(passages, facts, catalogue));
  return {
    hits: time('reader', () => weighByReader(passages, hits, facts, catalogue)),
    observations: [...observations].sort(),
  };
}

/** The language layer alone. */
export const runPatterns = (
  passages: readonly (readonly ReadSentence[])[],
  facts: MessageFacts,
  catalogue: Catalogue,
): Hit[] => passages.flatMap((sentences) => new PassageReader(sentences, facts, catalogue).hits());

/** Where the conditions of one way were met. */
interface Match {
  readonly first: number;
  readonly last: number;
  readonly cues: readonly string[];
}

class PassageReader {
  private readonly isListMail: boolean;
  private readonly fits = new Map<When, Fit>();

  constructor(
    private readonly sentences: readonly ReadSentence[],
    private readonly facts: MessageFacts,
    private readonly catalogue: Catalogue,
  ) {
    this.isListMail = isListMail(facts.message);
  }

  hits(): Hit[] {
    const hits: Hit[] = [];
    this.sentences.forEach((sentence, at) => {
      const tried = new Set<CompiledWay>();
      for (const cue of sentence.cues.keys()) {
        for (const { pattern, way } of this.catalogue.waysOfCue.get(cue) ?? []) {
          if (tried.has(way)) continue;
          tried.add(way);
          const hit = this.tryWay(pattern, way, at);
          if (hit) hits.push(hit);
        }
      }
    });
    return hits;
  }

  private tryWay(pattern: Pattern, way: CompiledWay, at: number): Hit | undefined {
    const sentence = this.sentences[at]!;
    const fit = this.fitOf(way.when ?? pattern.when, sentence.of);
    if (!fit.fits) return undefined;
    const match = this.match(way, at);
    if (match === undefined) return undefined;
    const against = [...way.unless, ...pattern.unless];
    if (against.some((c) => this.holds(c, match.first, match.last) !== undefined)) return undefined;
    const weight = weigh({
      base: way.confidence ?? pattern.confidence,
      fit,
      sentences: this.sentences,
      first: match.first,
      last: match.last,
      pattern,
      isListMail: this.isListMail,
      cueMeanings: match.cues.map(
        (c) => this.catalogue.cues.get(c) ?? way.way.replaceAll('-', ' '),
      ),
    });
    if (weight === undefined) return undefined;
    const last = this.sentences[match.last]!;
    const first = this.sentences[match.first]!;
    return {
      pattern,
      severity: pattern.severity,
      confidence: weight.confidence,
      because: weight.because,
      about: pattern.category === 'officer-criticism' ? this.officersIn(match) : [],
      evidence: [
        {
          part: first.part.id,
          start: first.start,
          end: last.end,
          quote: first.part.text.slice(first.start, last.end),
          author: first.of.author.key || first.of.author.name,
        },
      ],
    };
  }

  /** Who wrote to whom is one for all sentences of a passage. */
  private fitOf(when: When, of: PassageFacts): Fit {
    let fit = this.fits.get(when);
    if (fit === undefined) {
      const { medium, sentAt } = this.facts.message;
      fit = fitWhen(when, of, medium, sentAt);
      this.fits.set(when, fit);
    }
    return fit;
  }

  /** Officers of the roster mentioned in the sentences of a match. */
  private officersIn({ first, last }: Match): string[] {
    const keys = this.sentences
      .slice(first, last + 1)
      .flatMap((s) => s.mentions())
      .flatMap((m) => (m.person?.role === 'officer' ? [m.person.key] : []));
    return [...new Set(keys)];
  }

  /** The smallest run of up to `within` sentences around the one at `at` that meets every condition. */
  private match(way: CompiledWay, at: number): Match | undefined {
    for (let size = 1; size <= way.within; size += 1) {
      for (let first = Math.max(0, at - size + 1); first <= at; first += 1) {
        const last = first + size - 1;
        if (last >= this.sentences.length) break;
        const cues: string[] = [];
        const met = way.all.every((condition) => {
          const atom = this.holds(condition, first, last);
          if (atom?.kind === 'cue') cues.push(atom.id);
          return atom !== undefined;
        });
        if (met) return { first, last, cues };
      }
    }
    return undefined;
  }

  /** The atom of the condition that holds in the sentences `first` to `last`, if any. */
  private holds(condition: Condition, first: number, last: number): Atom | undefined {
    return condition.find((atom) => {
      if (atom.kind === 'cue') {
        return atom.anywhere
          ? this.count(atom.id, atom.least, 0, this.sentences.length - 1)
          : this.count(atom.id, atom.least, first, last);
      }
      for (let i = first; i <= last; i += 1) {
        if (atom.kind === 'mention' ? this.mentions(atom.name, i) : this.passes(atom.test, i)) {
          return true;
        }
      }
      return false;
    });
  }

  /** Whether at least `least` different phrases of a cue stand in the sentences, at places of their own. */
  private count(cue: string, least: number, first: number, last: number): boolean {
    const phrases = new Set<number>();
    for (let i = first; i <= last; i += 1) {
      const hits = this.sentences[i]!.cues.get(cue);
      if (hits === undefined) continue;
      if (least === 1) return true;
      let end = 0;
      for (const hit of [...hits].sort((a, b) => a.from - b.from)) {
        if (hit.from < end || phrases.has(hit.phrase)) continue;
        phrases.add(hit.phrase);
        end = hit.to;
        if (phrases.size >= least) return true;
      }
    }
    return false;
  }

  private mentions(name: string, at: number): boolean {
    return this.sentences[at]!.mentions().some(
      (m) => name === 'person' || (m.person?.role ?? m.role) === name,
    );
  }

  private passes(test: string, at: number): boolean {
    const grammar = this.sentences[at]!.grammar();
    if (test === 'negated') return grammar.negated.size > 0;
    return grammar[test as Exclude<keyof Grammar, 'negated'>];
  }
}
