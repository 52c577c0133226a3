import type { Detector } from '../detectors/detector.js';
import { DETECTORS } from '../detectors/detectors.js';
import { DRAFT_DETECTORS } from '../detectors/draft-detectors.js';
import { analyse, type EngineContext } from '../engine/engine.js';
import { readMessage } from '../formats/read-message.js';
import type { Finding } from '../model/finding.js';
import type { Message } from '../model/message.js';
import { type Catalogue, narrowTo, type Pattern } from '../patterns/catalogue.js';
import { messageOf } from './example-message.js';
import { EXAMPLE_ROSTER } from './example-people.js';
import { createEngineContext } from './judging.js';

/** Below this a near miss counts as missed: it is not shown by default. */
const SHOWN_FROM = 0.5;

/** Which protocol is cited makes no difference to what is found. */
const PROTOCOL = 'protocol-2007';

/** One example of a pattern or detector, ready to be run as a named test. */
export interface NamedExample {
  readonly pattern: string;
  /** For a reader: `3: "I can let you have a page a week…"`. */
  readonly name: string;
  /** A known miss or false alarm: reported, not enforced. */
  readonly todo: string | undefined;
  /** What is wrong, a sentence each; none when the example holds. */
  run(): Promise<readonly string[]>;
}

/** Every example of the catalogue's patterns and of the detectors, in the order of ids. */
export function allExamples(catalogue: Catalogue): NamedExample[] {
  const engine = createEngineContext(catalogue, { roster: EXAMPLE_ROSTER, protocol: PROTOCOL });
  return [
    ...catalogue.patterns.flatMap((pattern) => patternExamples(pattern, engine)),
    ...DETECTORS.flatMap((detector) => detectorExamples(detector, engine)),
    ...DRAFT_DETECTORS.flatMap((detector) =>
      detectorExamples(detector, { ...engine, also: [detector] }),
    ),
  ];
}

/** A pattern is tried alone, so that an example says nothing about its neighbours. */
function patternExamples(pattern: Pattern, engine: EngineContext): NamedExample[] {
  const alone = { ...engine, catalogue: narrowTo(engine.catalogue, pattern.id) };
  return pattern.examples.map((example, i) => ({
    pattern: pattern.id,
    name: `${i + 1}: ${short(example.text)}`,
    todo: example.todo,
    run: async () =>
      compare(example.hits, findingsOf(pattern.id, messageOf(example, pattern), alone)),
  }));
}

function detectorExamples({ meta, examples }: Detector, engine: EngineContext): NamedExample[] {
  return examples.map(({ name, eml, hits }, i) => ({
    pattern: meta.id,
    name: `${i + 1}: ${name}`,
    todo: undefined,
    run: async () => {
      const message = await readMessage(Buffer.from(eml), 'eml', { name: 'example.eml' });
      return compare(hits, findingsOf(meta.id, message, engine));
    },
  }));
}

function findingsOf(pattern: string, message: Message, engine: EngineContext): Finding[] {
  const ref = { id: 'example', path: 'example.eml', ordinal: 0 };
  return analyse(ref, message, engine).findings.filter((f) => f.pattern === pattern);
}

function compare(hits: readonly string[], findings: readonly Finding[]): string[] {
  const quotes = findings.flatMap((f) => f.evidence.map((e) => e.quote));
  if (hits.length > 0) {
    const missed = hits.filter((hit) => !quotes.some((quote) => quote.includes(hit)));
    const seen = quotes.length === 0 ? 'nothing' : quotes.map((q) => `“${q}”`).join(', ');
    return missed.map((hit) => `missed “${hit}”; found ${seen}`);
  }
  return findings
    .filter((f) => f.confidence >= SHOWN_FROM)
    .map((f) => `found “${f.evidence[0]?.quote}” (${f.confidence}: ${f.because.join('; ')})`);
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 70 ? line : `${line.slice(0, 69)}…`;
}
