/** One piece of html: text, or a tag with its attributes. */
export type HtmlToken =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'open';
      readonly name: string;
      readonly attributes: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'close'; readonly name: string }
  | { readonly kind: 'unclosed-comment' };

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** Elements whose content is no markup; their text is not shown. */
const RAW = new Set(['script', 'style', 'title', 'template']);

/** Last places of what can end something: looked up once, or unclosed tags would cost a scan each. */
interface Ends {
  readonly '"': number;
  readonly "'": number;
  readonly '>': number;
  readonly '-->': number;
}

/**
 * Cuts html into text and tags in one linear pass, as a browser would where it matters: quotes
 * count only around attribute values, a `<` before no letter is text. Where a browser would
 * swallow the rest (an unclosed comment, tag or script) the rest is kept: nothing is lost by it.
 * @param onStyle is given the text of each style sheet
 */
export function* htmlTokens(html: string, onStyle: (css: string) => void): Generator<HtmlToken> {
  const last = (text: string) => html.lastIndexOf(text);
  const ends: Ends = { '"': last('"'), "'": last("'"), '>': last('>'), '-->': last('-->') };
  const unclosed = new Set<string>();
  let at = 0;
  for (let lt = html.indexOf('<'); lt >= 0; lt = html.indexOf('<', at)) {
    if (lt > at) yield { kind: 'text', text: html.slice(at, lt) };
    const next = html[lt + 1] ?? '';
    if (html.startsWith('<!--', lt)) {
      at = commentEnd(html, lt, ends);
      if (at === lt + 4) yield { kind: 'unclosed-comment' };
    } else if (lt > ends['>'] || !/[a-z!?/]/i.test(next)) {
      yield { kind: 'text', text: '<' };
      at = lt + 1;
    } else if (next === '!' || next === '?') {
      at = html.indexOf('>', lt) + 1;
    } else {
      at = tagEnd(html, lt + 1, ends);
      const token = readTag(html.slice(lt + 1, at - 1));
      if (token.kind === 'open' && RAW.has(token.name)) {
        const from = at;
        at = unclosed.has(token.name) ? from : rawEnd(html, from, token.name);
        if (at === from) unclosed.add(token.name);
        else if (token.name === 'style') onStyle(html.slice(from, at));
      } else yield token;
    }
  }
  if (at < html.length) yield { kind: 'text', text: html.slice(at) };
}

/** Offset after a comment; one that is never closed ends where it starts. */
function commentEnd(html: string, lt: number, ends: Ends): number {
  if (html.startsWith('>', lt + 4)) return lt + 5;
  if (html.startsWith('->', lt + 4)) return lt + 6;
  return lt + 4 > ends['-->'] ? lt + 4 : html.indexOf('-->', lt + 4) + 3;
}

/** Offset after the `>` that ends a tag. There is a `>` somewhere behind. */
function tagEnd(html: string, from: number, ends: Ends): number {
  let value = false;
  for (let i = from; i < html.length; i++) {
    const c = html[i]!;
    if (c === '>') return i + 1;
    if (value && (c === '"' || c === "'") && i < ends[c]) {
      i = html.indexOf(c, i + 1);
      value = false;
    } else if (c === '=') value = true;
    else if (c > ' ') value = false;
  }
  return html.indexOf('>', from) + 1;
}

function readTag(inside: string): HtmlToken {
  const close = inside.startsWith('/');
  const name = (/^[^\s/>]*/.exec(close ? inside.slice(1) : inside)?.[0] ?? '').toLowerCase();
  if (close) return { kind: 'close', name };
  const rest = inside.slice(name.length);
  return {
    kind: 'open',
    name,
    attributes: rest.trim() === '' ? NO_ATTRIBUTES : attributesOf(rest),
  };
}

const ATTRIBUTE = /([^\s=>"'/]+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>]*)))?/g;

function attributesOf(rest: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const match of rest.matchAll(ATTRIBUTE)) {
    const name = match[1]!.toLowerCase();
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? '');
  }
  return attributes;
}

/** Offset behind a raw element; one that is never closed ends where it starts. */
function rawEnd(html: string, from: number, name: string): number {
  const close = new RegExp(`</${name}`, 'ig');
  close.lastIndex = from;
  return close.test(html) ? html.indexOf('>', close.lastIndex) + 1 || from : from;
}
