import type { ReaderFile } from '../../model/reader.js';
import { type Fitted, openReader } from '../../reader/reader.js';
import { SCORED } from '../evaluation/score.js';
import { fitJudge, type Unseen } from './fit-judge.js';
import { fitReader, type Lesson } from './fit-reader.js';
import type { LabelledMail } from './lessons.js';
import { chooseExamples } from './reader-examples.js';

/** Groups are dealt into so many hands; each hand is read by a reader that the others taught. */
const HANDS = 4;

/**
 * Trains the learned reader on scenes and on whole mail. What its sums are worth is measured by
 * readers that have not seen the voice or council they are measured on. The same input gives the
 * same file, to the byte.
 */
export function trainReader(
  scenes: readonly LabelledMail[],
  wholeMail: readonly LabelledMail[],
): ReaderFile {
  const all = [...scenes, ...wholeMail];
  const fitted = fitReader(lessonsOf(all), SCORED);
  const hands = deal(all.map((mail) => mail.group));
  const unseen = hands.flatMap((hand): Unseen[] => {
    const reader = openReader(fitReader(lessonsOf(all.filter((m) => !hand.has(m.group))), SCORED));
    return scenes.filter((m) => hand.has(m.group)).map((mail) => ({ mail, reader }));
  });
  const judge = fitJudge(unseen, wholeMail, SCORED);
  return encode(fitted, judge, chooseExamples(scenes, openReader(fitted)));
}

const lessonsOf = (mail: readonly LabelledMail[]): Lesson[] =>
  mail.flatMap((m) => m.passages.flat());

/** Groups in alphabetical order, dealt like cards. */
function deal(groups: readonly string[]): ReadonlySet<string>[] {
  const all = [...new Set(groups)].sort();
  return Array.from(
    { length: HANDS },
    (_, hand) => new Set(all.filter((_g, i) => i % HANDS === hand)),
  );
}

function encode(
  { bits, categories, buckets, telling, weights, step, bias }: Fitted,
  judge: ReaderFile['judge'],
  examples: ReaderFile['examples'],
): ReaderFile {
  const base64 = ({
    buffer,
    byteOffset,
    byteLength,
  }: Uint8Array | Int8Array | Uint32Array): string =>
    Buffer.from(buffer, byteOffset, byteLength).toString('base64');
  return {
    bits,
    categories: [...categories],
    buckets: base64(buckets),
    telling: base64(telling),
    weights: base64(weights),
    step: [...step],
    bias: [...bias],
    judge,
    examples,
  };
}
