/** A tag: its local name, `/` before it when closing. */
export interface Tag {
  readonly name: string;
  readonly hasAttributes: boolean;
  readonly selfClosing: boolean;
  readonly start: number;
  readonly end: number;
}

/** Cuts xml at its tags, linear whatever the bytes are. No declaration is obeyed, no entity expanded. */
export function* xmlTags(xml: string): Generator<Tag> {
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

/** The five entities of xml itself and numbers; any other stays as it is written, and is never looked up. */
export function unescapeXml(text: string): string {
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

/** Text as xml may hold it; characters that xml forbids are left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
