import type { Defect } from '../model/message.js';
import { DOCX_MAMMOTH_BYTES, DOCX_XML_BYTES } from './caps.js';
import { asBuffer } from './charset.js';
import { defect } from './defect.js';
import { memorySource, readZip, ZIP_CAPS } from './zip.js';

/** The xml members of an office file (docx, odt), and whether a parser may be given the whole. */
export interface OfficeXml {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly harmless: boolean;
  readonly defects: readonly Defect[];
}

/** Unpacks all xml under our caps, so that a library that unpacks it again is known to get little. */
export async function unpackOffice(bytes: Uint8Array): Promise<OfficeXml> {
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
    defects.push(defect('cap-docx-bytes', 'The document unpacks to too much; it was cut off.'));
  return { files, harmless: harmless && total <= DOCX_MAMMOTH_BYTES, defects };
}
