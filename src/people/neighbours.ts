import { PLACE_AFTER, PLACE_BEFORE } from './first-names.js';
import { withoutPossessive } from './mention.js';
import { TITLES } from './titles.js';

/** The index of the word before, a full stop left out (`cllr. marsh`, `j. marsh`); -1 for none. */
export function before(words: readonly string[], at: number): number {
  const previous = at - 1;
  return words[previous] === '.' ? previous - 1 : previous;
}

/** Where a mention begins when a title stands before its name. */
export function withTitle(words: readonly string[], from: number): number {
  const at = before(words, from);
  return at >= 0 && TITLES.has(words[at]!) ? at : from;
}

/** Whether the words around make a street, a school or a saint of a name. */
export function isPlace(words: readonly string[], from: number, to: number): boolean {
  const last = words[to - 1] ?? '';
  if (withoutPossessive(last) !== last) return false;
  const after = words[to] ?? '';
  return PLACE_BEFORE.has(words[from - 1] ?? '') || PLACE_AFTER.has(withoutPossessive(after));
}
