import { isWordCharacter } from './characters.js';

/** Words, numbers and punctuation marks of a normal text, with their offsets in it (end exclusive). */
export interface Tokens {
  readonly count: number;
  readonly words: readonly string[];
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/** Marks that are tokens of their own; every other sign is a blank to the reader. */
const MARKS = new Set([...'.,;:?!()"…'].map((mark) => mark.charCodeAt(0)));
const asciiMark = new Uint8Array(128);
for (const mark of MARKS) if (mark < 128) asciiMark[mark] = 1;
const ELLIPSIS = 0x2026;
const APOSTROPHE = 39;
const HYPHEN = 45;

/**
 * Cuts a normal text into tokens: words of letters and digits with inner `'` and `-`, numbers with
 * inner `, . : /` between digits (1,800 10.30 01/02/2024), and the marks `. , ; : ? ! ( ) " …`.
 *
 * @param normal text as `normalise` gives it
 */
export function tokenise(normal: string): Tokens {
  const words: string[] = [];
  let starts = new Uint32Array((normal.length >> 2) + 8);
  let ends = new Uint32Array(starts.length);
  let at = 0;
  while (at < normal.length) {
    const code = normal.charCodeAt(at);
    let end = at;
    if (isWordCharacter(code)) end = wordEnd(normal, at);
    else if (code < 128 ? asciiMark[code] === 1 : code === ELLIPSIS) end = at + 1;
    if (end === at) {
      at += 1;
      continue;
    }
    if (words.length === starts.length) {
      starts = grown(starts);
      ends = grown(ends);
    }
    starts[words.length] = at;
    ends[words.length] = end;
    words.push(normal.slice(at, end));
    at = end;
  }
  const count = words.length;
  return { count, words, starts: starts.subarray(0, count), ends: ends.subarray(0, count) };
}

function wordEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (isWordCharacter(code)) at += 1;
    else if (joins(code, text, at) && isWordCharacter(text.charCodeAt(at + 1))) at += 2;
    else break;
  }
  return at;
}

function joins(code: number, text: string, at: number): boolean {
  if (code === APOSTROPHE || code === HYPHEN) return true;
  const inner = code === 44 || code === 46 || code === 58 || code === 47;
  return inner && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 1));
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function grown(list: Uint32Array): Uint32Array<ArrayBuffer> {
  const next = new Uint32Array(list.length * 2);
  next.set(list);
  return next;
}
