import { memorySource, readZip, ZIP_CAPS } from '../../formats/zip.js';
import { writeZip } from '../../formats/zip-write.js';
import type { ReportDocument } from '../document.js';
import { asHtml } from '../html-text.js';
import { fixZipDates } from '../zip-dates.js';

/**
 * The document's properties with the report's own date and no person's name. The package would write
 * the time of making, which makes other bytes each time.
 */
export function coreProperties({ title, subtitle, date }: ReportDocument): string {
  const moment = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${asHtml(date)}T00:00:00Z</dcterms:${name}>`;
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${asHtml(title)}</dc:title><dc:subject>${asHtml(subtitle)}</dc:subject><dc:creator>Probity</dc:creator><dc:language>en-GB</dc:language><cp:lastModifiedBy>Probity</cp:lastModifiedBy><cp:revision>1</cp:revision>${moment('created')}${moment('modified')}</cp:coreProperties>`;
}

/** Our own file: xml of many like cells packs better than the cap for strangers' files allows. */
const CAPS = { ...ZIP_CAPS, ratio: Infinity };

/** The package names relationships of charts by chance: 21 letters after `rId`. */
const CHANCE_ID = /rId[a-z0-9_-]{21}(?![a-z0-9_-])/g;

/** Drawings are numbered through all documents that a process makes. */
const DRAWING_ID = /(<wp:docPr [^>]*?\bid=")\d+(?=")/g;

/**
 * The same document as the same bytes: relationships and drawings numbered, and no time of making in the zip nor
 * in the workbooks of its charts.
 */
export async function repeatable(docx: Uint8Array): Promise<Uint8Array> {
  const ids = new Map<string, string>();
  const renamed = (id: string): string => {
    const name = ids.get(id) ?? `rIdChart${ids.size + 1}`;
    ids.set(id, name);
    return name;
  };
  const members = new Map<string, Buffer>();
  for await (const item of readZip(memorySource(docx), CAPS)) {
    if (item.kind === 'defect') throw new Error('the package made a broken document');
    const chunks: Uint8Array[] = [];
    for await (const chunk of item.stream) chunks.push(chunk as Uint8Array);
    const content = Buffer.concat(chunks);
    if (item.name.endsWith('.xlsx')) members.set(item.name, Buffer.from(fixZipDates(content)));
    else {
      let drawings = 0;
      const text = content
        .toString('utf8')
        .replace(CHANCE_ID, renamed)
        .replace(DRAWING_ID, (_, start: string) => {
          drawings += 1;
          return `${start}${drawings}`;
        });
      members.set(item.name, Buffer.from(text));
    }
  }
  return writeZip(members);
}
