import type { DocumentRef } from '../model/job.js';
import type { Defect, Message } from '../model/message.js';
import { MESSAGE_BYTES } from './caps.js';
import { asBuffer, decodeText, detectText } from './charset.js';
import { defect } from './defect.js';
import { readDocx } from './docx.js';
import { readEml } from './eml.js';
import { htmlToPlain, metaCharset } from './html.js';
import { letterOf } from './letter.js';
import { type FromQuoting, unquoteFrom } from './mbox-quoting.js';
import { readPdf } from './pdf.js';
import { readRaw } from './read-raw.js';
import { readTxt } from './txt.js';

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

function read(
  bytes: Uint8Array,
  format: DocumentRef['format'],
  { name, fromQuoting = 'none' }: ReadOptions,
): Promise<Message> {
  switch (format) {
    case 'eml':
    case 'journal':
      return readEml(bytes);
    case 'mbox-message':
      return readEml(unquoteFrom(bytes, fromQuoting));
    default:
      return readLetter(bytes, format, name);
  }
}

async function readLetter(
  bytes: Uint8Array,
  format: 'txt' | 'html' | 'docx' | 'pdf',
  name: string,
): Promise<Message> {
  if (bytes.length > MESSAGE_BYTES && (format === 'docx' || format === 'pdf')) {
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

const DOCX_TYPE = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function readText(bytes: Uint8Array, format: 'txt' | 'html' | 'docx' | 'pdf') {
  switch (format) {
    case 'docx':
      return { read: await readDocx(bytes), contentType: DOCX_TYPE };
    case 'pdf':
      return { read: await readPdf(bytes), contentType: 'application/pdf' };
    case 'txt':
      return { read: readTxt(bytes), contentType: 'text/plain' };
    case 'html': {
      const charset = metaCharset(asBuffer(bytes));
      const source = charset ? decodeText(bytes, charset) : detectText(bytes);
      const plain = htmlToPlain(source.text);
      const read = { text: plain.text, defects: [...source.defects, ...plain.defects] };
      return { read, contentType: 'text/html' };
    }
  }
}
