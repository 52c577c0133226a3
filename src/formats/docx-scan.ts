import { unescapeXml, xmlTags } from './xml-tags.js';

/** What an element puts into the text. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['br', '\n'],
  ['cr', '\n'],
  ['noBreakHyphen', '-'],
  ['/p', '\n\n'],
  ['/tc', '\t'],
]);

/**
 * Words of WordprocessingML in one linear scan: text runs, tabs, breaks, paragraphs. Deleted text
 * and field codes are left out; of a shape's two versions the first is taken.
 */
export function scanWords(xml: string): string {
  const out: string[] = [];
  let fallback = 0;
  let textFrom = -1;
  for (const { name, hasAttributes, selfClosing, start, end } of xmlTags(xml)) {
    if (name === 'Fallback') fallback += selfClosing ? 0 : 1;
    else if (name === '/Fallback') fallback--;
    else if (name === 't') textFrom = selfClosing ? -1 : end;
    else if (fallback > 0) continue;
    else if (name === '/t') {
      if (textFrom >= 0) out.push(unescapeXml(xml.slice(textFrom, start)));
      textFrom = -1;
      // Tab stops of a paragraph's properties are named `tab` too, and have attributes.
    } else if (name !== 'tab' || !hasAttributes) out.push(MARKS.get(name) ?? '');
  }
  return out
    .join('')
    .replace(/\t*\n\n\t/g, '\t')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Comments in the margin, each with the name of who made it. */
export function scanComments(xml: string): string {
  const comments = xml.split(/<(?:[\w.-]+:)?comment(?=\s)/).slice(1);
  return comments
    .map((comment) => {
      const author = /\bauthor="([^"]*)"/.exec(comment.slice(0, 500))?.[1] ?? '';
      return `[Comment by ${unescapeXml(author)}] ${scanWords(`<x${comment}`)}`;
    })
    .join('\n\n');
}
