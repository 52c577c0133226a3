import { decodeText } from './charset.js';
import { type DocxText, docxTexts } from './docx-runs.js';
import type { Ink, InkRange } from './ink.js';
import { unpackOffice } from './office-xml.js';
import { escapeXml } from './xml-tags.js';
import { rewriteZip } from './zip-write.js';

/** A remark in the margin of a Word document. */
export interface DocxComment {
  /** The words it is about; null hangs it on the document's first words. */
  readonly range: InkRange | null;
  /** Its paragraphs; the first is set bold. */
  readonly lines: readonly string[];
}

const DOCUMENT = 'word/document.xml';
const COMMENTS = 'word/comments.xml';
const RELATIONS = 'word/_rels/document.xml.rels';
const TYPES = '[Content_Types].xml';
const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

/**
 * A copy of a Word document with comments at the exact words, everything else as it is: runs are cut in
 * two where a comment begins or ends, and each half keeps the run's look (ECMA-376 part 1, 17.13.4).
 *
 * @param ink of the document, as `inkOfDocx` maps it
 * @returns null when the file cannot be rewritten without loss
 */
export async function annotateDocx(
  bytes: Uint8Array,
  ink: Ink,
  comments: readonly DocxComment[],
  author: string,
): Promise<Buffer | null> {
  const { files } = await unpackOffice(bytes);
  const text = (name: string): string | undefined => {
    const file = files.get(name);
    return file === undefined ? undefined : decodeText(file, 'utf-8').text;
  };
  const xml = text(DOCUMENT);
  const types = text(TYPES);
  // Other prefixes are allowed, but nobody writes them.
  if (xml === undefined || types === undefined || !/<w:document[\s>]/.test(xml)) return null;
  const known = text(COMMENTS);
  const firstId = nextId(known ?? '');
  const marked = markRanges(xml, ink, comments, firstId);
  if (marked === null) return null;
  const made = comments.map(({ lines }, i) => commentXml(firstId + i, lines, author)).join('');
  const changed = new Map([[DOCUMENT, marked]]);
  changed.set(
    COMMENTS,
    known === undefined
      ? `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="${W}">${made}</w:comments>`
      : withInside(known, made),
  );
  if (known === undefined) {
    changed.set(TYPES, withType(types));
    changed.set(RELATIONS, withRelation(text(RELATIONS)));
  }
  return rewriteZip(bytes, changed);
}

function nextId(comments: string): number {
  const ids = [...comments.matchAll(/<w:comment\s[^>]*?w:id="(\d{1,9})"/g)].map((m) =>
    Number(m[1]),
  );
  return ids.reduce((most, id) => Math.max(most, id), -1) + 1;
}

/** Before the closing tag; an empty `<w:comments …/>` is opened for it. */
function withInside(comments: string, made: string): string {
  const close = comments.lastIndexOf('</w:comments>');
  if (close >= 0) return comments.slice(0, close) + made + comments.slice(close);
  return comments.replace(
    /(<w:comments\b[^>]*?)\/>/,
    (_, open: string) => `${open}>${made}</w:comments>`,
  );
}

function withType(types: string): string {
  const type = `<Override PartName="/${COMMENTS}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>`;
  return types.replace('</Types>', () => `${type}</Types>`);
}

function withRelation(relations: string | undefined): string {
  const one = `<Relationship Id="rIdProbityComments" Type="${OFFICE}/comments" Target="comments.xml"/>`;
  const base = relations ?? `<Relationships xmlns="${PACKAGE}"></Relationships>`;
  return base.includes('</Relationships>')
    ? base.replace('</Relationships>', () => `${one}</Relationships>`)
    : base.replace(
        /(<Relationships\b[^>]*?)\/>/,
        (_, open: string) => `${open}>${one}</Relationships>`,
      );
}

function commentXml(id: number, lines: readonly string[], author: string): string {
  const paragraphs = lines.map((line, i) => {
    const bold = i === 0 ? '<w:rPr><w:b/></w:rPr>' : '';
    return `<w:p><w:r>${bold}<w:t xml:space="preserve">${escapeXml(line)}</w:t></w:r></w:p>`;
  });
  const name = escapeXml(author);
  return `<w:comment w:id="${id}" w:author="${name}" w:initials="${name.slice(0, 1)}">${paragraphs.join('')}</w:comment>`;
}

/** Marks to put between two characters of the document's text. */
interface Marks {
  readonly starts: string[];
  readonly ends: string[];
}

function markRanges(
  xml: string,
  ink: Ink,
  comments: readonly DocxComment[],
  firstId: number,
): string | null {
  if (ink.text === '') return null;
  const at = new Map<number, Marks>();
  const marksAt = (offset: number): Marks => {
    const marks = at.get(offset) ?? { starts: [], ends: [] };
    at.set(offset, marks);
    return marks;
  };
  comments.forEach(({ range }, i) => {
    const { from, to } = range ?? { from: 0, to: 1 };
    const id = firstId + i;
    marksAt(ink.starts[from]!).starts.push(`<w:commentRangeStart w:id="${id}"/>`);
    marksAt(ink.ends[to - 1]!).ends.push(
      `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`,
    );
  });
  return withMarks(xml, docxTexts(xml), at);
}

function withMarks(
  xml: string,
  texts: readonly DocxText[],
  at: ReadonlyMap<number, Marks>,
): string | null {
  const pieces: string[] = [];
  let from = 0;
  const offsets = [...at.keys()].sort((a, b) => a - b);
  let next = 0;
  for (const text of texts) {
    const inside = [];
    while (next < offsets.length && offsets[next]! <= text.end) {
      if (offsets[next]! >= text.start) inside.push(offsets[next]!);
      next += 1;
    }
    if (inside.length === 0) continue;
    // Blanks at the cut are kept only where the element says so.
    pieces.push(xml.slice(from, text.tag), '<w:t xml:space="preserve">');
    from = text.start;
    for (const offset of inside) {
      const { starts, ends } = at.get(offset)!;
      pieces.push(
        `${xml.slice(from, offset)}</w:t></w:r>${ends.join('')}${starts.join('')}`,
        `<w:r>${text.properties}<w:t xml:space="preserve">`,
      );
      from = offset;
    }
  }
  pieces.push(xml.slice(from));
  return pieces.length === 1 ? null : pieces.join('');
}
