import type { MessageFacts } from '../detectors/facts.js';
import type { Category } from '../model/category.js';
import type { Weights } from '../model/weights.js';
import type { ReadSentence } from './sentences.js';
import { cueSigns, mentionSigns, settingSigns, WINDOW } from './signs.js';
import { probabilityOf, type SignTable, signTable, sumSigns } from './weigh-signs.js';

/** The window of a message that speaks loudest of a category. */
export interface Weighed {
  readonly category: Category;
  readonly probability: number;
  readonly passage: readonly ReadSentence[];
  readonly first: number;
  readonly last: number;
}

/**
 * For each category the window of the message that speaks loudest, where it speaks at least as loud as
 * is asked. Signs are gathered, and whom the window mentions is looked up, only where the most that
 * they could say would be enough: most mail speaks of nothing, and its people are never searched for.
 *
 * @param least the probability below which a category's windows are of no interest
 */
export function strongest(
  passages: readonly (readonly ReadSentence[])[],
  facts: MessageFacts,
  weights: Weights,
  least: (category: Category) => number,
): ReadonlyMap<Category, Weighed> {
  const table = signTable(weights);
  const wanted = table.categories.map(least);
  const best: (Weighed | undefined)[] = table.categories.map(() => undefined);
  const isWanted = (sums: Float64Array): boolean => sums.some((sum, i) => isLouder(sum, i));
  const isLouder = (sum: number, i: number): boolean => {
    const probability = probabilityOf(sum);
    return probability >= wanted[i]! && probability > (best[i]?.probability ?? 0);
  };
  for (const passage of passages) {
    // Who writes to whom says nothing where nothing is said.
    if (passage.every(({ cues }) => cues.size === 0)) continue;
    const setting = settingSigns(passage[0]!, facts.message.sentAt);
    const about = plus(sumSigns(setting, table), table.mostOfMentions);
    for (let first = 0; first < passage.length; first += 1) {
      const window = passage.slice(first, first + WINDOW);
      if (window.every(({ cues }) => cues.size === 0)) continue;
      if (!isWanted(window.reduce((most, { cues }) => plus(most, mostOf(cues, table)), about))) {
        continue;
      }
      const signs = new Set([...setting, ...window.flatMap(cueSigns)]);
      if (!isWanted(plus(sumSigns(signs, table), table.mostOfMentions))) continue;
      for (const sentence of window) for (const sign of mentionSigns(sentence)) signs.add(sign);
      const sums = sumSigns(signs, table);
      const last = first + window.length - 1;
      table.categories.forEach((category, i) => {
        if (!isLouder(sums[i]!, i)) return;
        best[i] = { category, probability: probabilityOf(sums[i]!), passage, first, last };
      });
    }
  }
  return new Map(best.flatMap((it) => (it === undefined ? [] : [[it.category, it] as const])));
}

const plus = (a: Float64Array, b: Float64Array): Float64Array => {
  const sums = new Float64Array(a.length);
  for (let i = 0; i < sums.length; i += 1) sums[i] = a[i]! + b[i]!;
  return sums;
};

/** By a sentence's cues, which a sentence that comes again shares. */
const mosts = new WeakMap<SignTable, WeakMap<ReadSentence['cues'], Float64Array>>();

/** The most that the cues of a sentence can add to each category, whatever stands beside them. */
function mostOf(cues: ReadSentence['cues'], table: SignTable): Float64Array {
  const known = mosts.get(table) ?? new WeakMap();
  mosts.set(table, known);
  let most = known.get(cues);
  if (most === undefined) {
    most = new Float64Array(table.categories.length);
    for (const sign of cueSigns({ cues })) {
      table.rows.get(sign)?.forEach((value, i) => {
        most![i]! += Math.max(value, 0);
      });
    }
    known.set(cues, most);
  }
  return most;
}
