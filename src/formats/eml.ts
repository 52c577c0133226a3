import type { Defect, Message, Part } from '../model/message.js';
import { readAttachments } from './attachments.js';
import { readBody } from './body-text.js';
import { capWords } from './cap-words.js';
import { MESSAGE_BYTES, NESTING } from './caps.js';
import { asBuffer, decodeText } from './charset.js';
import { defect, distinct } from './defect.js';
import { undeclaredText } from './entity.js';
import { isKnownHeaderLine } from './header-block.js';
import { isJournalReport, parseJournalEnvelope } from './journal.js';
import { readMailHeaders } from './mail-headers.js';
import { type Allowance, type Layout, layOut } from './mime-layout.js';
import { type Leaf, readLeaves } from './mime-leaves.js';

/** How far in a message lies, and what is left of the caps of the whole. */
export interface Reading {
  readonly depth: number;
  readonly allowance: Allowance;
}

/** Reads an email message; a journal report is read as the message it carries. */
export async function readEml(
  input: Uint8Array,
  reading: Reading = { depth: 0, allowance: { parts: 0 } },
): Promise<Message> {
  const { bytes, defects } = prepare(asBuffer(input));
  const layout = layOutOrText(bytes, reading, defects);
  defects.push(...layout.defects);
  const leaves = await readLeaves(bytes, layout);
  if (isJournalReport(layout.root.headers)) {
    const message = await readJournal(leaves, reading, defects);
    if (message) return message;
  }
  const mail = readMailHeaders(layout.root.headers);
  const body = readBody(layout.root, leaves);
  const text = capWords(body.text);
  const parts: Part[] = [
    { id: 'body', contentType: body.contentType, name: '', text: text.text },
    ...(await readAttachments(body.attachments, reading, defects, readEml)),
  ];
  const all = [...defects, ...mail.defects, ...body.defects, ...text.defects];
  return { medium: 'email', ...mail.fields, parts, defects: distinct(all) };
}

/** Cuts at the cap; makes 8-bit text with `\n` of what is utf-16 or has the line ends of old Macs. */
function prepare(input: Buffer): { bytes: Buffer; defects: Defect[] } {
  const defects: Defect[] = [];
  let bytes = input;
  if (bytes.length > MESSAGE_BYTES) {
    bytes = bytes.subarray(0, MESSAGE_BYTES);
    const message = 'The message is larger than 50 MB; only its first 50 MB were read.';
    defects.push(defect('cap-message-bytes', message));
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    bytes = Buffer.from(decodeText(bytes, '').text);
    defects.push(defect('utf-16-message', 'The whole message is in utf-16; it was converted.'));
  }
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3);
  if (bytes.includes(0x0d) && !bytes.includes(0x0a)) {
    bytes = Buffer.from(bytes.toString('latin1').replaceAll('\r', '\n'), 'latin1');
    defects.push(defect('bare-cr', 'Lines end in CR alone; they were read as lines.'));
  }
  return { bytes: withoutLeadingBlankLines(bytes), defects };
}

/** Blank lines before the first header would make a body of the headers. */
function withoutLeadingBlankLines(bytes: Buffer): Buffer {
  let at = 0;
  while (at < bytes.length && (bytes[at] === 0x0a || bytes[at] === 0x0d)) at++;
  if (at === 0) return bytes;
  return isKnownHeaderLine(bytes.toString('latin1', at, at + 100)) ? bytes.subarray(at) : bytes;
}

/** What has no header that mail is known to have is all text. */
function layOutOrText(bytes: Buffer, reading: Reading, defects: Defect[]): Layout {
  const layout = layOut(bytes, reading.depth, reading.allowance);
  const names = layout.root.headers.map((header) => header.name);
  if (names.some((name) => isKnownHeaderLine(`${name}:`))) return layout;
  defects.push(
    bytes.length === 0
      ? defect('empty-message', 'The message is empty: 0 bytes.')
      : defect('no-headers', 'The message has no headers; all of it was read as text.'),
  );
  const root = { ...undeclaredText(0, bytes.length), outside: false };
  return { root, leaves: [root], defects: [], clean: false };
}

/** The message a journal report carries, with the envelope; null when the report is refused. */
async function readJournal(
  leaves: readonly Leaf[],
  reading: Reading,
  defects: Defect[],
): Promise<Message | null> {
  const report = leaves.find((leaf) => leaf.entity.type === 'text/plain' && !leaf.entity.outside);
  const carried = leaves.filter((leaf) => leaf.entity.type === 'message/rfc822');
  const text = report ? decodeText(report.bytes, report.entity.charset).text : '';
  const journal = parseJournalEnvelope(text);
  if (!journal || carried.length !== 1 || reading.depth >= NESTING) {
    const message = 'The message says it is a journal report but has not the form of one.';
    defects.push(defect('journal-refused', message));
    return null;
  }
  const inner = await readEml(carried[0]!.bytes, { ...reading, depth: reading.depth + 1 });
  return { ...inner, journal, defects: distinct([...defects, ...inner.defects]) };
}
