import type { Address } from '../../model/message.js';
import { nameWords, signsAs } from './names.js';
import { closingName, isNameLike, type TailLine, withoutBrackets } from './signature-lines.js';

/** A block of lines that sign a message: indexes into the words given, `to` exclusive. */
export interface SignatureBlock {
  readonly from: number;
  readonly to: number;
}

/** Most lines of one block: the longest signatures of councils have some fifteen. */
const MAX_BLOCK = 24;

/** Longest line compared with the author's name. */
const MAX_NAME_LINE = 80;

/** "PS", "P.S.", "ON" (Welsh: ôl-nodyn) begin the author's words again. */
const POSTSCRIPT = /^(?:p\.?\s?){1,2}s\b\.?|^o\.\s?n\.|^ôl-nodyn/i;

/**
 * Finds the signature blocks among the lines of one author: below a `--` marker, from a closing
 * ("Kind regards"), from a line that is the author's name, or from a name with posts or contacts
 * under it. A line that speaks is never part of a block: in doubt, words stay with their author.
 *
 * @param words the lines, trimmed and without `>` marks; '' for empty ones and those that are not
 * to be judged (footers)
 * @param shapes what each of them could be
 * @param ended tells of an index that nothing of the author's follows, or only a footer
 */
export function findSignatures(
  words: readonly string[],
  shapes: readonly TailLine[],
  author: Address | null,
  ended: (index: number) => boolean,
): SignatureBlock[] {
  const finder = new SignatureFinder(words, shapes, author, ended);
  const blocks: SignatureBlock[] = [];
  let spoken = false;
  for (let index = 0; index < words.length; index += 1) {
    if (words[index] === '') continue;
    const block = finder.blockAt(index, spoken);
    if (block === null) {
      spoken = true;
      continue;
    }
    blocks.push(block);
    index = block.to - 1;
  }
  return blocks;
}

class SignatureFinder {
  private readonly names: readonly string[];

  constructor(
    private readonly words: readonly string[],
    private readonly shapes: readonly TailLine[],
    author: Address | null,
    private readonly ended: (index: number) => boolean,
  ) {
    this.names = author === null ? [] : nameWords(author.name);
  }

  /** The block that begins at a line; null when none does. `spoken`: text went before. */
  blockAt(from: number, spoken: boolean): SignatureBlock | null {
    const line = this.words[from]!;
    const { kind } = this.shapes[from]!;
    if (kind === 'device') return { from, to: from + 1 };
    if (kind === 'text' && line.length > MAX_NAME_LINE) return null;
    const name = kind === 'closing' || kind === 'marker' ? null : closingName(line);
    const signed = kind !== 'closing' && kind !== 'marker' && name === null && this.signs(line);
    const plain = name === null && !signed && (kind === 'text' || kind === 'block');
    if (plain && !(spoken && kind === 'block' && this.isStranger(from))) return null;
    const block = { from, to: this.blockEnd(from) };
    const atEnd = this.ended(block.to) || this.isPostscript(block.to);
    if (kind === 'marker') return block.to > from + 1 || atEnd ? block : null;
    if (kind === 'closing') return this.closes(block, atEnd, spoken) ? block : null;
    if (name !== null) return atEnd || this.signs(name) ? block : null;
    if (!spoken && !this.isTelling(from + 1, block.to)) return null;
    if (signed) return atEnd || this.isTelling(from, block.to) ? block : null;
    return atEnd ? block : null;
  }

  /** A closing signs with a name under it, or at the end. */
  private closes(block: SignatureBlock, atEnd: boolean, spoken: boolean): boolean {
    const next = this.nextLine(block.from + 1);
    const line = this.words[next] ?? '';
    if (next < block.to && (isNameLike(line) || this.signs(line))) return true;
    return atEnd && (spoken || block.to > block.from + 1);
  }

  /** Another's name (a secretary signs) after a gap, with a post or contact under it. */
  private isStranger(from: number): boolean {
    let before = from - 1;
    while (before > 0 && this.words[before] === '') before -= 1;
    // "Please write to:" announces an address, not a signature.
    if (this.words[before]?.endsWith(':') === true) return false;
    if (this.words[from - 1] !== '' || this.shapes[this.nextLine(from + 1)]?.telling !== true) {
      return false;
    }
    return isNameLike(withoutPost(this.words[from]!));
  }

  private signs(written: string): boolean {
    const line = withoutBrackets(written);
    if (signsAs(line, this.names)) return true;
    const name = withoutPost(line);
    return name !== line && name.includes(' ') && signsAs(name, this.names);
  }

  /** After the last line that may belong to the block opened at `from`. */
  private blockEnd(from: number): number {
    let end = from + 1;
    for (let index = from + 1; index < Math.min(this.words.length, from + MAX_BLOCK); index += 1) {
      const line = this.words[index]!;
      if (line === '') continue;
      if (POSTSCRIPT.test(line)) break;
      if (this.shapes[index]!.kind === 'text' && !this.signs(line)) break;
      end = index + 1;
    }
    return end;
  }

  private nextLine(from: number): number {
    let index = from;
    while (index < Math.min(this.words.length, from + MAX_BLOCK) && this.words[index] === '')
      index += 1;
    return index;
  }

  private isTelling(from: number, to: number): boolean {
    for (let index = from; index < to; index += 1) if (this.shapes[index]!.telling) return true;
    return false;
  }

  private isPostscript(from: number): boolean {
    return POSTSCRIPT.test(this.words[this.nextLine(from)] ?? '');
  }
}

/** The name before a comma and a post: "Malcolm Keighley, Hon. Sec., Canal Side AFC". */
function withoutPost(line: string): string {
  const comma = line.indexOf(',');
  return comma > 0 ? line.slice(0, comma) : line;
}
