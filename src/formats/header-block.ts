import { HEADER_BYTES } from './caps.js';
import { fromLatin1 } from './encoded-words.js';

/** A header line as it stands: lower-cased name, unfolded value, encoded words not yet decoded. */
export interface RawHeader {
  readonly name: string;
  readonly value: string;
}

export interface HeaderBlock {
  readonly headers: readonly RawHeader[];
  /** Offset of the body's first byte. */
  readonly bodyStart: number;
  /** Ended otherwise than by an empty line: by a line of blanks, by text, by the end, by our cap. */
  readonly oddEnd: 'blank-line' | 'no-line' | 'end-of-bytes' | 'cap' | null;
}

const HEADER_LINE = /^([!-9;-~]+)[ \t]*:/;

/** Names that tell headers from a body line that happens to have a colon ("Note: …"). */
const KNOWN =
  /^(?:x-|content-|resent-|list-|arc-|dkim-|thread-|mime-version$|from$|sender$|reply-to$|to$|cc$|bcc$|subject$|date$|message-id$|in-reply-to$|references$|received$|return-path$|delivered-to$|envelope-to$|apparently-to$|auto-submitted$|authentication-results$|received-spf$|importance$|priority$|precedence$|comments$|keywords$|organization$|user-agent$|status$|lines$|accept-language$|errors-to$|disposition-notification-to$|original-|feedback-|reporting-mta$|final-recipient$|action$|diagnostic-code$|remote-mta$|arrival-date$|autocrypt$|openpgp$|dcc$|return-receipt-to$|sensitivity$|domainkey-signature$|msip_labels$|acceptlanguage$|newsgroups$|path$)/;

/** Whether a line starts with a header name that mail is known to have. */
export function isKnownHeaderLine(line: string): boolean {
  const name = HEADER_LINE.exec(line)?.[1];
  return name !== undefined && KNOWN.test(name.toLowerCase());
}

/**
 * Reads the header block of a message or part. Besides the empty line it may end at a line of
 * blanks that no header follows, and at a line that is no header: other parsers fold or drop the
 * body in these cases.
 */
export function readHeaderBlock(bytes: Buffer, start: number, end: number): HeaderBlock {
  const limit = Math.min(end, start + HEADER_BYTES);
  const text = bytes.toString('latin1', start, blockLimit(bytes, start, limit));
  const lines: string[] = [];
  let at = 0;
  let oddEnd: HeaderBlock['oddEnd'] = text.length === HEADER_BYTES ? 'cap' : 'end-of-bytes';
  while (at < text.length) {
    const lf = text.indexOf('\n', at);
    const next = lf < 0 ? text.length : lf + 1;
    const line = text.slice(at, next).replace(/\r?\n$/, '');
    const what = lineKind(line, lines.length === 0, text, next);
    if (what === 'body') {
      oddEnd = 'no-line';
      break;
    }
    at = next;
    if (what === 'end' || what === 'blank-end') {
      oddEnd = what === 'end' ? null : 'blank-line';
      break;
    }
    if (what === 'header') lines.push(line);
    else if (what === 'folded') lines[lines.length - 1] += `\n${line}`;
  }
  return { headers: lines.map(rawHeader), bodyStart: start + at, oddEnd };
}

type LineKind = 'header' | 'folded' | 'skip' | 'end' | 'blank-end' | 'body';

function lineKind(line: string, first: boolean, text: string, next: number): LineKind {
  if (line === '') return 'end';
  if (line[0] === ' ' || line[0] === '\t') {
    if (line.trim() === '') return headersGoOn(text, next) ? 'skip' : 'blank-end';
    return first ? 'body' : 'folded';
  }
  if (HEADER_LINE.test(line)) return 'header';
  // `From ` lines of an mbox stray into single files; a broken line amid headers is passed over.
  if (first && /^>?From /.test(line)) return 'skip';
  return !first && headersGoOn(text, next) ? 'skip' : 'body';
}

/** After a doubtful line: does a known header follow, directly or behind a folded line? */
function headersGoOn(text: string, at: number): boolean {
  for (let i = at, lines = 0; i < text.length && lines < 8; lines++) {
    const lf = text.indexOf('\n', i);
    const end = lf < 0 ? text.length : lf;
    const line = text.slice(i, end).trimEnd();
    if (line === '') return false;
    if (line[0] !== ' ' && line[0] !== '\t') return isKnownHeaderLine(line);
    i = end + 1;
  }
  return false;
}

/**
 * Offset just after the first empty line, or of the first line that starts like a boundary (no
 * header does): so much has to be looked at line by line.
 */
function blockLimit(bytes: Buffer, start: number, limit: number): number {
  let at = start - 1;
  while (at < limit) {
    const [a, b] = [bytes[at + 1], bytes[at + 2]];
    if (a === 0x0a) return Math.min(at + 2, limit);
    if (a === 0x0d && b === 0x0a) return Math.min(at + 3, limit);
    if (a === 0x2d && b === 0x2d) return Math.min(at + 1, limit);
    at = bytes.indexOf(0x0a, at + 1);
    if (at < 0) return limit;
  }
  return limit;
}

function rawHeader(line: string): RawHeader {
  const colon = line.indexOf(':');
  const value = line.slice(colon + 1);
  const unfolded = value.includes('\n') ? value.replace(/\n[ \t]+/g, ' ') : value;
  return {
    name: line.slice(0, colon).trimEnd().toLowerCase(),
    value: fromLatin1(unfolded.trim()),
  };
}
