import { together } from '../../engine/learned.js';
import type { Category } from '../../model/category.js';
import type { Judge } from '../../model/reader.js';
import type { Reader } from '../../reader/reader.js';
import type { LabelledMail } from './lessons.js';

/** Labelled mail, and a reader that has not learnt from it. */
export interface Unseen {
  readonly mail: LabelledMail;
  readonly reader: Reader;
}

/** What a sum, or a pattern beside a sum, turned out to be worth. */
interface Case {
  readonly column: number;
  readonly sum: number;
  /** Log odds of a pattern's confidence; 0 without a pattern. */
  readonly pattern: number;
  readonly isRight: boolean;
}

/**
 * Fits how sums become confidences on scenes, which no pattern and no cue was written for. Scenes
 * hold more offences than mail does, so both are moved by the difference of shares.
 */
export function fitJudge(
  scenes: readonly Unseen[],
  wholeMail: readonly LabelledMail[],
  categories: readonly Category[],
): Judge {
  const cases = scenes.flatMap((unseen) => casesAlone(unseen, categories));
  const alone = regress(cases, categories.length, false);
  const beside = regress(
    scenes.flatMap((unseen) => casesBeside(unseen, categories)),
    1,
    true,
  );
  const inScenes = shareOf(
    scenes.map(({ mail }) => mail),
    categories,
  );
  const shift = shareOf(wholeMail, categories) - inScenes;
  return {
    alone: { slope: round(alone.slope), offset: alone.offset.map((o) => round(o + shift)) },
    beside: {
      slope: round(beside.slope),
      pattern: round(beside.pattern),
      offset: round(beside.offset[0]! + shift),
    },
  };
}

const round = (x: number): number => Math.round(x * 1000) / 1000;

/** Log odds that a message has a category, over all messages and categories. */
function shareOf(mail: readonly LabelledMail[], categories: readonly Category[]): number {
  const labels = mail.reduce((sum, { labels: l }) => sum + l.size, 0);
  const share = labels / (mail.length * categories.length);
  return Math.log(share / (1 - share));
}

function sumsOf({ mail, reader }: Unseen): Float64Array[][] {
  return mail.passages.map((lessons) => lessons.map(({ view }) => reader.read(view)));
}

function casesAlone(unseen: Unseen, categories: readonly Category[]): Case[] {
  const { labels, optional } = unseen.mail;
  const passages = sumsOf(unseen).filter((sums) => sums.length > 0);
  if (passages.length === 0) return [];
  return categories.flatMap((category, column) =>
    optional.has(category)
      ? []
      : [
          {
            column,
            sum: Math.max(...passages.map((sums) => together(sums, column))),
            pattern: 0,
            isRight: labels.has(category),
          },
        ],
  );
}

function casesBeside(unseen: Unseen, categories: readonly Category[]): Case[] {
  const { labels, optional, hits } = unseen.mail;
  const passages = sumsOf(unseen);
  return hits.flatMap(({ category, confidence, passage }) => {
    const sums = passages[passage] ?? [];
    const column = categories.indexOf(category);
    if (column < 0 || sums.length === 0 || optional.has(category)) return [];
    const pattern = Math.log(confidence / (1 - confidence));
    return [{ column: 0, sum: together(sums, column), pattern, isRight: labels.has(category) }];
  });
}

interface Fit {
  readonly slope: number;
  readonly pattern: number;
  readonly offset: readonly number[];
}

const ROUNDS = 60;
/** A category's offset is drawn to the mean of all as if by so many cases: some have few. */
const DRAWN = 2;

/** Logistic regression by Newton steps, one number after another: few numbers, smooth, always the same. */
function regress(cases: readonly Case[], columns: number, withPattern: boolean): Fit {
  let slope = 1;
  let pattern = withPattern ? 1 : 0;
  const offset = new Float64Array(columns);
  const probability = (it: Case): number =>
    1 / (1 + Math.exp(-(slope * it.sum + pattern * it.pattern + offset[it.column]!)));
  const step = (of: readonly Case[], value: (it: Case) => number): number => {
    let gradient = 0;
    let curvature = 1e-6;
    for (const it of of) {
      const p = probability(it);
      gradient += (p - (it.isRight ? 1 : 0)) * value(it);
      curvature += p * (1 - p) * value(it) ** 2;
    }
    return Math.max(-1, Math.min(1, gradient / curvature));
  };
  const byColumn = Array.from(offset.keys(), (i) => cases.filter((it) => it.column === i));
  for (let n = 0; n < ROUNDS; n += 1) {
    slope -= step(cases, (it) => it.sum);
    if (withPattern) pattern -= step(cases, (it) => it.pattern);
    for (const [i, own] of byColumn.entries()) offset[i]! -= step(own, () => 1);
  }
  const mean = offset.reduce((sum, o) => sum + o, 0) / columns;
  const drawn = byColumn.map((own, i) => {
    const right = own.filter((it) => it.isRight).length;
    return columns === 1 ? offset[i]! : (offset[i]! * right + mean * DRAWN) / (right + DRAWN);
  });
  return { slope, pattern, offset: drawn };
}
