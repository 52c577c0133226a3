import { createHash, type Hash } from 'node:crypto';
import type { Defect } from '../model/message.js';
import { ByteWindow } from './byte-window.js';
import { CONTENT_LENGTH_BYTES, HEADER_BYTES } from './caps.js';
import { defect } from './defect.js';
import type { FromQuoting } from './mbox-quoting.js';
import { isSeparatorLine, SEPARATOR_BYTES } from './mbox-separator.js';

/** Where one message of an mbox lies. */
export interface MboxCut {
  /** Of the message without its `From ` line, in bytes from the start of the file. */
  readonly offset: number;
  /** Without the blank line that the next separator needs. */
  readonly length: number;
  readonly fromQuoting: FromQuoting;
  /** SHA-256 of the message's bytes as they lie in the file, in hex. */
  readonly digest: string;
  readonly defects: readonly Defect[];
}

/**
 * Cuts an mbox (mboxo, mboxrd, mboxcl, mboxcl2) into messages. Only a line `From addr date` at the
 * start or after an empty line separates; a Content-Length is believed only when it ends at a
 * separator or at the end of the file. No byte of a message is lost or given twice, and a truncated
 * last message is kept. Memory does not grow with the file or its messages.
 */
export async function* cutMbox(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<MboxCut> {
  const window = new ByteWindow(chunks);
  try {
    let at = await skipBlankLines(window);
    const separator = await separatorAt(window, at);
    if (!separator && !(await window.reach(at + 1))) return;
    const lead = separator
      ? []
      : [defect('mbox-lead', 'Text stands before the first message of the mailbox; it was kept.')];
    at = separator?.end ?? at;
    for (let first = true; ; first = false) {
      const found = await new MessageScan(window, at, first ? lead : []).run();
      if (found.cut.length > 0 || found.next !== null) yield found.cut;
      if (found.next === null) return;
      at = found.next;
    }
  } finally {
    await window.close();
  }
}

async function skipBlankLines(window: ByteWindow): Promise<number> {
  let at = 0;
  while (await window.reach(at + 1)) {
    const byte = window.slice(at, at + 1)[0];
    if (byte !== 0x0a && byte !== 0x0d) break;
    at++;
    window.discard(at);
  }
  return at;
}

/** The separator line that starts at an offset; null when what starts there is none. */
async function separatorAt(window: ByteWindow, at: number): Promise<{ end: number } | null> {
  await window.reach(at + SEPARATOR_BYTES);
  const head = window.slice(at, at + SEPARATOR_BYTES);
  if (head.toString('latin1', 0, 5) !== 'From ') return null;
  const lf = head.indexOf(0x0a);
  const line = head.toString('latin1', 0, lf < 0 ? head.length : lf + 1);
  return isSeparatorLine(line) ? { end: at + line.length } : null;
}

/** Finds the end of one message, hashing as it goes. */
class MessageScan {
  private readonly hash: Hash = createHash('sha256');
  private hashed: number;
  private quoting: FromQuoting = 'none';
  private unquoted = false;
  private readonly defects: Defect[];

  constructor(
    private readonly window: ByteWindow,
    private readonly start: number,
    defects: readonly Defect[],
  ) {
    this.hashed = start;
    this.defects = [...defects];
  }

  /** The message, and where the next one starts; null at the end of the file. */
  async run(): Promise<{ cut: MboxCut; next: number | null }> {
    const trusted = await this.byContentLength();
    if (trusted) return this.finish(trusted.end, trusted.next);
    for (let from = this.start; ; ) {
      const at = this.window.indexOf('\nFrom ', from);
      if (at < 0) {
        const keep = Math.max(from, this.window.end - SEPARATOR_BYTES);
        this.take(keep);
        if (!(await this.window.readOn())) return this.finish(this.endOfFile(), null);
        from = Math.max(from, keep - 8);
        continue;
      }
      const blank = this.blankLineBefore(at);
      const separator = blank < 0 ? null : await separatorAt(this.window, at + 1);
      if (separator) return this.finish(blank, separator.end);
      this.take(at);
      from = at + 1;
    }
  }

  /** Where the empty line that ends at `lf` starts; -1 when the line is not empty. */
  private blankLineBefore(lf: number): number {
    const before = this.window.slice(Math.max(this.start, lf - 2), lf).toString('latin1');
    if (before.endsWith('\n')) return lf;
    if (before === '\n\r') return lf - 1;
    // A message without a byte but its empty line.
    if (lf === this.start) return lf;
    return lf - 1 === this.start && before === '\r' ? lf - 1 : -1;
  }

  /** The end of the last message: without the empty line its writer put after it, if it did. */
  private endOfFile(): number {
    const end = this.window.end;
    const tail = this.window.slice(Math.max(this.start, end - 3), end).toString('latin1');
    if (tail.endsWith('\n\r\n')) return end - 2;
    return tail.endsWith('\n\n') ? end - 1 : end;
  }

  /** mboxcl and mboxcl2: the length, if the message really ends there. */
  private async byContentLength(): Promise<{ end: number; next: number | null } | null> {
    const headEnd = await this.headEnd();
    if (headEnd < 0) return null;
    const head = this.window.slice(this.start, headEnd).toString('latin1');
    const declared = /^content-length[ \t]*:[ \t]*(\d{1,15})[ \t]*\r?$/im.exec(head)?.[1];
    if (declared === undefined) return null;
    const end = headEnd + Number(declared);
    if (Number(declared) > CONTENT_LENGTH_BYTES || !(await this.window.reach(end))) {
      this.distrust();
      return null;
    }
    const landing = await this.landing(end);
    if (landing === null) this.distrust();
    // A line that needed quoting and has none: the writer (mboxcl2) quotes nothing.
    else this.unquoted = this.window.slice(this.start, end).includes('\nFrom ');
    return landing;
  }

  private distrust(): void {
    const message = 'The Content-Length does not lead to the next message; it was ignored.';
    this.defects.push(defect('content-length-wrong', message));
  }

  /** What follows a message that is said to end here: at most two line ends, then a separator. */
  private async landing(end: number): Promise<{ end: number; next: number | null } | null> {
    await this.window.reach(end + 4 + SEPARATOR_BYTES);
    const gap = /^(?:\r?\n){0,2}/.exec(this.window.slice(end, end + 4).toString('latin1'))![0];
    const at = end + gap.length;
    const lineStart = this.window.slice(Math.max(this.start, at - 1), at)[0] === 0x0a;
    if (at === this.window.end && this.window.ended) return { end, next: null };
    const separator = lineStart ? await separatorAt(this.window, at) : null;
    return separator && { end, next: separator.end };
  }

  /** Offset after the empty line that ends the headers; -1 when there is none within the cap. */
  private async headEnd(): Promise<number> {
    for (let from = this.start; ; ) {
      const lf = this.window.indexOf('\n', from);
      if (lf < 0) {
        if (this.window.end - this.start > HEADER_BYTES || !(await this.window.readOn())) return -1;
        continue;
      }
      const line = this.window.slice(from, lf + 1);
      if (line.length === 1 || (line.length === 2 && line[0] === 0x0d)) return lf + 1;
      if (lf - this.start > HEADER_BYTES) return -1;
      from = lf + 1;
    }
  }

  /** Hashes up to an offset, looks for quoted `From ` lines on the way, and lets the bytes go. */
  private take(until: number): void {
    if (until <= this.hashed) return;
    const bytes = this.window.slice(this.hashed, until);
    this.hash.update(bytes);
    // A quoted line may lie across two takes: look back a little.
    this.noteQuoting(this.window.slice(Math.max(this.start, this.hashed - LOOK_BACK), until));
    this.hashed = until;
    this.window.discard(until - LOOK_BACK);
  }

  private noteQuoting(bytes: Buffer): void {
    if (this.quoting === 'mboxrd' || !bytes.includes('>From ')) return;
    const text = bytes.toString('latin1');
    if (/^>>+From /m.test(text)) this.quoting = 'mboxrd';
    else if (/^>From /m.test(text)) this.quoting = 'mboxo';
  }

  private finish(end: number, next: number | null): { cut: MboxCut; next: number | null } {
    this.take(end);
    const length = end - this.start;
    const digest = this.hash.digest('hex');
    const { start: offset, defects } = this;
    const fromQuoting = this.unquoted ? 'none' : this.quoting;
    this.window.discard(next ?? end);
    return { cut: { offset, length, fromQuoting, digest, defects }, next };
  }
}

/** Bytes kept behind what was hashed: the longest quoted `From ` that can be told. */
const LOOK_BACK = 64;
