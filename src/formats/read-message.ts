import type { DocumentRef } from '../model/job.js';
import type { Defect, Message } from '../model/message.js';
import { MESSAGE_BYTES } from './caps.js';
import { asBuffer, decodeText, detectText } from './charset.js';
import { defect } from './defect.js';
import { letterOf } from './letter.js';
import { type FromQuoting, unquoteFrom } from './mbox-quoting.js';
import { readMd } from './md.js';
import { readRaw } from './read-raw.js';
import { readTxt } from './txt.js';

/** Parsers are loaded when the first document of theirs comes: together they take a third of a second. */

export interface ReadOptions {
  /** Name a reader knows the document by. */
  readonly name: string;
  /** For `mbox-message`: the quoting `cutMbox` found. */
  readonly fromQuoting?: FromQuoting | undefined;
}

/**
 * Reads one document as a message. Content never makes it throw: what is broken becomes defects,
 * and should a parser fail, the text is read raw.
 * @param bytes the document as `cutMbox`, a file or an archive gave it
 */
export async function readMessage(
  bytes: Uint8Array,
  format: DocumentRef['format'],
  options: ReadOptions,
): Promise<Message> {
  try {
    return await read(bytes, format, options);
  } catch (error) {
    const what = error instanceof Error ? error.message.slice(0, 120) : 'unknown';
    return readRaw(bytes, options.name, defect('parser-failed', `A parser failed (${what}).`));
  }
}

async function read(
  bytes: Uint8Array,
  format: DocumentRef['format'],
  { name, fromQuoting = 'none' }: ReadOptions,
): Promise<Message> {
  switch (format) {
    case 'eml':
    case 'journal':
      return (await import('./eml.js')).readEml(bytes);
    case 'mbox-message':
      return (await import('./eml.js')).readEml(unquoteFrom(bytes, fromQuoting));
    default:
      return readLetter(bytes, format, name);
  }
}

type LetterFormat = Exclude<DocumentRef['format'], 'eml' | 'journal' | 'mbox-message'>;

/** Formats of which a part cannot be read alone. */
const PACKED: ReadonlySet<LetterFormat> = new Set(['docx', 'odt', 'pdf']);

async function readLetter(bytes: Uint8Array, format: LetterFormat, name: string): Promise<Message> {
  if (bytes.length > MESSAGE_BYTES && PACKED.has(format)) {
    const message = 'The file is larger than 50 MB; it was not read.';
    return letterOf({ text: '', defects: [defect('cap-message-bytes', message)] }, '', name);
  }
  const capped = bytes.subarray(0, MESSAGE_BYTES);
  const defects: Defect[] = [];
  if (capped.length < bytes.length) {
    const message = 'The file is larger than 50 MB; only its first 50 MB were read.';
    defects.push(defect('cap-message-bytes', message));
  }
  const { read, contentType } = await readText(capped, format);
  return letterOf({ text: read.text, defects: [...defects, ...read.defects] }, contentType, name);
}

const ODT_TYPE = 'application/vnd.oasis.opendocument.text';
const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function readText(bytes: Uint8Array, format: LetterFormat) {
  switch (format) {
    case 'docx':
      return { read: await (await import('./docx.js')).readDocx(bytes), contentType: DOCX_TYPE };
    case 'odt':
      return { read: await (await import('./odt.js')).readOdt(bytes), contentType: ODT_TYPE };
    case 'rtf':
      return { read: await (await import('./rtf.js')).readRtf(bytes), contentType: 'text/rtf' };
    case 'pdf':
      return {
        read: await (await import('./pdf.js')).readPdf(bytes),
        contentType: 'application/pdf',
      };
    case 'md':
      return { read: readMd(bytes), contentType: 'text/markdown' };
    case 'txt':
      return { read: readTxt(bytes), contentType: 'text/plain' };
    case 'html': {
      const { htmlToPlain, metaCharset } = await import('./html.js');
      const charset = metaCharset(asBuffer(bytes));
      const source = charset ? decodeText(bytes, charset) : detectText(bytes);
      const plain = htmlToPlain(source.text);
      const read = { text: plain.text, defects: [...source.defects, ...plain.defects] };
      return { read, contentType: 'text/html' };
    }
  }
}
