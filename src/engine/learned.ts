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
  const sums = sentences.map((_, at) => {
    const plain = reader.read(views.plain(at));
    return plain.some((sum) => sum > HOPELESS) ? reader.read(views.whole(at)) : plain;
  });
  return { sentences, sums };
}

/** How loud sentences are together (log of the sum of odds): two halves of an offence are one. */
export function together(sums: readonly Float64Array[], column: number): number {
  let odds = 0;
  for (const sum of sums) odds += Math.exp(sum[column]!);
  return Math.log(odds);
}

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
  const own = readings.flatMap((reading) =>
    numbers.categories.flatMap((category, column) => {
      const sum = together(reading.sums, column);
      const confidence = probability(alone(sum, column, numbers.judge));
      const weighed = isListMail(facts.message) ? confidence * LIST_WEIGHT : confidence;
      return weighed < LOWEST
        ? []
        : [toHit(reading, category, column, weighed, numbers, catalogue)];
    }),
  );
  return [...hits.map((hit) => secondOpinion(hit, readings, numbers)), ...own];
}

const probability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));
const logOdds = (p: number): number => Math.log(p / (1 - p));

const alone = (sum: number, column: number, judge: Judge): number =>
  judge.alone.slope * sum + judge.alone.offset[column]!;

/** A pattern's confidence beside what the reader makes of the same passage. */
function secondOpinion(hit: Hit, readings: readonly PassageReading[], numbers: ReaderNumbers): Hit {
  const column = numbers.categories.indexOf(hit.pattern.category);
  const reading = readings.find(({ sentences }) => holds(sentences, hit.evidence[0]!));
  if (column < 0 || reading === undefined) return hit;
  const sum = together(reading.sums, column);
  const { slope, pattern, offset } = numbers.judge.beside;
  const confidence = probability(slope * sum + pattern * logOdds(hit.confidence) + offset);
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
