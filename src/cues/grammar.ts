import compromise from 'compromise/three';
import model from 'wink-eng-lite-web-model';
import winkNLP, { type ItemToken } from 'wink-nlp';

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

// Only these stages: `cer` and `ner` run four times slower and nothing here needs them.
const nlp = winkNLP(model, ['sbd', 'pos', 'negation']);
const its = nlp.its;

/** Reads one sentence. Cost about 1 ms; linear, whatever the text. Never throws on content. */
export function readGrammar(sentence: string): Grammar {
  const text = safe(sentence);
  const negated = new Set<string>();
  nlp
    .readDoc(text)
    .tokens()
    .each((token: ItemToken) => {
      if (token.out(its.negationFlag)) negated.add(String(token.out(its.normal)).toLowerCase());
    });
  return {
    question: text.trimEnd().endsWith('?'),
    ...readClause(text),
    negated,
  };
}

function safe(sentence: string): string {
  const cut = sentence.length > LONGEST_SENTENCE ? sentence.slice(0, LONGEST_SENTENCE) : sentence;
  return cut.replace(/\s+/g, ' ').replace(/\S{257,}/g, (run) => run.slice(0, LONGEST_TOKEN));
}

/** Who promises, and when: compromise understands tense, modals and contractions. */
function readClause(text: string): Pick<Grammar, 'imperative' | 'promise' | 'past'> {
  const doc = compromise(text);
  return {
    imperative: doc.verbs().isImperative().found,
    promise: doc.has('(i|we|the council) #Adverb? (will|shall) #Adverb? #Verb'),
    past: doc.has('#PastTense') && !doc.has('#FutureTense'),
  };
}
