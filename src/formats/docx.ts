import type { Defect } from '../model/message.js';
import { asBuffer, type Decoded, decodeText } from './charset.js';
import { defect, distinct } from './defect.js';
import { scanComments, scanWords } from './docx-scan.js';
import { htmlToPlain } from './html.js';
import { unpackOffice } from './office-xml.js';
import { joinAlternatives } from './says-more.js';

/**
 * Text of a Word document: page headers, then the body, footers and comments, line breaks kept.
 * The body is laid out by mammoth; what mammoth leaves out (text in shapes) is put after it.
 */
export async function readDocx(bytes: Uint8Array): Promise<Decoded> {
  const { files, harmless, defects } = await unpackOffice(bytes);
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
