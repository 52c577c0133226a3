import type { Defect } from '../model/message.js';
import { DOCX_MAMMOTH_BYTES, DOCX_XML_BYTES } from './caps.js';
import { asBuffer, type Decoded, decodeText } from './charset.js';
import { defect, distinct } from './defect.js';
import { scanComments, scanWords } from './docx-scan.js';
import { htmlToPlain } from './html.js';
import { joinAlternatives } from './says-more.js';
import { memorySource, readZip, ZIP_CAPS } from './zip.js';

/** The xml members of a docx, and whether mammoth may be given the whole. */
interface DocxXml {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly harmless: boolean;
  readonly defects: readonly Defect[];
}

/**
 * Text of a Word document: page headers, then the body, footers and comments, line breaks kept.
 * The body is laid out by mammoth; what mammoth leaves out (text in shapes) is put after it.
 */
export async function readDocx(bytes: Uint8Array): Promise<Decoded> {
  const { files, harmless, defects } = await unpackXml(bytes);
  const main = files.get('word/document.xml');
  if (!main) {
    const message = 'The Word document cannot be unpacked; it was not read.';
    return { text: '', defects: distinct([...defects, defect('docx-unreadable', message)]) };
  }
  const found = [...defects];
  const scanned = scanWords(xmlText(main));
  const laidOut = harmless ? await byMammoth(bytes, found) : null;
  const body = laidOut === null ? scanned : joinAlternatives(laidOut, scanned);
  const texts = [
    ...around(files, /^word\/header\d*\.xml$/),
    body,
    ...around(files, /^word\/footer\d*\.xml$/),
    ...around(files, /^word\/(?:foot|end)notes\.xml$/).filter(() => laidOut === null),
    scanComments(xmlText(files.get('word/comments.xml'))),
  ];
  const text = texts
    .map((t) => t.trim())
    .filter((t) => t !== '')
    .join('\n\n');
  return { text, defects: distinct(found) };
}

/** Texts of the parts around the body; first pages and others often repeat each other. */
function around(files: ReadonlyMap<string, Buffer>, name: RegExp): string[] {
  const texts = [...files]
    .filter(([file]) => name.test(file))
    .map(([, xml]) => scanWords(xmlText(xml)));
  return [...new Set(texts.map((text) => text.trim()))];
}

function xmlText(xml: Buffer | undefined): string {
  return xml ? decodeText(xml, 'utf-8').text : '';
}

/** Unpacks all xml under our caps, so that what mammoth unpacks again is known to be small. */
async function unpackXml(bytes: Uint8Array): Promise<DocxXml> {
  const files = new Map<string, Buffer>();
  const defects: Defect[] = [];
  let total = 0;
  let harmless = true;
  // What is unpacked is counted here: tables of thousands of like cells pack 500 to 1.
  for await (const item of readZip(memorySource(bytes), { ...ZIP_CAPS, ratio: Infinity })) {
    if (item.kind === 'defect') {
      defects.push(item.defect);
      harmless = false;
    } else if (/\.(?:xml|rels)$/i.test(item.name)) {
      const chunks: Buffer[] = [];
      for await (const chunk of item.stream) {
        const part = asBuffer(chunk as Uint8Array);
        total += part.length;
        if (total > DOCX_XML_BYTES) break;
        chunks.push(part);
      }
      // Two members of one name: mammoth and we might read different ones.
      harmless &&= !files.has(item.name);
      files.set(
        item.name,
        Buffer.concat([...(files.has(item.name) ? [files.get(item.name)!] : []), ...chunks]),
      );
    }
  }
  if (total > DOCX_XML_BYTES)
    defects.push(
      defect('cap-docx-bytes', 'The Word document unpacks to too much; it was cut off.'),
    );
  return { files, harmless: harmless && total <= DOCX_MAMMOTH_BYTES, defects };
}

/** Null when mammoth fails; our own scan stands in. */
async function byMammoth(bytes: Uint8Array, defects: Defect[]): Promise<string | null> {
  try {
    // Loaded when the first docx comes: most children never see one.
    const { default: mammoth } = await import('mammoth');
    const { value } = await mammoth.convertToHtml(
      { buffer: asBuffer(bytes) },
      {
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        externalFileAccess: false,
      },
    );
    return htmlToPlain(value).text;
  } catch {
    defects.push(defect('docx-broken', 'The Word document is broken; its words were scanned for.'));
    return null;
  }
}
