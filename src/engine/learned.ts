import type { MessageFacts } from '../detectors/facts.js';
import { isListMail } from '../detectors/silent-copy/guards.js';
import type { Category } from '../model/category.js';
import type { Evidence } from '../model/finding.js';
import type { Hit } from '../model/hit.js';
import type { Judge, ReaderNumbers } from '../model/reader.js';
import type { Catalogue } from '../patterns/catalogue.js';
import { openReader, type Reader } from '../reader/reader.js';
import { learnedMeta, resembling } from './reads-like.js';
import type { ReadSentence } from './sentences.js';
import { viewPassage } from './views.js';
import { fitWhen } from './when.js';

/** Below this nothing is shown or stored: it would only be noise in the queue. */
const LOWEST = 0.3;
/** A finding shows the sentences that said so much less than the loudest at most, in log odds. */
const NEARLY_AS_LOUD = 1;
/** Lists and bulk mailings are seldom one person's words to another. */
const LIST_WEIGHT = 0.6;
/** Sums so low that no mention can make a finding of the sentence, in log odds. */
const HOPELESS = -3.5;

/** What the reader makes of a passage: sums by sentence and category. */
export interface PassageReading {
  readonly sentences: readonly ReadSentence[];
  readonly sums: readonly Float64Array[];
}

const readers = new WeakMap<ReaderNumbers, Reader>();

function readerOf(numbers: ReaderNumbers): Reader {
  let reader = readers.get(numbers);
  if (reader === undefined) {
    reader = openReader(numbers);
    readers.set(numbers, reader);
  }
  return reader;
}

/** Reads every sentence of a passage. Whom it mentions is looked up only where it could matter. */
export function readPassage(
  sentences: readonly ReadSentence[],
  sentAt: string,
  reader: Reader,
): PassageReading {
  const views = viewPassage(sentences, sentAt);
  const sums = sentences.map((sentence, at) => {
    if (isHeading(sentence)) return new Float64Array(reader.categories.length).fill(SILENT);
    const plain = reader.read(views.plain(at));
    return plain.some((sum) => sum > HOPELESS) ? reader.read(views.whole(at)) : plain;
  });
  return { sentences, sums };
}

/** A letterhead or title ("MARROWDALE DISTRICT COUNCIL") says nothing of anybody. */
function isHeading({ part, start, end, words }: ReadSentence): boolean {
  const text = part.text.slice(start, end);
  return words.length <= LONGEST_HEADING && /^[^\p{Ll}]*[^\p{Ll}\p{P}]$/u.test(text);
}
const LONGEST_HEADING = 5;
/** Log odds of what is as good as unsaid. */
const SILENT = -12;

/**
 * How loud sentences are together (log of the sum of odds): two halves of an offence are one. Only the
 * loudest count, or a long agenda would speak of everything a little.
 */
export function together(sums: readonly Float64Array[], column: number): number {
  const loudest = new Float64Array(COUNTED).fill(Number.NEGATIVE_INFINITY);
  for (const sum of sums) {
    let value = sum[column]!;
    for (let i = 0; i < COUNTED && value > Number.NEGATIVE_INFINITY; i += 1) {
      if (value <= loudest[i]!) continue;
      const next = loudest[i]!;
      loudest[i] = value;
      value = next;
    }
  }
  return Math.log(loudest.reduce((odds, sum) => odds + Math.exp(sum), 0));
}
const COUNTED = 4;

/**
 * The learned layer: findings of its own where words read like labelled ones, and a second opinion
 * on what the patterns found: where both agree the confidence rises, where the reader sees nothing
 * it falls.
 */
export function weighByReader(
  passages: readonly (readonly ReadSentence[])[],
  hits: readonly Hit[],
  facts: MessageFacts,
  catalogue: Catalogue,
): Hit[] {
  const numbers = catalogue.reader;
  if (numbers === undefined) return [...hits];
  const reader = readerOf(numbers);
  const readings = passages
    .filter((sentences) => sentences.length > 0)
    .map((sentences) => readPassage(sentences, facts.message.sentAt, reader));
  const listWeight = isListMail(facts.message) ? LIST_WEIGHT : 1;
  const own = readings.flatMap((reading) =>
    numbers.categories.flatMap((category, column) => {
      const confidence = probability(alone(together(reading.sums, column), column, numbers.judge));
      if (confidence < LOWEST) return [];
      const weighed =
        confidence *
        listWeight *
        roleWeight(category, reading, facts, catalogue) *
        subjectWeight(category, reading) *
        exceptionWeight(category, reading);
      return weighed < LOWEST
        ? []
        : [toHit(reading, category, column, weighed, numbers, catalogue)];
    }),
  );
  const opinions = hits.map((hit) => secondOpinion(hit, readings, numbers, listWeight));
  return [...opinions, ...own].filter(({ confidence }) => confidence >= LOWEST);
}

