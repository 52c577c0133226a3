import { createHash } from 'node:crypto';
import type { Category } from '../../model/category.js';
import { UsageError } from '../../model/errors.js';
import type { ReaderChanges } from '../../model/reader.js';
import { adaptReader } from '../../reader/adapt.js';
import { openReader } from '../../reader/reader.js';
import type { Store } from '../../store/store.js';
import { readerHash } from '../council-reader.js';
import { readCatalogue } from '../kept-catalogue.js';
import { compileSource } from '../load-catalogue.js';
import { confidenceOf, fitChanges } from './fit-changes.js';
import { readVerdictLessons, type VerdictLesson } from './verdict-lessons.js';

/** Fewer verdicts of a kind say more about the day than about the council. */
const LEAST_OF_A_KIND = 10;
/** Messages are dealt into so many parts; each is judged by a reader that the others taught. */
const PARTS = 5;
/** As sure as a finding must be to be shown. */
const SHOWN_FROM = 0.5;

/** Findings shown among those with a verdict. */
export interface Shown {
  readonly precision: number;
  readonly recall: number;
}

export interface Change {
  /** `all`, or a category with verdicts of both kinds. */
  readonly category: Category | 'all';
  readonly confirmed: number;
  readonly dismissed: number;
  readonly shipped: Shown;
  readonly retrained: Shown;
}

export interface Retrained {
  readonly changes: ReaderChanges;
  readonly verdicts: number;
  /** On verdicts that the judging reader had not learnt from. */
  readonly measured: readonly Change[];
  /** Whether it told confirmed from dismissed better than the shipped reader: log loss. */
  readonly isBetter: boolean;
}

/**
 * Retrains the shipped reader on the council's verdicts, and measures on verdicts left out. Nothing is
 * kept.
 *
 * @throws UsageError when there are too few verdicts
 */
export async function trainOnVerdicts(store: Store): Promise<Retrained> {
  const source = readCatalogue();
  const catalogue = compileSource(source);
  const numbers = catalogue.reader;
  if (numbers === undefined) throw new UsageError('This catalogue has no learned reader.');
  const lessons = await readVerdictLessons(store, catalogue, numbers);
  assertEnough(lessons);
  const of = readerHash(source);
  const shipped = openReader(numbers);
  const parts = new Map(lessons.map((lesson) => [lesson, partOf(lesson.document)]));
  const judged = Array.from({ length: PARTS }, (_, part) => {
    const others = lessons.filter((lesson) => parts.get(lesson) !== part);
    const reader = openReader(adaptReader(numbers, fitChanges(others, numbers, of)));
    return lessons
      .filter((lesson) => parts.get(lesson) === part)
      .map((lesson) => ({
        lesson,
        shipped: confidenceOf(lesson, shipped),
        retrained: confidenceOf(lesson, reader),
      }));
  }).flat();
  return {
    changes: fitChanges(lessons, numbers, of),
    verdicts: lessons.length,
    measured: measure(judged),
    isBetter: loss(judged, 'retrained') < loss(judged, 'shipped'),
  };
}

function assertEnough(lessons: readonly VerdictLesson[]): void {
  const confirmed = lessons.filter(({ isRight }) => isRight).length;
  const dismissed = lessons.length - confirmed;
  if (Math.min(confirmed, dismissed) >= LEAST_OF_A_KIND) return;
  throw new UsageError(
    `There are ${confirmed} confirmed and ${dismissed} dismissed findings in words to learn from; ${LEAST_OF_A_KIND} of each are needed (duplicates and out-of-scope ones do not count).`,
  );
}

const partOf = (document: string): number =>
  createHash('sha256').update(document).digest().readUInt32LE() % PARTS;

interface Judged {
  readonly lesson: VerdictLesson;
  readonly shipped: number;
  readonly retrained: number;
}

function loss(judged: readonly Judged[], by: 'shipped' | 'retrained'): number {
  return judged.reduce(
    (sum, it) => sum - Math.log(Math.max(it.lesson.isRight ? it[by] : 1 - it[by], 1e-9)),
    0,
  );
}

function measure(judged: readonly Judged[]): Change[] {
  const categories = [...new Set(judged.map(({ lesson }) => lesson.category))].sort();
  return (['all', ...categories] as const).flatMap((category) => {
    const own = judged.filter((it) => category === 'all' || it.lesson.category === category);
    const confirmed = own.filter((it) => it.lesson.isRight).length;
    const dismissed = own.length - confirmed;
    if (confirmed === 0 || dismissed === 0) return [];
    const shipped = shown(own, 'shipped', confirmed);
    const retrained = shown(own, 'retrained', confirmed);
    return [{ category, confirmed, dismissed, shipped, retrained }];
  });
}

/** Precision of nothing shown is 1: nobody's time was taken. */
function shown(own: readonly Judged[], by: 'shipped' | 'retrained', confirmed: number): Shown {
  const above = own.filter((it) => it[by] >= SHOWN_FROM);
  const right = above.filter((it) => it.lesson.isRight).length;
  return { precision: above.length === 0 ? 1 : right / above.length, recall: right / confirmed };
}
