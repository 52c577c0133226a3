import { isForeignLetter, isWordCharacter, lookalike } from './characters.js';
import type { Units } from './normalise.js';

/**
 * Fewest letters of a spaced-out or punctuated word. Three would join ordinary lists ("a b c") and
 * initials; four and more single letters in a row are somebody spelling a word.
 */
const FEWEST_LETTERS = 4;

const SPACED = /(?:^|[^a-z0-9])[a-z]([ .\-_*/|])[a-z]\1[a-z]\1[a-z](?![a-z0-9])/;

/** Quick look for `joinSpacedWords`. Every alternative has a fixed length, so it cannot backtrack. */
export function mayHoldSpacedWord(text: string): boolean {
  return SPACED.test(text);
}

/** Share of letters that only another script has, below which a text counts as written in Latin. */
const FOREIGN_SHARE = 0.02;

/**
 * Writes Cyrillic and Greek look-alikes as the Latin letters they pass for: in words that mix them
 * with Latin letters, and in words made of look-alikes only when the text as a whole is Latin.
 * A text in another script is left as it is. In place; unit for unit.
 */
export function plainLookalikes(units: Units): void {
  const latinText = foreignShare(units) < FOREIGN_SHARE;
  let start = 0;
  while (start < units.length) {
    let end = start;
    let latin = 0;
    let foreign = 0;
    let unlike = 0;
    for (; end < units.length && isWordCharacter(units.codes[end]!); end += 1) {
      const code = units.codes[end]!;
      if (!isForeignLetter(code)) latin += code >= 97 && code <= 122 ? 1 : 0;
      else {
        foreign += 1;
        if (lookalike(code) === 0) unlike += 1;
      }
    }
    if (foreign > 0 && (latin > 0 || (latinText && unlike === 0))) {
      for (let at = start; at < end; at += 1) {
        units.codes[at] = lookalike(units.codes[at]!) || units.codes[at]!;
      }
    }
    start = end + 1;
  }
}

function foreignShare(units: Units): number {
  let letters = 0;
  let unlike = 0;
  for (let at = 0; at < units.length; at += 1) {
    const code = units.codes[at]!;
    const foreign = isForeignLetter(code);
    if (foreign || (code >= 97 && code <= 122)) letters += 1;
    if (foreign && lookalike(code) === 0) unlike += 1;
  }
  return unlike / Math.max(1, letters);
}

/**
 * Joins words written as single letters, four or more, with the same one mark between them:
 * "c o n f i d e n t i a l", "d.e.l.e.t.e", "s-h-r-e-d". A wider gap ends the word ("d e l e t e  i t"),
 * and next to a spelled-out word two letters are enough. In place; the units that go are the marks.
 */
export function joinSpacedWords(units: Units): void {
  const { codes, origins, length } = units;
  let to = 0;
  let at = 0;
  let fewest = FEWEST_LETTERS;
  while (at < length) {
    const run = spelledRun(units, at);
    const spelled = run >= fewest;
    const step = spelled ? 2 : 1;
    const end = at + Math.max(1, run * 2 - 1);
    for (; at < end; at += step) {
      codes[to] = codes[at]!;
      origins[to] = origins[at]!;
      to += 1;
    }
    if (spelled) {
      fewest = codes[end] === 32 ? FEWEST_NEXT : FEWEST_LETTERS;
      at = end;
    } else if (run > 0 || isWordCharacter(codes[to - 1]!)) fewest = FEWEST_LETTERS;
  }
  units.length = to;
}

/** Fewest letters of a word that follows a spelled-out one. */
const FEWEST_NEXT = 2;

/** How many single letters, with one and the same mark between them, start at `at`; 0 when none do. */
function spelledRun(units: Units, at: number): number {
  const { codes, origins, length } = units;
  if (!isLetter(codes[at]!) || (at > 0 && isWordCharacter(codes[at - 1]!))) return 0;
  const mark = codes[at + 1];
  if (at + 2 >= length || mark === undefined || !isMark(mark)) return 0;
  const width = origins[at + 2]! - origins[at + 1]!;
  let letters = 1;
  let next = at + 1;
  while (next + 1 < length && codes[next] === mark && isLetter(codes[next + 1]!)) {
    if (origins[next + 1]! - origins[next]! !== width) break;
    if (next + 2 < length && isWordCharacter(codes[next + 2]!)) break;
    letters += 1;
    next += 2;
  }
  return letters;
}

function isLetter(code: number): boolean {
  return isWordCharacter(code) && !(code >= 48 && code <= 57);
}

/** Blank . - _ * / | : what people put between the letters of a word to hide it from a search. */
function isMark(code: number): boolean {
  return (
    code === 32 ||
    code === 46 ||
    code === 45 ||
    code === 95 ||
    code === 42 ||
    code === 47 ||
    code === 124
  );
}