/**
 * Words alone are no offence: it takes somebody who can commit it. How well the best of the category's
 * patterns fits who writes to whom; 0 where none does.
 */
function roleWeight(
  category: Category,
  { sentences }: PassageReading,
  { message }: MessageFacts,
  catalogue: Catalogue,
): number {
  const fits = catalogue.patterns
    .filter((pattern) => pattern.category === category)
    .flatMap(({ when, ways }) => ways.map((way) => way.when ?? when))
    .map((when) => fitWhen(when, sentences[0]!.of, message.medium, message.sentAt));
  return fits.reduce((best, fit) => Math.max(best, fit.fits ? fit.weight : 0), 0);
}

/** Criticism counts when it can be told whom it is of: a passage that speaks of no officer is of somebody else. */
function subjectWeight(category: Category, { sentences }: PassageReading): number {
  if (category !== 'officer-criticism') return 1;
  const isOfOfficer = sentences.some((sentence) =>
    sentence.mentions().some((m) => (m.person?.role ?? m.role) === 'officer'),
  );
  return isOfOfficer ? 1 : NOBODY_NAMED_WEIGHT;
}
const NOBODY_NAMED_WEIGHT = 0.6;

/** Both protocols let a councillor speak for the council to a Minister (2007 ¶15, London Councils §12). */
const exceptionWeight = (category: Category, { sentences }: PassageReading): number =>
  category === 'member-obligation' && sentences.some((s) => s.cues.has('genre/to-government'))
    ? REPRESENTATION_WEIGHT
    : 1;
const REPRESENTATION_WEIGHT = 0.4;

const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
const logOdds = (p: number): number => Math.log(p / (1 - p));

const alone = (sum: number, column: number, judge: Judge): number =>
  judge.alone.slope * sum + judge.alone.offset[column]!;

/** A pattern's confidence beside what the reader makes of the same passage. */
function secondOpinion(
  hit: Hit,
  readings: readonly PassageReading[],
  numbers: ReaderNumbers,
  listWeight: number,
): Hit {
  const column = numbers.categories.indexOf(hit.pattern.category);
  const reading = readings.find(({ sentences }) => holds(sentences, hit.evidence[0]!));
  if (column < 0 || reading === undefined) return hit;
  const sum = together(reading.sums, column);
  const { slope, pattern, offset } = numbers.judge.beside;
  const confidence =
    listWeight * probability(slope * sum + pattern * logOdds(hit.confidence) + offset);
  const direction = confidence > hit.confidence ? 'raised' : 'lowered';
  const says = confidence > hit.confidence ? 'reads' : 'does not read';
  return {
    ...hit,
    confidence,
    because: [...hit.because, `${direction}: the passage ${says} like labelled ones of its kind`],
  };
}

/** Whether evidence stands in a passage. */
export const holds = (sentences: readonly ReadSentence[], evidence: Evidence): boolean =>
  sentences.some(
    (s) => s.part.id === evidence.part && s.start < evidence.end && evidence.start < s.end,
  );

function toHit(
  { sentences, sums }: PassageReading,
  category: Category,
  column: number,
  confidence: number,
  numbers: ReaderNumbers,
  catalogue: Catalogue,
): Hit {
  const pattern = learnedMeta(category, catalogue);
  const most = Math.max(...sums.map((sum) => sum[column]!));
  const loud = sentences.filter((_, at) => sums[at]![column]! >= most - NEARLY_AS_LOUD);
  const loudest = sentences[sums.findIndex((sum) => sum[column] === most)]!;
  const like = resembling(loudest, category, numbers);
  return {
    pattern,
    severity: pattern.severity,
    confidence,
    because: like.map((text) => `reads like: “${text}”`),
    evidence: joined(loud),
  };
}

/** Sentences as evidence; those that follow one another as one piece. */
function joined(sentences: readonly ReadSentence[]): Evidence[] {
  const runs: { first: ReadSentence; last: ReadSentence }[] = [];
  for (const sentence of sentences) {
    const run = runs.at(-1);
    const between = run && sentence.part.text.slice(run.last.end, sentence.start);
    if (run !== undefined && between?.trim() === '') run.last = sentence;
    else runs.push({ first: sentence, last: sentence });
  }
  return runs.map(({ first, last }) => ({
    part: first.part.id,
    start: first.start,
    end: last.end,
    quote: first.part.text.slice(first.start, last.end),
    author: first.of.author.key || first.of.author.name,
  }));
}
