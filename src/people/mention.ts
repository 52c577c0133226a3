import type { JudgedRole, Person } from '../model/person.js';

/** Somebody spoken of in a sentence. */
export interface Mention {
  /** Null for a post or name that nobody in roster or thread holds, or that several do. */
  readonly person: Person | null;
  /** The words as they stand, without a final `'s`. */
  readonly label: string;
  /** Token indexes, end exclusive. */
  readonly from: number;
  readonly to: number;
  /**
   * `title`: title and name (`cllr marsh`, also one nobody knows); `surname`, `first-name`: that
   * alone; `initials`: initials of an alias, or initial and surname; `post`: by the post held.
   */
  readonly how: 'full-name' | 'surname' | 'first-name' | 'initials' | 'post' | 'title';
  /** The person's role; without a person, the role that the words themselves show. */
  readonly role: JudgedRole;
}

/** The word without a possessive ending: `jane's` → `jane`, `jones'` → `jones`. */
export function withoutPossessive(word: string): string {
  const last = word.charCodeAt(word.length - 1);
  if (last === 0x27 && word.length > 1) return word.slice(0, -1);
  const isS = last === 0x73 && word.length > 2 && word.charCodeAt(word.length - 2) === 0x27;
  return isS ? word.slice(0, -2) : word;
}

/** The label of a stretch of tokens. */
export function labelOf(words: readonly string[], from: number, to: number): string {
  const kept = words.slice(from, to).filter((word) => word !== '.');
  return withoutPossessive(kept.join(' '));
}
