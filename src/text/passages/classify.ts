import type { Address } from '../../model/message.js';
import { hasFooterPhrase, isFooter } from './disclaimer.js';
import { type Line, wordsOf } from './lines.js';
import { findSignatures } from './signature.js';
import { readTailLine, type TailLine } from './signature-lines.js';

/** What one line of an author's stretch is. */
export type LineKind = 'text' | 'signature' | 'footer';

/** A paragraph: indexes of its first line and after its last. */
interface Paragraph {
  readonly from: number;
  readonly to: number;
  footer: boolean;
}

/** Most lines of a paragraph that holds a signature with a footer right under it. */
const MAX_SIGNED_PARAGRAPH = 40;

/** Longest line taken into a paragraph's words when footers are looked for. */
const MAX_PARAGRAPH_LINE = 6000;

/** Where a stretch stands among its author's others. */
export interface StretchPlace {
  /** Nothing of the same author follows, or a quoted header does. */
  readonly last: boolean;
  /** The author has signed in a stretch above. */
  readonly signed: boolean;
}

/**
 * Tells an author's words from the signature and from footers, line by line.
 *
 * @param words the words of one stretch of one author (see `lineWords`)
 */
export function classifyLines(
  words: readonly string[],
  author: Address | null,
  place: StretchPlace,
): LineKind[] {
  const kinds: LineKind[] = words.map(() => 'text');
  const paragraphs = cutParagraphs(words);
  const shapes = words.map(readTailLine);
  const own = findSignatures(words, shapes, author, () => true)[0]?.to ?? words.length;
  const signed = place.signed ? 0 : own;
  markFooters(words, shapes, paragraphs, signed);
  for (const paragraph of paragraphs) {
    if (paragraph.footer) kinds.fill('footer', paragraph.from, paragraph.to);
  }
  const judged = words.map((line, index) => (kinds[index] === 'footer' ? '' : line));
  for (const block of findSignatures(judged, shapes, author, endTest(judged, place.last))) {
    for (let index = block.from; index < block.to; index += 1) {
      if (kinds[index] === 'text') kinds[index] = 'signature';
    }
  }
  markRules(words, kinds);
  return kinds;
}

/** The words of each line of a stretch; whole even when the line is long, since footers are. */
export function lineWords(
  text: string,
  lines: readonly Line[],
  from: number,
  to: number,
): string[] {
  const words: string[] = [];
  for (let index = from; index < to; index += 1) {
    const line = lines[index]!;
    const short = wordsOf(text, line);
    if (short !== '' || line.end - line.content > MAX_PARAGRAPH_LINE) words.push(short || '…');
    else words.push(text.slice(line.content, line.end).trim());
  }
  return words;
}

function cutParagraphs(words: readonly string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let from = 0;
  for (let index = 0; index <= words.length; index += 1) {
    const line = words[index] ?? '';
    if (line !== '' && !isRuleLine(line)) continue;
    if (index > from) paragraphs.push({ from, to: index, footer: false });
    from = index + 1;
  }
  return paragraphs;
}

/** Marks the footers, from the last paragraph upwards, so that each knows what stands below it. */
function markFooters(
  words: readonly string[],
  shapes: readonly TailLine[],
  paragraphs: Paragraph[],
  signed: number,
): void {
  let tail = true;
  for (let index = paragraphs.length - 1; index >= 0; index -= 1) {
    const paragraph = paragraphs[index]!;
    if (!splitUnderSignature(words, shapes, paragraphs, index)) {
      const joined = words.slice(paragraph.from, paragraph.to).join(' ');
      paragraph.footer = isFooter(joined, tail && paragraph.from >= signed ? 'tail' : 'midst');
    }
    const lines = shapes.slice(paragraph.from, paragraph.to);
    tail &&= paragraph.footer || lines.every((line) => line.kind !== 'text');
  }
  for (let index = 1; index < paragraphs.length; index += 1) {
    const paragraph = paragraphs[index]!;
    if (paragraph.footer || !paragraphs[index - 1]!.footer) continue;
    const joined = words.slice(paragraph.from, paragraph.to).join(' ');
    paragraph.footer = isFooter(joined, 'following');
  }
}

/** A footer that stands right under the signature, without an empty line between. */
function splitUnderSignature(
  words: readonly string[],
  shapes: readonly TailLine[],
  paragraphs: Paragraph[],
  index: number,
): boolean {
  const { from, to } = paragraphs[index]!;
  if (to - from > MAX_SIGNED_PARAGRAPH) return false;
  for (let line = from + 1; line < to; line += 1) {
    if (shapes[line - 1]!.kind === 'text') return false;
    if (!hasFooterPhrase(words[line]!)) continue;
    if (!isFooter(words.slice(line, to).join(' '), 'tail')) continue;
    const above = { from, to: line, footer: false };
    paragraphs.splice(index, 1, above, { from: line, to, footer: true });
    return true;
  }
  return false;
}

/** Rules drawn around a footer or signature belong to it. */
function markRules(words: readonly string[], kinds: LineKind[]): void {
  for (let index = 0; index < words.length; index += 1) {
    if (!isRuleLine(words[index]!)) continue;
    const below = neighbour(words, kinds, index, 1);
    const above = neighbour(words, kinds, index, -1);
    if (below === 'footer' || (above === 'footer' && below === null)) kinds[index] = 'footer';
    else if (above === 'signature' && below !== 'text') kinds[index] = 'signature';
  }
}

function neighbour(
  words: readonly string[],
  kinds: readonly LineKind[],
  from: number,
  step: number,
): LineKind | null {
  for (let index = from + step, seen = 0; seen < 3; index += step, seen += 1) {
    if (words[index] === undefined) return null;
    if (words[index] !== '' && !isRuleLine(words[index]!)) return kinds[index]!;
  }
  return null;
}

function isRuleLine(line: string): boolean {
  return line.length >= 3 && /^[-_=*~–—#]+$/.test(line);
}

/** For each index: does nothing but empty lines and footers follow? */
function endTest(judged: readonly string[], last: boolean): (index: number) => boolean {
  let end = judged.length;
  while (end > 0 && (judged[end - 1] === '' || isRuleLine(judged[end - 1]!))) end -= 1;
  return (index) => last && index >= end;
}
