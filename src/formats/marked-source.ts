import type { DocumentRef } from '../model/job.js';
import { asBuffer, decodeLoose, decodeText, detectText, lineEnds } from './charset.js';
import { encodeLike } from './encode-like.js';
import { type Ink, inkOfDocx, inkOfHtml, inkOfOdt, inkOfText } from './ink.js';
import { escapeXml } from './xml-tags.js';

/** A letter as it is written in its file: where words stand, and how others are put in their place. */
export interface MarkedSource {
  readonly source: string;
  readonly ink: Ink;
  /** What a reader counts in this format. */
  readonly unit: 'line' | 'paragraph';
  /** Plain text as the source writes it. */
  encode(text: string): string;
  /** The file with a changed source; null when this format or this file cannot be rewritten. */
  write(source: string): Promise<Uint8Array | null>;
}

const plain = (text: string): string => text;
const never = async (): Promise<null> => null;

/** Opens a file for placing and changing words; null where its text has no place in it (pdf, rtf). */
export async function openMarked(
  bytes: Uint8Array,
  format: DocumentRef['format'],
): Promise<MarkedSource | null> {
  switch (format) {
    case 'txt':
    case 'md': {
      const source = detectText(bytes).text;
      const write = async (text: string): Promise<Uint8Array> => encodeLike(bytes, text, '');
      return { source, ink: inkOfText(source), unit: 'line', encode: plain, write };
    }
    case 'eml': {
      const source = lineEnds(decodeLoose(asBuffer(bytes)));
      return { source, ink: inkOfText(source), unit: 'line', encode: plain, write: never };
    }
    case 'html':
      return openHtml(bytes);
    case 'docx':
      return openOffice(bytes, 'word/document.xml', inkOfDocx);
    case 'odt':
      return openOffice(bytes, 'content.xml', inkOfOdt);
    default:
      return null;
  }
}

async function openHtml(bytes: Uint8Array): Promise<MarkedSource> {
  const { metaCharset } = await import('./html.js');
  const charset = metaCharset(asBuffer(bytes));
  const source = (charset === '' ? detectText(bytes) : decodeText(bytes, charset)).text;
  return {
    source,
    ink: inkOfHtml(source),
    unit: 'line',
    encode: escapeXml,
    write: async (text) => encodeLike(bytes, text, charset),
  };
}

async function openOffice(
  bytes: Uint8Array,
  member: string,
  inkOf: (xml: string) => Ink,
): Promise<MarkedSource | null> {
  const { unpackOffice } = await import('./office-xml.js');
  const { files } = await unpackOffice(bytes);
  const xml = files.get(member);
  if (xml === undefined) return null;
  const source = decodeText(xml, 'utf-8').text;
  return {
    source,
    ink: inkOf(source),
    unit: 'paragraph',
    encode: escapeXml,
    write: async (changed) => {
      const { rewriteZip } = await import('./zip-write.js');
      return rewriteZip(bytes, new Map([[member, changed]]));
    },
  };
}
