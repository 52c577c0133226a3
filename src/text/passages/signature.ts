import type { Address } from '../../model/message.js';
import { signsAs } from './names.js';
import { closingName, isNameLike, isTelling, tailLine } from './signature-lines.js';

/** A block of lines that sign a message: indexes into the words given, `to` exclusive. */
export interface SignatureBlock {
  readonly from: number;
  readonly to: number;
}

/** Most lines of one block that are not telling (no post, place or contact among them). */
const MAX_BLOCK = 24;

/** "PS", "P.S.", "ON" (Welsh: ôl-nodyn) begin the author's words again. */
const POSTSCRIPT = /^(?:p\.?\s?){1,2}s\b\.?|^o\.\s?n\.|^ôl-nodyn/i;

/**
 * Finds the signature blocks among the lines of one author: below a `--` marker, from a closing
 * ("Kind regards"), from a line that is the author's name, or from a name with posts or contacts
 * under it. A line that speaks is never part of a block: in doubt, words stay with their author.
 *
 * @param words the lines, trimmed and without `>` marks; '' for empty ones and those that are not
 * to be judged (footers)
 * @param isEnd tells of an index that nothing of the author's follows up to the end, or only a footer
 */
export function findSignatures(
  words: readonly string[],
  author: Address | null,
  ended: (index: number) => boolean,
): SignatureBlock[] {
  const blocks: SignatureBlock[] = [];
  let spoken = false;
  for (let index = 0; index < words.length; index += 1) {
    const line = words[index]!;
    if (line === '') continue;
    const block = blockAt(words, index, author, ended, spoken);
    if (block === null) {
      spoken = true;
      continue;
    }
    blocks.push(block);
    index = block.to - 1;
  }
  return blocks;
}

function blockAt(
  words: readonly string[],
  from: number,
  author: Address | null,
  ended: (index: number) => boolean,
  spoken: boolean,
): SignatureBlock | null {
  const line = words[from]!;
  const kind = tailLine(line);
  if (kind === 'device') return { from, to: from + 1 };
  const block = { from, to: blockEnd(words, from, author) };
  if (kind === 'marker') return block.to > from + 1 || ended(block.to) ? block : null;
  const atEnd = ended(block.to) || isPostscript(words, block.to);
  if (kind === 'closing') {
    const next = nextLine(words, from + 1);
    const named = next < block.to && (isNameLike(words[next]!) || signs(words[next]!, author));
    return named || (atEnd && (spoken || block.to > from + 1)) ? block : null;
  }
  const closed = closingName(line);
  if (closed !== null) return atEnd || signs(closed, author) ? block : null;
  if (!spoken && !hasTelling(words, from + 1, block.to)) return null;
  if (signs(line, author)) return atEnd || hasTelling(words, from, block.to) ? block : null;
  const named = isNameLike(withoutPost(line)) && isTelling(words[nextLine(words, from + 1)] ?? '');
  return spoken && named && atEnd && afterGap(words, from) ? block : null;
}

/** The name before a comma and a post: "Malcolm Keighley, Hon. Sec., Canal Side AFC". */
function withoutPost(line: string): string {
  const comma = line.indexOf(',');
  return comma > 0 ? line.slice(0, comma) : line;
}

function signs(line: string, author: Address | null): boolean {
  if (author === null) return false;
  if (signsAs(line, author)) return true;
  const name = withoutPost(line);
  return name !== line && name.includes(' ') && signsAs(name, author);
}

/** After the last line that may belong to the block opened at `from`. */
function blockEnd(words: readonly string[], from: number, author: Address | null): number {
  let end = from + 1;
  for (let index = from + 1; index < Math.min(words.length, from + MAX_BLOCK); index += 1) {
    const line = words[index]!;
    if (line === '') continue;
    if (POSTSCRIPT.test(line)) break;
    if (tailLine(line) === 'text' && !signs(line, author)) break;
    end = index + 1;
  }
  return end;
}

function nextLine(words: readonly string[], from: number): number {
  let index = from;
  while (index < words.length && words[index] === '') index += 1;
  return index;
}

function hasTelling(words: readonly string[], from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) if (isTelling(words[index]!)) return true;
  return false;
}

function isPostscript(words: readonly string[], from: number): boolean {
  return POSTSCRIPT.test(words[nextLine(words, from)] ?? '');
}

function afterGap(words: readonly string[], index: number): boolean {
  return index > 0 && words[index - 1] === '';
}
