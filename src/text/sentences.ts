import type { Sentence } from '../model/passage.js';
import { ABBREVIATIONS, BEFORE_NUMBER, ENDS_TOO } from './abbreviations.js';
import { isBlank, isWordCharacter } from './characters.js';

/**
 * Longest sentence, in UTF-16 units; a longer one is cut at a blank (or hard, when there is none).
 * Readers downstream are not linear in a sentence, and nobody writes longer ones.
 */
export const MAX_SENTENCE = 2000;

/** A line end inside a paragraph ends a sentence when the line is shorter than wrapped text is … */
const SHORT_LINE = 50;
/** … or longer, since such text is not wrapped at all and its line ends were typed. */
const LONG_LINE = 100;

/** Longest word looked up as an abbreviation. */
const MAX_ABBREVIATION = 6;

const NEWLINE = 10;
const QUOTE_MARK = 62;

/**
 * Cuts text into sentences by one scan of its own: full stops, question and exclamation marks,
 * blank lines, list items, and line ends that nobody's word wrap made. It knows titles and council
 * abbreviations (Cllr. No. 4 e.g.), initials, and paragraph numbers. Sentences are trimmed, in order,
 * apart, and together hold every character that is not a blank, a `>` mark or a bullet's indent.
 *
 * @param text original (not normal) text
 * @param start first offset looked at; `end` the last, exclusive
 */
export function cutSentences(text: string, start = 0, end = text.length): Sentence[] {
  const sentences: Sentence[] = [];
  let from = skipMargin(text, start, end);
  let lineStart = from;
  let at = from;
  const close = (to: number, next: number): void => {
    pushTrimmed(sentences, text, from, to);
    from = skipMargin(text, next, end);
    at = from;
  };
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) {
      const next = skipMargin(text, at, end);
      if (next >= end) break;
      if (endsAtLine(text, lineStart, at, next)) close(at, next);
      else at = next;
      lineStart = at;
    } else if ((code === 46 || code === 33 || code === 63 || code === 0x2026) && at >= from) {
      const after = afterMarks(text, at + 1, end);
      if (after < end && endsSentence(text, from, at, after, end)) close(after, after);
      else at = Math.max(after, at + 1);
    } else if (at - from >= MAX_SENTENCE) {
      const cut = lastBlank(text, from, at);
      close(cut, cut);
    } else at += 1;
  }
  pushTrimmed(sentences, text, from, end);
  return sentences;
}

/** Skips blanks, line ends, and the `>` marks that stand at the start of lines. */
function skipMargin(text: string, from: number, end: number): number {
  let at = from;
  let lineStart = from === 0 || text.charCodeAt(from - 1) === NEWLINE;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) lineStart = true;
    else if (code === QUOTE_MARK && lineStart) continue;
    else if (!isBlank(code)) break;
  }
  return at;
}

function pushTrimmed(sentences: Sentence[], text: string, from: number, to: number): void {
  let end = to;
  while (end > from) {
    const code = text.charCodeAt(end - 1);
    if (code !== NEWLINE && !isBlank(code)) break;
    end -= 1;
  }
  if (end > from) sentences.push({ start: from, end });
}

/** Does the line end at `at` end the sentence, the next line's text being at `next`? */
function endsAtLine(text: string, lineStart: number, at: number, next: number): boolean {
  let lines = 0;
  for (let back = at; back < next; back += 1) if (text.charCodeAt(back) === NEWLINE) lines += 1;
  if (lines > 1 || startsItem(text, next)) return true;
  const length = at - lineStart;
  if (length > SHORT_LINE && length < LONG_LINE) return false;
  const first = text.charCodeAt(next);
  return (first >= 65 && first <= 90) || (first >= 48 && first <= 57) || isUpper(text, next);
}

function isUpper(text: string, at: number): boolean {
  const letter = text.charAt(at);
  return letter.charCodeAt(0) > 127 && letter !== letter.toLowerCase();
}

/** Bullets and numbering at the start of a line: `- ` `• ` `3. ` `(a) ` `b) `. */
function startsItem(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  const blankAt = (offset: number): boolean => isBlank(text.charCodeAt(offset));
  if (code === 0x2022 || code === 0xb7 || code === 0x25cf || code === 0x25aa) return true;
  if (code === 45 || code === 42 || code === 0x2013) return blankAt(at + 1);
  let after = code === 40 ? at + 1 : at;
  const first = after;
  while (after - first < 3 && isWordCharacter(text.charCodeAt(after))) after += 1;
  const closer = text.charCodeAt(after);
  if (after === first || !blankAt(after + 1)) return false;
  const digits = text.charCodeAt(first) <= 57;
  return closer === 41 || (closer === 46 && digits && code !== 40);
}

/** Skips the further marks, closing quotes and brackets that belong to a sentence's end. */
function afterMarks(text: string, from: number, end: number): number {
  let at = from;
  for (; at < end; at += 1) {
    const code = text.charCodeAt(at);
    const mark = code === 46 || code === 33 || code === 63 || code === 0x2026;
    const closing = code === 34 || code === 39 || code === 41 || code === 93;
    if (!mark && !closing && code !== 0x2019 && code !== 0x201d) break;
  }
  return at;
}

/** Does the mark at `at` end the sentence that began at `from`? `after` follows the closing marks. */
function endsSentence(text: string, from: number, at: number, after: number, end: number): boolean {
  const follows = text.charCodeAt(after);
  if (follows !== NEWLINE && !isBlank(follows)) return false;
  const next = skipMargin(text, after, end);
  const nextCode = next < end ? text.charCodeAt(next) : NEWLINE;
  // "Go away!" he said.
  if (isClosingQuote(text.charCodeAt(after - 1)) && nextCode >= 97 && nextCode <= 122) return false;
  if (text.charCodeAt(at) !== 46) return true;
  if (after > at + 1 && text.charCodeAt(at + 1) === 46) return true;
  let start = at;
  while (start > from && at - start <= MAX_ABBREVIATION && inWord(text.charCodeAt(start - 1))) {
    start -= 1;
  }
  const word = text.slice(start, at).toLowerCase();
  if (word.length === 0 || word.length > MAX_ABBREVIATION) return true;
  const digit = nextCode >= 48 && nextCode <= 57;
  if (BEFORE_NUMBER.has(word) && digit) return false;
  if (start <= from + 2 && isNumbering(word)) return false;
  const capital = isCapital(text, next, nextCode);
  if (word.length === 1 && !digitCode(word.charCodeAt(0)))
    return !capital || isLastLetter(text, start);
  if (!ABBREVIATIONS.has(word)) return true;
  return capital && ENDS_TOO.has(word);
}

function isClosingQuote(code: number): boolean {
  return code === 34 || code === 39 || code === 0x2019 || code === 0x201d;
}

function inWord(code: number): boolean {
  return code === 46 || isWordCharacter(code);
}

function digitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** "3." "12." "3.2." at the start of a sentence number a paragraph. */
function isNumbering(word: string): boolean {
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    if (code !== 46 && !digitCode(code)) return false;
  }
  return true;
}

function isCapital(text: string, at: number, code: number): boolean {
  return (code >= 65 && code <= 90) || isUpper(text, at);
}

/** A lower-case single letter, or "I", is not somebody's initial. */
function isLastLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code >= 97 && code <= 122) || code === 73;
}

function lastBlank(text: string, from: number, at: number): number {
  for (let back = at; back > from + MAX_SENTENCE / 2; back -= 1) {
    if (isBlank(text.charCodeAt(back))) return back;
  }
  return at;
}
