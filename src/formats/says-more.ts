const WORD = /[\p{L}\p{N}]+/gu;
const ASCII_WORD = /[a-z0-9]+/g;
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/g;
/** Links stand in one alternative only: `<https://…>` after a linked word. */
const LINK = /(?:https?:\/\/|www\.|mailto:|tel:|cid:)\S+/gi;

function wordsOf(text: string): string[] {
  const lower = (/[:.]/.test(text) ? text.replace(LINK, ' ') : text).toLowerCase();
  if (/^[\x00-\x7f]*$/.test(lower)) return lower.match(ASCII_WORD) ?? [];
  return lower.replace(INVISIBLE, '').match(WORD) ?? [];
}

/** What a text says, as its words and the pairs and triples of neighbours. */
export class Sayings {
  private readonly runs = new Set<string>();

  constructor(text: string) {
    const words = wordsOf(text);
    for (let i = 0; i < words.length; i++) {
      this.runs.add(words[i]!);
      if (i > 0) this.runs.add(`${words[i - 1]} ${words[i]}`);
      if (i > 1) this.runs.add(`${words[i - 2]} ${words[i - 1]} ${words[i]}`);
    }
  }

  /** Whether a line's words stand here in the same order; true of a line without words. */
  has(line: string): boolean {
    const words = wordsOf(line);
    const width = Math.min(3, words.length);
    if (width === 0) return true;
    for (let i = width - 1; i < words.length; i++)
      if (!this.runs.has(words.slice(i - width + 1, i + 1).join(' '))) return false;
    return true;
  }

  /** Whether all lines of a text stand here. Linear in the text. */
  hasAll(text: string): boolean {
    return text.split('\n').every((line) => this.has(line));
  }
}

/** Texts compared by searching one in the other; larger ones are compared by their word runs only. */
const SEARCHED_CHARACTERS = 100_000;

/**
 * Whether a text says all that another says, line by line. Mostly both say the same in the same
 * order: then each line is found just behind the one before it.
 */
export function saysAllOf(text: string, other: string): boolean {
  if (text.length > SEARCHED_CHARACTERS) return new Sayings(text).hasAll(other);
  const whole = ` ${wordsOf(text).join(' ')} `;
  let at = 0;
  for (const line of other.split('\n')) {
    const words = wordsOf(line);
    if (words.length === 0) continue;
    const found = whole.indexOf(` ${words.join(' ')} `, at);
    if (found < 0) return new Sayings(text).hasAll(other);
    at = found + 1;
  }
  return true;
}

/**
 * Joins two alternatives of one text so that nothing is said twice and nothing is lost: the first,
 * and of the second only the lines that the first lacks.
 */
export function joinAlternatives(first: string, second: string): string {
  const said = new Sayings(first);
  const more = second.split('\n').filter((line) => !said.has(line));
  return more.length === 0 ? first : `${first.trimEnd()}\n\n${more.join('\n')}`;
}
