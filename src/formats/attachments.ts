import type { Defect, EmbeddedHeaders, Message, Part, PartId } from '../model/message.js';
import { capWords } from './cap-words.js';
import { NESTING } from './caps.js';
import { type Decoded, decodeLoose, decodeText, detectText, lineEnds } from './charset.js';
import { defect } from './defect.js';
import { readDocx } from './docx.js';
import type { Reading } from './eml.js';
import { htmlToPlain, metaCharset } from './html.js';
import type { Leaf } from './mime-leaves.js';
import { readOdt } from './odt.js';
import { readPdf } from './pdf.js';
import { readRtf } from './rtf.js';
import { readOnce } from './seen-files.js';
import { SNIFF_BYTES, sniff } from './sniff.js';

type ReadMail = (bytes: Uint8Array, reading: Reading) => Promise<Message>;

/**
 * Reads attachments as parts `attachment:1`, `attachment:2`… An embedded message gives its body as
 * one part with its headers, and its own attachments after it (`attachment:2.1`).
 * @param readMail reads an embedded message; passed in, as that reads attachments in turn
 */
export async function readAttachments(
  leaves: readonly Leaf[],
  reading: Reading,
  defects: Defect[],
  readMail: ReadMail,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const [i, leaf] of leaves.entries()) {
    const id: PartId = `attachment:${i + 1}`;
    if (isMessage(leaf)) parts.push(...(await readEmbedded(leaf, id, reading, defects, readMail)));
    else parts.push(await readFile(leaf, id, defects));
  }
  return parts;
}

function isMessage({ entity, bytes }: Leaf): boolean {
  if (/^message\/(?:rfc822|global)$/.test(entity.type)) return true;
  const named = /\.eml$/i.test(entity.name) || entity.type === 'application/octet-stream';
  const kind = named ? sniff(bytes.subarray(0, SNIFF_BYTES), entity.name) : null;
  return kind === 'eml' || kind === 'journal';
}

async function readEmbedded(
  leaf: Leaf,
  id: PartId,
  reading: Reading,
  defects: Defect[],
  readMail: ReadMail,
): Promise<Part[]> {
  const { entity } = leaf;
  if (reading.depth + 1 > NESTING) {
    const message = `Messages are nested more than ${NESTING} deep; the innermost was read as text.`;
    defects.push(defect('cap-nesting', message));
    return [textPart(leaf, id, { text: lineEnds(decodeLoose(leaf.bytes)), defects: [] }, defects)];
  }
  const inner = await readMail(leaf.bytes, { ...reading, depth: reading.depth + 1 });
  defects.push(...inner.defects);
  const [body, ...rest] = inner.parts;
  const own: Part = {
    id,
    contentType: 'message/rfc822',
    name: entity.name,
    text: body?.text ?? '',
    embedded: embeddedHeaders(inner),
  };
  return [own, ...rest.map((part) => ({ ...part, id: nestedId(id, part.id) }))];
}

/** `attachment:2` and `attachment:1.3` → `attachment:2.1.3`. */
function nestedId(outer: PartId, inner: PartId): PartId {
  return `attachment:${outer.slice('attachment:'.length)}.${inner.slice('attachment:'.length)}`;
}

function embeddedHeaders(message: Message): EmbeddedHeaders {
  const { messageId, from, to, cc, bcc, sentAt, subject } = message;
  return { messageId, from, to, cc, bcc, sentAt, subject };
}

/** Files that may hold words but are not read: said so, since silence would pass for "nothing there". */
const UNREAD_TEXT =
  /msword|rtf|opendocument|ms-excel|spreadsheet|powerpoint|presentation|zip|pkcs7-mime|ms-tnef|ms-outlook|7z|rar|encrypted/;
const UNREAD_NAME = /\.(?:docx?|rtf|od[tsp]|xlsx?|pptx?|zip|msg|p7m|7z|rar|pages|wpd|tif{1,2})$/i;

async function readFile(leaf: Leaf, id: PartId, defects: Defect[]): Promise<Part> {
  const { entity, bytes } = leaf;
  const read = await readByContent(leaf);
  if (read) return textPart(leaf, id, read, defects);
  if (bytes.length > 0 && (UNREAD_TEXT.test(entity.type) || UNREAD_NAME.test(entity.name))) {
    const what = (entity.name || entity.type).slice(0, 80);
    defects.push(defect('attachment-not-read', `The attachment "${what}" cannot be read as text.`));
  }
  return { id, contentType: entity.type, name: entity.name, text: '' };
}

function textPart(leaf: Leaf, id: PartId, read: Decoded, defects: Defect[]): Part {
  const { text, defects: cut } = capWords(read.text);
  defects.push(...read.defects, ...cut);
  const { type, name } = leaf.entity;
  return { id, contentType: type, name, text };
}

/** By what the bytes are, then by what they are declared to be; null for what is no text. */
async function readByContent({ entity, bytes }: Leaf): Promise<Decoded | null> {
  const isText = /^(?:text|message)\//.test(entity.type);
  const kind = sniff(bytes.subarray(0, SNIFF_BYTES), entity.name || 'unnamed.bin');
  if (kind === 'docx') return readOnce(bytes, readDocx);
  if (kind === 'odt') return readOnce(bytes, readOdt);
  if (kind === 'rtf') return readOnce(bytes, readRtf);
  if (kind === 'pdf') return readOnce(bytes, readPdf);
  if (kind === 'html' || entity.type === 'text/html') {
    const html = decodeText(bytes, entity.charset || metaCharset(bytes));
    const plain = htmlToPlain(html.text);
    return { text: plain.text, defects: [...html.defects, ...plain.defects] };
  }
  if (isText) return entity.charset ? decodeText(bytes, entity.charset) : detectText(bytes);
  const mail = kind === 'eml' || kind === 'journal' || kind === 'mbox';
  return kind === 'txt' || kind === 'md' || mail ? detectText(bytes) : null;
}
