/** A tag: its local name, `/` before it when closing. */
interface Tag {
  readonly name: string;
  readonly hasAttributes: boolean;
  readonly selfClosing: boolean;
  readonly start: number;
  readonly end: number;
}

/** Cuts xml at its tags, linear whatever the bytes are. */
function* tags(xml: string): Generator<Tag> {
  for (let lt = xml.indexOf('<'); lt >= 0; ) {
    const gt = xml.indexOf('>', lt);
    if (gt < 0) return;
    const head = /^<(\/?)(?:[\w.-]{1,40}:)?([\w.-]{1,40})/.exec(xml.slice(lt, lt + 90));
    if (head) {
      const selfClosing = xml[gt - 1] === '/';
      const hasAttributes = gt - lt > head[0].length + (selfClosing ? 2 : 1);
      yield { name: head[1]! + head[2]!, hasAttributes, selfClosing, start: lt, end: gt + 1 };
    }
    lt = xml.indexOf('<', gt + 1);
  }
}

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
  for (const { name, hasAttributes, selfClosing, start, end } of tags(xml)) {
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

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(lt|gt|amp|quot|apos));/gi,
    (_, dec, hex, name) => {
      if (name) return { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }[String(name)] ?? '';
      const code = dec ? Number(dec) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
    },
  );
}
