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
 * is asked. Whom a window mentions is looked up only where that could bring it there: most mail speaks
 * of nothing, and its people are never searched for.
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
  const isWanted = (sums: Float64Array, i: number): boolean => {
    const probability = probabilityOf(sums[i]!);
    return probability >= wanted[i]! && probability > (best[i]?.probability ?? 0);
  };
  for (const passage of passages) {
    const bare = windowsOf(passage, facts.message.sentAt);
    for (let first = 0; first < passage.length; first += 1) {
      const signs = bare(first);
      if (signs === undefined) continue;
      if (!some(mostOf(signs, table), isWanted)) continue;
      const last = Math.min(passage.length, first + WINDOW) - 1;
      for (let i = first; i <= last; i += 1) {
        for (const sign of mentionSigns(passage[i]!)) signs.add(sign);
      }
      const sums = sumSigns(signs, table);
      table.categories.forEach((category, i) => {
        if (!isWanted(sums, i)) return;
        best[i] = { category, probability: probabilityOf(sums[i]!), passage, first, last };
      });
    }
  }
  return new Map(best.flatMap((it) => (it === undefined ? [] : [[it.category, it] as const])));
}

/** The signs of the window that begins at a sentence, mentions left out; none where nothing is said. */
function windowsOf(
  passage: readonly ReadSentence[],
  sentAt: string,
): (first: number) => Set<string> | undefined {
  // Who writes to whom says nothing where nothing is said.
  if (passage.every(({ cues }) => cues.size === 0)) return () => undefined;
  const setting = settingSigns(passage[0]!, sentAt);
  const cues = passage.map(cueSigns);
  return (first) => {
    const window = passage.slice(first, first + WINDOW);
    if (window.every((sentence) => sentence.cues.size === 0)) return undefined;
    return new Set([...setting, ...cues.slice(first, first + WINDOW).flat()]);
  };
}

/** The sums as they would be if all that could be mentioned were. */
function mostOf(signs: ReadonlySet<string>, table: SignTable): Float64Array {
  return sumSigns(signs, table).map((sum, i) => sum + table.mostOfMentions[i]!);
}

function some(sums: Float64Array, test: (sums: Float64Array, i: number) => boolean): boolean {
  for (let i = 0; i < sums.length; i += 1) if (test(sums, i)) return true;
  return false;
}
