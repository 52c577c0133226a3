import { isUtf8 } from 'node:buffer';
import { asBuffer, detectText } from './charset.js';
import { isKnownHeaderLine } from './header-block.js';
import { isSeparatorLine } from './mbox-separator.js';

/** What a file is read as. */
export type SourceFormat =
  | 'eml'
  | 'mbox'
  | 'journal'
  | 'zip'
  | 'txt'
  | 'md'
  | 'html'
  | 'docx'
  | 'odt'
  | 'rtf'
  | 'pdf';

/** Bytes a caller should give of the start of a file. */
export const SNIFF_BYTES = 64 * 1024;

/**
 * Tells what a file is, by its content before its name.
 * @param head the first 64 KB, or all of a smaller file
 * @param name file name or path
 * @returns null for what Probity does not read (pictures, programs, spreadsheets, tables)
 */
export function sniff(head: Uint8Array, name: string): SourceFormat | null {
  const extension = /\.([a-z0-9]{1,8})$/i.exec(name.replace(/^.*[\\/]/, ''))?.[1]?.toLowerCase();
  const bytes = asBuffer(head);
  if (bytes.length === 0) return byName(extension);
  if (isZip(bytes)) return zipKind(bytes);
  if (bytes.subarray(0, 1_024).includes('%PDF-')) return 'pdf';
  const text = textOf(bytes);
  const mail = mailKind(text);
  if (mail) return mail;
  if (isBinary(bytes)) return null;
  if (/^<(?:!doctype\s+html|html|head|body)\b/i.test(pastPreamble(text))) return 'html';
  if (/^\s*\{\\rtf/.test(text)) return 'rtf';
  if (/^\s*(?:<\?xml|%!PS)/.test(text)) return null;
  return byName(extension);
}

/** Plain text cannot be told by its content: only names that are used for letters count. */
function byName(extension: string | undefined): SourceFormat | null {
  if (extension === undefined || extension === 'txt' || extension === 'text') return 'txt';
  if (extension === 'md' || extension === 'markdown') return 'md';
  if (extension === 'htm' || extension === 'html' || extension === 'xhtml') return 'html';
  if (extension === 'eml' || extension === 'mbox') return extension;
  return null;
}

function isZip(bytes: Buffer): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return false;
  return (bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6);
}

/** Office files are zips too: the names of their first members tell. */
function zipKind(bytes: Buffer): SourceFormat | null {
  if (bytes.includes('word/')) return 'docx';
  if (/^mimetypeapplication\/vnd\.oasis\.opendocument\.text/.test(bytes.toString('latin1', 30, 80)))
    return 'odt';
  if (/^mimetypeapplication\//.test(bytes.toString('latin1', 30, 60))) return null;
  const office = bytes.includes('[Content_Types].xml');
  if (!office) return 'zip';
  return bytes.includes('xl/') || bytes.includes('ppt/') ? null : 'docx';
}

function textOf(bytes: Buffer): string {
  const wide = bytes[0] === 0xff || bytes[0] === 0xfe || bytes.subarray(0, 64).includes(0);
  const text = wide ? detectText(bytes).text : bytes.toString('latin1');
  return text.replace(/^(?:\ufeff|\xef\xbb\xbf)/, '').replace(/^(?:[ \t]*\r?\n)+/, '');
}

const JOURNAL =
  /^(?:x-ms-journal-report|x-ms-exchange-organization-journal-report)[ \t]*:|^content-identifier[ \t]*:[ \t]*exjournalreport/im;

/** Html may start with an xml declaration and comments. */
function pastPreamble(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const close = rest.startsWith('<!--') ? '-->' : /^<\?xml\b/i.test(rest) ? '?>' : '';
    const end = close === '' ? -1 : rest.indexOf(close);
    if (end < 0) return rest;
    rest = rest.slice(end + close.length).trimStart();
  }
}

/** Headers at the very start make a mail; so does a separator line before them make a mailbox. */
function mailKind(text: string): 'eml' | 'mbox' | 'journal' | null {
  const firstLine = text.slice(0, 1_000).split('\n', 1)[0] ?? '';
  if (firstLine.startsWith('From ') && isSeparatorLine(firstLine)) return 'mbox';
  const block = upToBlankLine(text);
  const lines = block.split(/\r?\n/).slice(0, 50);
  if (!/^>?From /.test(firstLine) && !/^[!-9;-~]+[ \t]*:/.test(firstLine)) return null;
  const known = lines.filter((line) => isKnownHeaderLine(line)).length;
  if (known < 2 && !(known === 1 && lines.length <= 3)) return null;
  return JOURNAL.test(block) ? 'journal' : 'eml';
}

function upToBlankLine(text: string): string {
  const end = text.search(/\n[ \t]*\r?\n/);
  return end < 0 ? text : text.slice(0, end);
}

/** Magic numbers aside, NULs and many control characters tell what is no text. */
function isBinary(bytes: Buffer): boolean {
  const sample = bytes.subarray(0, 4_096);
  if (
    /^(?:\x89PNG|\xff\xd8\xff|GIF8|\xd0\xcf\x11\xe0|!BDN|\x1f\x8b|7z\xbc|Rar!|BM|RIFF|\x7fELF|MZ)/.test(
      sample.toString('latin1', 0, 8),
    )
  )
    return !isUtf8(sample) || sample.includes(0);
  const text = detectText(sample).text;
  const nuls = sample.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  const wide = Math.abs(text.length / sample.length - 0.5) < 0.1;
  if (nuls > sample.length * 0.05 && !wide) return true;
  const odd = text.match(/[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\ufffd]/g)?.length ?? 0;
  return odd > Math.max(2, text.length * 0.05);
}
