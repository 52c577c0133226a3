import { foldName } from '../../people/names.js';

/** Around a label while a text is worked at, so that it is not read again; mail cannot hold them. */
export const OPEN = '\ue000';
export const CLOSE = '\ue001';
export const MARKS = /[\ue000\ue001]/g;

export interface Token {
  readonly start: number;
  /** Ends before a possessive `'s`. */
  readonly end: number;
  readonly folded: string;
  readonly isCapital: boolean;
  /** Nothing but marks stands between it and the end of the sentence before. */
  readonly opensSentence: boolean;
  /** A label already put in. */
  readonly isLabel: boolean;
}

const TOKEN = /\ue000[^\ue001]*\ue001|[\p{L}\p{N}]+(?:['’ʼ-][\p{L}\p{N}]+)*/gu;
const POSSESSIVE = /['’ʼ]s$/iu;
const SENTENCE_END = /[.!?:;\n\r•*>"“(|]\s*$/u;

/** Words of a text with their places. In a text all in capitals no word counts as one. */
export function tokensOf(text: string): Token[] {
  const shouted = isShouted(text);
  const tokens: Token[] = [];
  let after = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [raw] = match;
    const word = raw.replace(POSSESSIVE, '');
    const before = text.slice(Math.max(after, match.index - 8), match.index);
    tokens.push({
      start: match.index,
      end: match.index + word.length,
      folded: foldName(word).replace(/(?<=\p{L})\d+$/u, ''),
      isCapital: !shouted && /^\p{Lu}/u.test(word),
      opensSentence: tokens.length === 0 || SENTENCE_END.test(before),
      isLabel: raw.startsWith(OPEN),
    });
    after = match.index + raw.length;
  }
  return tokens;
}

/** Cheap to see, and so in nearly every text. */
const SMALL_WORDS = /[a-z]{3,} [a-z]{2,} [a-z]{2,}/;

function isShouted(text: string): boolean {
  if (SMALL_WORDS.test(text)) return false;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return letters > 12 && small < letters / 4;
}
