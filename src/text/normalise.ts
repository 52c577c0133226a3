import { fold, isBlank, isCombining, isForeignLetter, isInvisible } from './characters.js';
import { joinSpacedWords, mayHoldSpacedWord, plainLookalikes } from './disguise.js';

/**
 * A text made plain for matching: lower case, straight quotes, compatibility forms folded,
 * invisible characters gone, look-alike letters and spaced-out words seen through, `>` marks at the
 * start of lines dropped, blanks and single line ends one blank, a blank line `\n\n`.
 */
export interface NormalText {
  readonly text: string;
  /** Offset in `text` → offset of the character it came from; `text.length` → the original's length. */
  original(offset: number): number;
  /** End (exclusive) in `text` → end (exclusive) of the last character's origin; 0 → 0. */
  originalEnd(end: number): number;
}

/** Growing store of UTF-16 units, each with the offset it came from. */
export class Units {
  codes: Uint16Array;
  origins: Uint32Array;
  length = 0;

  constructor(capacity: number) {
    this.codes = new Uint16Array(capacity);
    this.origins = new Uint32Array(capacity);
  }

  push(code: number, origin: number): void {
    if (this.length === this.codes.length) this.grow();
    this.codes[this.length] = code;
    this.origins[this.length] = origin;
    this.length += 1;
  }

  private grow(): void {
    const capacity = this.codes.length * 2 + 16;
    const codes = new Uint16Array(capacity);
    const origins = new Uint32Array(capacity);
    codes.set(this.codes);
    origins.set(this.origins);
    this.codes = codes;
    this.origins = origins;
  }
}

const NEWLINE = 10;
const BLANK = 32;
const QUOTE_MARK = 62;
const BACKTICK = 96;
const APOSTROPHE = 39;
const DOT = 46;
const ELLIPSIS = 0x2026;

/** ASCII → the unit to write, or 0 for what the slow branches decide (blanks, controls, `>` , `.`). */
const direct = new Uint8Array(128);
for (let code = 33; code < 127; code += 1) {
  direct[code] = code >= 65 && code <= 90 ? code + 32 : code;
}
direct[QUOTE_MARK] = 0;
direct[DOT] = 0;
direct[BACKTICK] = APOSTROPHE;

/**
 * Makes a text plain, remembering where every character came from. Linear in the text.
 *
 * @param text any string, whole part or slice of one
 */
export function normalise(text: string): NormalText {
  const units = new Units(text.length + 8);
  const foreign = transcribe(text, units);
  if (foreign) plainLookalikes(units);
  let plain = stringOf(units);
  if (mayHoldSpacedWord(plain)) {
    joinSpacedWords(units);
    plain = stringOf(units);
  }
  return new MappedText(plain, units, text);
}

/** Writes the normal form of `text` into `units`; true when letters of another script were seen. */
function transcribe(text: string, units: Units): boolean {
  let foreign = false;
  let lineStart = true;
  let gap = -1;
  let firstEnd = -1;
  let secondEnd = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    let unit = code < 128 ? direct[code]! : 0;
    if (unit === 0) {
      if (code === NEWLINE) {
        if (gap < 0) gap = at;
        if (firstEnd < 0) firstEnd = at;
        else if (secondEnd < 0) secondEnd = at;
        lineStart = true;
        continue;
      }
      if (isBlank(code)) {
        if (gap < 0) gap = at;
        continue;
      }
      if (isInvisible(code)) continue;
      if (code === QUOTE_MARK && lineStart) continue;
      unit = code;
    }
    if (gap >= 0) {
      writeGap(units, gap, firstEnd, secondEnd);
      gap = -1;
      firstEnd = -1;
      secondEnd = -1;
    }
    lineStart = false;
    if (code === DOT) writeDot(units, at);
    else if (code < 128) units.push(unit, at);
    else {
      foreign ||= isForeignLetter(code);
      at += writeFolded(text, at, units);
    }
  }
  return foreign;
}

/** A run of blanks is one blank; a run with two line ends a blank line. None at the text's start. */
function writeGap(units: Units, gap: number, firstEnd: number, secondEnd: number): void {
  if (units.length === 0) return;
  if (secondEnd >= 0) {
    if (units.codes[units.length - 1] === BLANK) units.length -= 1;
    units.push(NEWLINE, firstEnd);
    units.push(NEWLINE, secondEnd);
  } else if (units.codes[units.length - 1] !== BLANK) units.push(BLANK, gap);
}

/** Three dots are an ellipsis, as a phone types it; further dots add nothing. */
function writeDot(units: Units, at: number): void {
  const { length, codes } = units;
  if (codes[length - 1] === ELLIPSIS && units.origins[length - 1]! >= at - MAX_DOTS) return;
  if (codes[length - 1] === DOT && codes[length - 2] === DOT) {
    units.length -= 2;
    units.push(ELLIPSIS, units.origins[units.length]!);
  } else units.push(DOT, at);
}

/** A dot this near an ellipsis is taken for part of it. */
const MAX_DOTS = 3;

/** Writes the folded form of the code point at `at`; gives how many further units it took up. */
function writeFolded(text: string, at: number, units: Units): number {
  const code = text.codePointAt(at)!;
  if (isCombining(code)) {
    compose(units, code);
    return 0;
  }
  const plain = fold(code);
  for (let index = 0; index < plain.length; index += 1) {
    const unit = plain.charCodeAt(index);
    const doubled = unit === BLANK && units.codes[units.length - 1] === BLANK;
    if (!doubled) units.push(unit, at);
  }
  return code > 0xffff ? 1 : 0;
}

/** Joins a combining mark to the letter before it when there is such a letter; drops it otherwise. */
function compose(units: Units, mark: number): void {
  if (units.length === 0) return;
  const before = units.codes[units.length - 1]!;
  const joined = String.fromCharCode(before, mark).normalize('NFC');
  if (joined.length === 1) units.codes[units.length - 1] = joined.charCodeAt(0);
}

function stringOf(units: Units): string {
  return Buffer.from(units.codes.buffer, 0, units.length * 2).toString('utf16le');
}

class MappedText implements NormalText {
  constructor(
    readonly text: string,
    private readonly units: Units,
    private readonly source: string,
  ) {}

  original(offset: number): number {
    return offset < this.units.length ? this.units.origins[offset]! : this.source.length;
  }

  originalEnd(end: number): number {
    if (end <= 0) return 0;
    const last = this.original(Math.min(end, this.units.length) - 1);
    const code = this.source.codePointAt(last);
    return code === undefined ? last : last + (code > 0xffff ? 2 : 1);
  }
}
