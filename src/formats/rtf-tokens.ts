/** Who hears of a rich text file's pieces, in their order. */
export interface RtfListener {
  open(): void;
  close(): void;
  control(word: string, param: number | undefined): void;
  text(data: Buffer): void;
}

/** As rtf-stream-parser numbers its tokens. */
const GROUP_START = 0;
const GROUP_END = 1;
const CONTROL = 2;

/** The tokenizer is given this much at a time; it joins a text again at each piece. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * Cuts rich text into groups, control words and text by the tokenizer of rtf-stream-parser, told of
 * each at once (its own stream would hold them all). What it cannot take is taken out first: see
 * `tame`.
 */
export async function rtfTokens(bytes: Buffer, listener: RtfListener): Promise<void> {
  // Loaded when the first rtf comes.
  const { Tokenize } = await import('rtf-stream-parser');
  const tokenizer = new Tokenize();
  tokenizer.push = (token: TokenLike | null): boolean => {
    if (token === null) return true;
    if (token.type === GROUP_START) listener.open();
    else if (token.type === GROUP_END) listener.close();
    else if (token.type === CONTROL && token.word !== "'") {
      if (token.word !== 'bin') listener.control(token.word ?? '', token.param);
    } else if (token.data !== undefined) listener.text(token.data);
    return true;
  };
  const fail = (error?: unknown): void => {
    if (error !== undefined && error !== null) throw error;
  };
  const tamed = tame(bytes);
  for (let at = 0; at < tamed.length; at += CHUNK_BYTES) {
    tokenizer._transform(tamed.subarray(at, at + CHUNK_BYTES), undefined, fail);
  }
  tokenizer._flush(() => {});
}

interface TokenLike {
  readonly type: number;
  readonly word?: string;
  readonly param?: number;
  readonly data?: Buffer;
}

/** Escapes in pairs, so that `\\bin` is a backslash and a word; then what is to be tamed. */
const TAMED =
  /\\bin-?(\d{0,20}) ?|\\'([0-9a-f]{0,2})|\\[a-z]{1,40}(?:-?\d{1,20})?|\\[^a-z]|[\r\n]+/gi;

/**
 * - `\bin9999999999`: the tokenizer makes room for as many bytes as it is told. Raw data is no text and
 *   is cut out; a length beyond the end is a lie, and what follows is kept as text.
 * - line ends between words: it joins the words at each, which is quadratic in the lines of one text.
 * - `\'zz`: it complains of bad digits on the console.
 */
function tame(bytes: Buffer): Buffer {
  const rtf = bytes.toString('latin1');
  const kept: string[] = [];
  let from = 0;
  TAMED.lastIndex = 0;
  for (let found = TAMED.exec(rtf); found !== null; found = TAMED.exec(rtf)) {
    const [all, length, hex] = found;
    if (length !== undefined) {
      kept.push(rtf.slice(from, found.index));
      const past = TAMED.lastIndex + Number(length);
      if (past <= rtf.length) TAMED.lastIndex = past;
      from = TAMED.lastIndex;
    } else if (hex !== undefined && hex.length < 2) {
      kept.push(rtf.slice(from, found.index), '?');
      from = TAMED.lastIndex;
    } else if (/^[\r\n]/.test(all)) {
      // A line end also ends the control word before it, as a blank would.
      const endsWord = /\\[a-z]+-?\d*$/i.test(
        rtf.slice(Math.max(0, found.index - 64), found.index),
      );
      kept.push(rtf.slice(from, found.index), endsWord ? ' ' : '');
      from = TAMED.lastIndex;
    }
  }
  kept.push(rtf.slice(from));
  return Buffer.from(kept.join(''), 'latin1');
}
