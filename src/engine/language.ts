import { type Grammar, readGrammar } from '../cues/grammar.js';
import type { MessageFacts } from '../detectors/facts.js';
import type { Hit } from '../model/hit.js';
import type { Atom, Catalogue, CompiledWay, Condition, Pattern } from '../patterns/catalogue.js';
import type { EngineContext, Stopwatch } from './engine.js';
import { weigh } from './evidence-weight.js';
import { type ReadSentence, readSentences } from './sentences.js';
import { fitWhen } from './when.js';

export interface Language {
  readonly hits: readonly Hit[];
  /** Ids of cues seen in the sender's own words, for the thread pass. */
  readonly observations: readonly string[];
}

/** Runs the catalogue's patterns over every judged passage. */
export function readLanguage(
  facts: MessageFacts,
  context: EngineContext,
  time: Stopwatch,
): Language {
  const { catalogue, directory } = context;
  const passages = time('cues', () => readSentences(facts, catalogue, directory));
  const observations = new Set<string>();
  const hits = time('patterns', () =>
    passages.flatMap((sentences) => {
      const reader = new PassageReader(sentences, facts, catalogue);
      for (const sentence of sentences) {
        if (sentence.of.passage.depth > 0) continue;
        for (const cue of sentence.cues.keys())
          if (cue.startsWith('thread/')) observations.add(cue);
      }
      return reader.hits();
    }),
  );
  return { hits, observations: [...observations].sort() };
}

/** Where the conditions of one way were met. */
interface Match {
  readonly first: number;
  readonly last: number;
  readonly cues: readonly string[];
}

class PassageReader {
  private readonly grammars = new Map<number, Grammar>();

  constructor(
    private readonly sentences: readonly ReadSentence[],
    private readonly facts: MessageFacts,
    private readonly catalogue: Catalogue,
  ) {}

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
    const { message } = this.facts;
    const fit = fitWhen(way.when ?? pattern.when, sentence.of, message.medium, message.sentAt);
    if (!fit.fits) return undefined;
    const match = this.match(way, at);
    if (match === undefined) return undefined;
    for (let i = match.first; i <= match.last; i += 1) {
      if ([...way.unless, ...pattern.unless].some((c) => this.holds(c, i) !== undefined))
        return undefined;
    }
    const weight = weigh({
      base: way.confidence ?? pattern.confidence,
      fit,
      sentences: this.sentences,
      first: match.first,
      last: match.last,
      grammar: (i) => this.grammar(i),
      facts: this.facts,
      pattern,
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

  /** All conditions within `within` sentences that include the one at `at`. */
  private match(way: CompiledWay, at: number): Match | undefined {
    let first = at;
    let last = at;
    const cues: string[] = [];
    for (const condition of way.all) {
      let found: { at: number; atom: Atom } | undefined;
      // Nearest sentence first: the one at hand, then outwards.
      for (let step = 0; step < way.within && found === undefined; step += 1) {
        for (const i of step === 0 ? [at] : [at + step, at - step]) {
          const wide = Math.max(last, i) - Math.min(first, i) < way.within;
          const atom = wide ? this.holds(condition, i) : undefined;
          if (atom && found === undefined) found = { at: i, atom };
        }
      }
      if (found === undefined) return undefined;
      first = Math.min(first, found.at);
      last = Math.max(last, found.at);
      if (found.atom.kind === 'cue') cues.push(found.atom.id);
    }
    return { first, last, cues };
  }

  /** The atom of the condition that holds in a sentence, if any. */
  private holds(condition: Condition, at: number): Atom | undefined {
    const sentence = this.sentences[at];
    if (sentence === undefined) return undefined;
    return condition.find((atom) => {
      if (atom.kind === 'cue') return sentence.cues.has(atom.id);
      if (atom.kind === 'mention') {
        return sentence.mentions().some((m) => {
          const role = m.person?.role ?? m.role;
          return atom.name === 'person' || role === atom.name;
        });
      }
      const grammar = this.grammar(at);
      if (atom.test === 'negated') return grammar.negated.size > 0;
      return grammar[atom.test as Exclude<keyof Grammar, 'negated'>];
    });
  }

  private grammar(at: number): Grammar {
    let grammar = this.grammars.get(at);
    if (grammar === undefined) {
      const sentence = this.sentences[at]!;
      grammar = readGrammar(sentence.part.text.slice(sentence.start, sentence.end));
      this.grammars.set(at, grammar);
    }
    return grammar;
  }
}
