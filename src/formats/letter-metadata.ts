import type { DocumentRef } from '../model/job.js';
import { asBuffer, decodeText, detectText } from './charset.js';
import { frontMatter } from './md.js';
import { unescapeXml } from './xml-tags.js';

/** The key a letter's metadata is searched for. */
const KEY = 'probity-suppress';

const META =
  /<meta\s(?=[^>]{0,2000}\bname\s*=\s*["']?probity-suppress\b)[^>]{0,2000}?\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')/gi;
const DOCX =
  /<property\b[^>]{0,500}\bname="probity-suppress"[^>]{0,500}>\s*<vt:lpwstr>([^<]*)<\/vt:lpwstr>/gi;
const ODT =
  /<meta:user-defined\b[^>]{0,500}\bmeta:name="probity-suppress"[^>]{0,500}>([^<]*)<\/meta:user-defined>/gi;

/**
 * What a letter's own metadata says under the key `probity-suppress`: front matter of markdown, a meta
 * element of html, a custom property of Word, a user-defined field of OpenDocument, an
 * `X-Probity-Suppress` header of mail. Other formats have none.
 */
export async function readLetterMetadata(
  bytes: Uint8Array,
  format: DocumentRef['format'],
): Promise<string[]> {
  switch (format) {
    case 'md':
      return ofFrontMatter(frontMatter(detectText(bytes).text));
    case 'html':
      return all(META, detectText(bytes.subarray(0, 64 * 1024)).text);
    case 'eml':
      return ofHeaders(asBuffer(bytes).toString('latin1', 0, 64 * 1024));
    case 'docx':
      return all(DOCX, await member(bytes, 'docProps/custom.xml'));
    case 'odt':
      return all(ODT, await member(bytes, 'meta.xml'));
    default:
      return [];
  }
}

const all = (shape: RegExp, text: string): string[] =>
  [...text.matchAll(shape)].map((found) => unescapeXml(found[1] ?? found[2] ?? ''));

/** `probity-suppress: …`, or a list of them below the key. */
function ofFrontMatter(front: string): string[] {
  const lines = front.split('\n');
  const at = lines.findIndex((line) => line.startsWith(`${KEY}:`));
  if (at < 0) return [];
  const first = lines[at]!.slice(KEY.length + 1);
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => !/^\s*-\s/.test(line) || line.startsWith('---'));
  const items = rest
    .slice(0, end < 0 ? rest.length : end)
    .map((line) => line.replace(/^\s*-\s/, ''));
  return [first, ...items].map((text) => text.trim().replace(/^(["'])(.*)\1$/, '$2'));
}

function ofHeaders(head: string): string[] {
  const headers = head.split(/\r?\n\r?\n/, 1)[0]!.replace(/\r?\n[ \t]+/g, ' ');
  return [...headers.matchAll(/^x-probity-suppress:[ \t]*(.*)$/gim)].map((found) => found[1] ?? '');
}

async function member(bytes: Uint8Array, name: string): Promise<string> {
  // A plain search first: unpacking costs more than the whole check of a letter without any.
  if (!asBuffer(bytes).includes(name)) return '';
  const { unpackOffice } = await import('./office-xml.js');
  const xml = (await unpackOffice(bytes)).files.get(name);
  return xml === undefined ? '' : decodeText(xml, 'utf-8').text;
}
