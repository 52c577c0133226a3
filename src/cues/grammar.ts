import { createRequire } from 'node:module';
import type Compromise from 'compromise/three';
import type winkNLP from 'wink-nlp';
import type { ItemToken, Model } from 'wink-nlp';

/** What the grammar of one sentence tells; read only for sentences in which a pattern may fire. */
export interface Grammar {
  /** Begins with a bare verb: "Drop it from the list." */
  readonly imperative: boolean;
  readonly question: boolean;
  /** "I/we/the council will do": a promise for oneself or for the council. */
  readonly promise: boolean;
  /** The main verb is in the past. */
  readonly past: boolean;
  /** Lower-cased words that stand under a negation ("did not *tell* her"). */
  readonly negated: ReadonlySet<string>;
}

/** wink-nlp is quadratic in the length of one token: longer runs are cut before it sees them. */
const LONGEST_TOKEN = 256;
/** compromise is quadratic in a sentence without an end. */
const LONGEST_SENTENCE = 1_000;

interface Readers {
  readonly nlp: ReturnType<typeof winkNLP>;
  readonly compromise: typeof Compromise;
}

let loaded: Readers | undefined;

/** Both libraries take a third of a second to load: only a catalogue that asks for grammar pays it. */
function readers(): Readers {
  if (loaded === undefined) {
    const load = createRequire(import.meta.url);
    const wink = load('wink-nlp') as typeof winkNLP;
    const model = load('wink-eng-lite-web-model') as Model;
    loaded = {
      // Only these stages: `cer` and `ner` run four times slower and nothing here needs them.
      nlp: wink(model, ['sbd', 'pos', 'negation']),
      compromise: load('compromise/three') as typeof Compromise,
    };
  }
  return loaded;
}

/** Reads one sentence. Cost about 1 ms; linear, whatever the text. Never throws on content. */
export function readGrammar(sentence: string): Grammar {
  const text = safe(sentence);
  const negated = new Set<string>();
  const { nlp, compromise } = readers();
  nlp
    .readDoc(text)
    .tokens()
    .each((token: ItemToken) => {
      if (token.out(nlp.its.negationFlag))
        negated.add(String(token.out(nlp.its.normal)).toLowerCase());
    });
  return {
    question: text.trimEnd().endsWith('?'),
    ...readClause(compromise, text),
    negated,
  };
}

function safe(sentence: string): string {
  const cut = sentence.length > LONGEST_SENTENCE ? sentence.slice(0, LONGEST_SENTENCE) : sentence;
  return cut.replace(/\s+/g, ' ').replace(/\S{257,}/g, (run) => run.slice(0, LONGEST_TOKEN));
}

/** Who promises, and when: compromise understands tense, modals and contractions. */
function readClause(
  compromise: typeof Compromise,
  text: string,
): Pick<Grammar, 'imperative' | 'promise' | 'past'> {
  const doc = compromise(text);
  return {
    imperative: doc.verbs().isImperative().found,
    promise: doc.has('(i|we|the council) #Adverb? (will|shall) #Adverb? #Verb'),
    past: doc.has('#PastTense') && !doc.has('#FutureTense'),
  };
}
