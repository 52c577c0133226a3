import type { Decoded } from './charset.js';
import { decodeText } from './charset.js';
import { defect, distinct } from './defect.js';
import { unpackOffice } from './office-xml.js';
import { unescapeXml, xmlTags } from './xml-tags.js';

/** Most blanks that one `<text:s/>` stands for. */
const MOST_BLANKS = 100;

/** Elements whose text is not the letter's: what was deleted, pictures, scripts. */
const SKIPPED = new Set(
  'tracked-changes binary-data script title desc creator creator-initials sender-initials date'.split(
    ' ',
  ),
);

/**
 * Text of an OpenDocument text: page headers and footers once each, the body between them, comments
 * at the end. Read by one linear scan of the xml, under the zip guards of every archive; no entity
 * that the file declares is expanded.
 */
export async function readOdt(bytes: Uint8Array): Promise<Decoded> {
  const { files, defects } = await unpackOffice(bytes);
  const content = files.get('content.xml');
  if (content === undefined) {
    const message = 'The OpenDocument text cannot be unpacked; it was not read.';
    return { text: '', defects: distinct([...defects, defect('odt-unreadable', message)]) };
  }
  const body = scanOdt(decodeText(content, 'utf-8').text);
  const styles = files.get('styles.xml');
  const around = styles === undefined ? NOTHING : readAround(decodeText(styles, 'utf-8').text);
  const texts = [around.head, body.text, around.foot, ...body.comments];
  return { text: texts.filter((t) => t !== '').join('\n\n'), defects: distinct(defects) };
}

const NOTHING = { head: '', foot: '' };

/** Page headers and footers of the master styles; first pages and others often repeat each other. */
function readAround(styles: string): { readonly head: string; readonly foot: string } {
  const read = (name: string): string => {
    const pieces = styles.split(new RegExp(`<style:${name}(?:-first|-left)?[ >]`)).slice(1);
    const texts = pieces.map((piece) => scanOdt(piece.split(`</style:${name}`, 1)[0] ?? '').text);
    return [...new Set(texts)].filter((text) => text !== '').join('\n\n');
  };
  return { head: read('header'), foot: read('footer') };
}

/** The words of OpenDocument xml, and apart from them its comments. */
export function scanOdt(source: string): {
  readonly text: string;
  readonly comments: readonly string[];
} {
  const xml = withoutCdata(source);
  const out: string[] = [];
  const comments: string[] = [];
  let comment: string[] | null = null;
  let commenter = '';
  let paragraphs = 0;
  let skipping = '';
  let skippedFrom = 0;
  let from = 0;
  for (const { name, selfClosing, start, end } of xmlTags(xml)) {
    const into = comment ?? out;
    if (paragraphs > 0 && skipping === '' && start > from) {
      into.push(unescapeXml(xml.slice(from, start)).replace(/[ \t\n]+/g, ' '));
    }
    from = end;
    if (skipping !== '') {
      if (name !== `/${skipping}`) continue;
      if (name === '/creator') commenter = unescapeXml(xml.slice(skippedFrom, start));
      skipping = '';
    } else if (SKIPPED.has(name) && !selfClosing) {
      skipping = name;
      skippedFrom = end;
    } else if (name === 'annotation' && !selfClosing) comment = [];
    else if (name === '/annotation') {
      const text = tidy((comment ?? []).join(''));
      if (text !== '') comments.push(`[Comment by ${commenter}] ${text}`);
      comment = null;
    } else if ((name === 'p' || name === 'h') && !selfClosing) paragraphs += 1;
    else if (name === '/p' || name === '/h') {
      paragraphs = Math.max(0, paragraphs - 1);
      into.push('\n\n');
    } else if (name === 's') into.push(blanks(xml.slice(start, end)));
    else if (name === 'tab') into.push('\t');
    else if (name === 'line-break') into.push('\n');
    else if (name === '/table-cell') into.push('\t');
  }
  return { text: tidy(out.join('')), comments };
}

function blanks(tag: string): string {
  const count = Number(/\bc="(\d{1,4})"/.exec(tag)?.[1] ?? 1);
  return ' '.repeat(Math.min(count, MOST_BLANKS));
}

function tidy(text: string): string {
  return text
    .replace(/\n\n\t/g, '\t')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Text in a CDATA section is text; written out, the scan sees it. Linear, closed or not. */
function withoutCdata(xml: string): string {
  const [first = '', ...sections] = xml.split('<![CDATA[');
  return sections.reduce((done, section) => {
    const close = section.indexOf(']]>');
    const raw = close < 0 ? section : section.slice(0, close);
    const rest = close < 0 ? '' : section.slice(close + 3);
    return done + raw.replaceAll('&', '&amp;').replaceAll('<', '&lt;') + rest;
  }, first);
}
