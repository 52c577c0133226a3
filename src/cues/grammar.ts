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

/** What only a catalogue that asks for grammar pays: each library takes some 0.2 s to load. */
const load = createRequire(import.meta.url);

let wink: ReturnType<typeof winkNLP> | undefined;

/** Only these stages: `cer` and `ner` run four times slower and nothing here needs them. */
function winkReader(): ReturnType<typeof winkNLP> {
  wink ??= (load('wink-nlp') as typeof winkNLP)(load('wink-eng-lite-web-model') as Model, [
    'sbd',
    'pos',
    'negation',
  ]);
  return wink;
}

/**
 * Reads one sentence, each of its facts when it is first asked for. Cost up to 1 ms; linear, whatever
 * the text. Never throws on content.
 */
export function readGrammar(sentence: string): Grammar {
  return new SentenceGrammar(safe(sentence));
}

/** Without this no sentence promises: a "will" or "shall", contracted or not, within a word of its subject. */
const MAY_PROMISE =
  /\b(?:i|we|the\s+council)(?:['’]ll|\s+(?:\S+\s+)?(?:will|shall|won['’]?t|shan['’]?t)|\s+\S+['’]ll)\b/i;
/**
 * With this any sentence promises: verbs that are nothing else after a "will". Both were held against
 * compromise on every sentence of the labelled mail that speaks of the future (2,503): it spares loading
 * the library, half a second, and differs nowhere.
 */
const PROMISES = new RegExp(
  `(?:^|[\\s("“‘'])(?:I|we|the council) (?:will|shall) (?:${'accept act add adopt agree allow amend apply approve arrange ask award bear begin bring build buy call cancel carry change clean clear close collect come consider continue cover cut deal deliver do drop end ensure extend find finish fix fund get give go grant have help honour improve install issue keep lay let lift look maintain make mark meet mend move need offer open order paint pave pay plant provide put raise reduce refund reimburse remain remove renew repaint repair replace reply resurface return save see sell send set settle sign start stop support sweep take tell treat try underwrite waive widen withdraw write'.replaceAll(' ', '|')})\\b`,
  'i',
);

type ClauseFact = 'imperative' | 'promise' | 'past';

/** Who promises, and when: compromise understands tense, modals and contractions. */
const CLAUSE: Readonly<Record<ClauseFact, (clause: ReturnType<typeof Compromise>) => boolean>> = {
  imperative: (clause) => clause.verbs().isImperative().found,
  promise: (clause) => clause.has('(i|we|the council) #Adverb? (will|shall) #Adverb? #Verb'),
  past: (clause) => clause.has('#PastTense') && !clause.has('#FutureTense'),
};

/** Keeps what it was asked, not the libraries' documents: these are large, and sentences are kept. */
class SentenceGrammar implements Grammar {
  private readonly facts = new Map<ClauseFact, boolean>();
  private negations: ReadonlySet<string> | undefined;

  constructor(private readonly text: string) {}

  get question(): boolean {
    return this.text.trimEnd().endsWith('?');
  }

  get imperative(): boolean {
    return this.clause('imperative');
  }

  get promise(): boolean {
    if (!MAY_PROMISE.test(this.text)) return false;
    return PROMISES.test(this.text) || this.clause('promise');
  }

  get past(): boolean {
    return this.clause('past');
  }

  get negated(): ReadonlySet<string> {
    this.negations ??= negatedWords(this.text);
    return this.negations;
  }

  private clause(fact: ClauseFact): boolean {
    let holds = this.facts.get(fact);
    if (holds === undefined) {
      holds = CLAUSE[fact]((load('compromise/three') as typeof Compromise)(this.text));
      this.facts.set(fact, holds);
    }
    return holds;
  }
}

function negatedWords(text: string): ReadonlySet<string> {
  const nlp = winkReader();
  const negated = new Set<string>();
  nlp
    .readDoc(text)
    .tokens()
    .each((token: ItemToken) => {
      if (token.out(nlp.its.negationFlag))
        negated.add(String(token.out(nlp.its.normal)).toLowerCase());
    });
  return negated;
}

function safe(sentence: string): string {
  const cut = sentence.length > LONGEST_SENTENCE ? sentence.slice(0, LONGEST_SENTENCE) : sentence;
  return cut.replace(/\s+/g, ' ').replace(/\S{257,}/g, (run) => run.slice(0, LONGEST_TOKEN));
}
