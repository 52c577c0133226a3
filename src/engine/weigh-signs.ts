import { CATEGORIES } from '../model/categories.js';
import type { Category } from '../model/category.js';
import type { Weights } from '../model/weights.js';
import { MENTION } from './signs.js';

/** Fitted weights laid out for adding up: one row a sign, one column a category. */
export interface SignTable {
  readonly categories: readonly Category[];
  readonly bias: Float64Array;
  /** By sign; a sign never seen in training has no row and says nothing. */
  readonly rows: ReadonlyMap<string, Float64Array>;
  /** The most that mentions of whomever could add to each category. */
  readonly mostOfMentions: Float64Array;
}

const tables = new WeakMap<Weights, SignTable>();

/** The table of some weights, made once. */
export function signTable(weights: Weights): SignTable {
  let table = tables.get(weights);
  if (table === undefined) {
    table = layOut(weights);
    tables.set(weights, table);
  }
  return table;
}

function layOut(weights: Weights): SignTable {
  const categories = CATEGORIES.filter((category) => weights.categories[category] !== undefined);
  const models = categories.map((category) => weights.categories[category]!);
  const row = (place: number): Float64Array =>
    Float64Array.from(models, (model) => model.weights[place]!);
  const rows = new Map(weights.signs.map((sign, place) => [sign, row(place)]));
  const mostOfMentions = new Float64Array(categories.length);
  for (const [sign, values] of rows) {
    if (!sign.startsWith(MENTION)) continue;
    values.forEach((value, i) => {
      mostOfMentions[i]! += Math.max(value, 0);
    });
  }
  return { categories, bias: Float64Array.from(models, (m) => m.bias), rows, mostOfMentions };
}

/** Sums by category, in the order of the table's categories. */
export function sumSigns(signs: Iterable<string>, table: SignTable): Float64Array {
  const sums = Float64Array.from(table.bias);
  for (const sign of signs) {
    const row = table.rows.get(sign);
    if (row !== undefined) for (let i = 0; i < sums.length; i += 1) sums[i]! += row[i]!;
  }
  return sums;
}

/** A sum as a probability (logistic regression). */
export const probabilityOf = (sum: number): number => 1 / (1 + Math.exp(-sum));

/** Probability that signs belong to a category; 0 for one without weights. */
export function weighSigns(
  signs: ReadonlySet<string>,
  category: Category,
  weights: Weights,
): number {
  const table = signTable(weights);
  const sum = sumSigns(signs, table)[table.categories.indexOf(category)];
  return sum === undefined ? 0 : probabilityOf(sum);
}
