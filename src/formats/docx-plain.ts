import { escapeXml } from './xml-tags.js';
import { writeZip } from './zip-write.js';

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

/** A Word document of a plain text, a paragraph a line: for letters that were pasted, or are no docx. */
export function plainDocx(text: string): Promise<Buffer> {
  const paragraphs = text.split('\n').map((line) => {
    const words = escapeXml(line.replaceAll('\t', '    '));
    return `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
  });
  return writeZip(
    new Map(
      Object.entries({
        '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${WORD}"/></Types>`,
        '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
        'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="${W}"><w:body>${paragraphs.join('')}</w:body></w:document>`,
      }).map(([name, content]) => [name, Buffer.from(content)]),
    ),
  );
}
