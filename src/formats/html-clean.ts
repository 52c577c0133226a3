import { HTML_DEPTH, HTML_INDENTS } from './caps.js';
import { hiddenNames, hidingOf } from './html-hidden.js';
import { type HtmlToken, htmlTokens } from './html-tags.js';

/** Html reduced to what lays out text, and what was met on the way. */
export interface CleanHtml {
  /** Only p, div, blockquote (a quotation), ul, ol, li, pre, br; nesting within the cap. */
  readonly html: string;
  /** Tags written into it. */
  readonly tags: number;
  readonly hiddenText: boolean;
  readonly unclosedComment: boolean;
  readonly tooDeep: boolean;
}

/** What an element becomes; inline elements vanish, since html-to-text would glue them anyway. */
const BLOCK: ReadonlyMap<string, string> = new Map([
  ...['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'dl', 'fieldset'].map((n) => [n, 'p'] as const),
  ...['div', 'article', 'aside', 'footer', 'form', 'header', 'main', 'nav', 'section'].map(
    (n) => [n, 'div'] as const,
  ),
  ...['table', 'tr', 'caption', 'center', 'address', 'dt', 'dd', 'figure', 'figcaption'].map(
    (n) => [n, 'div'] as const,
  ),
  ...['details', 'summary', 'option', 'legend', 'body'].map((n) => [n, 'div'] as const),
  ['blockquote', 'blockquote'],
  ['ul', 'ul'],
  ['ol', 'ol'],
  ['li', 'li'],
  ['pre', 'pre'],
]);

const VOID = new Set(
  'area base basefont bgsound br col embed frame hr img input link meta param source track wbr'.split(
    ' ',
  ),
);

/** An open element of the first kind is closed by one of the second, as its end tag is optional. */
const CLOSED_BY: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['li', new Set(['li'])],
  ['td', new Set(['td', 'th', 'tr', 'tbody', 'tfoot'])],
  ['th', new Set(['td', 'th', 'tr', 'tbody', 'tfoot'])],
  ['tr', new Set(['tr', 'tbody', 'tfoot'])],
  ['dt', new Set(['dt', 'dd'])],
  ['dd', new Set(['dt', 'dd'])],
  ['option', new Set(['option'])],
  ['a', new Set(['a'])],
]);

/** What html-to-text puts a prefix before each line for. */
const INDENTS = /^(?:blockquote|ul|ol)$/;

interface Open {
  readonly name: string;
  /** The tag written for it; empty when none. */
  readonly tag: string;
  readonly gone: boolean;
  readonly noSize: boolean;
  readonly invisible: boolean;
}

const ROOT: Open = { name: '', tag: '', gone: false, noSize: false, invisible: false };

/**
 * Reduces html in one linear pass: comments, scripts, styles and hidden text go without a trace
 * (so they do not split a word), cells get a blank between them, and nothing is nested deeper than
 * html-to-text can bear.
 */
export function cleanHtml(html: string): CleanHtml {
  const cleaner = new Cleaner();
  const onStyle = (css: string) => cleaner.addStyle(css);
  for (const token of htmlTokens(html, onStyle)) cleaner.take(token);
  return cleaner.finish();
}

class Cleaner {
  private readonly out: string[] = [];
  private readonly stack: Open[] = [ROOT];
  private readonly openCount = new Map<string, number>();
  private readonly hidden = new Set<string>();
  private depth = 0;
  private indents = 0;
  private tags = 0;
  private hiddenText = false;
  private unclosedComment = false;
  private tooDeep = false;

  addStyle(css: string): void {
    for (const name of hiddenNames(css)) this.hidden.add(name);
  }

  take(token: HtmlToken): void {
    if (token.kind === 'text') this.text(token.text);
    else if (token.kind === 'open') this.open(token.name, token.attributes);
    else if (token.kind === 'close') this.close(token.name);
    else this.unclosedComment = true;
  }

  finish(): CleanHtml {
    while (this.stack.length > 1) this.pop();
    const { tags, hiddenText, unclosedComment, tooDeep } = this;
    return { html: this.out.join(''), tags, hiddenText, unclosedComment, tooDeep };
  }

  private text(text: string): void {
    const top = this.stack.at(-1)!;
    if (!top.gone && !top.noSize && !top.invisible) this.out.push(text === '<' ? '&lt;' : text);
    else if (/[\p{L}\p{N}]/u.test(text)) this.hiddenText = true;
  }

  private open(name: string, attributes: ReadonlyMap<string, string>): void {
    if (VOID.has(name)) {
      this.openVoid(name, attributes);
      return;
    }
    this.closeOptional(name);
    const above = this.stack.at(-1)!;
    const hiding = hidingOf(attributes, this.hidden);
    const gone = above.gone || hiding.gone;
    this.stack.push({
      name,
      tag: gone ? '' : this.writeOpen(name, attributes),
      gone,
      noSize: hiding.noSize ?? above.noSize,
      invisible: hiding.invisible ?? above.invisible,
    });
    this.openCount.set(name, (this.openCount.get(name) ?? 0) + 1);
  }

  private openVoid(name: string, attributes: ReadonlyMap<string, string>): void {
    if (this.stack.at(-1)!.gone) return;
    if (name === 'br' || name === 'hr') this.tags++;
    if (name === 'br') this.out.push('<br>');
    // Outlook draws a rule above a quoted message, and underscores in its plain text.
    else if (name === 'hr') this.out.push('<div>________________________________</div>');
    // Emoji come as pictures; longer alternative texts stand for what is not text.
    else if (name === 'img' && /^\P{ASCII}{1,4}$/u.test(attributes.get('alt') ?? ''))
      this.out.push(attributes.get('alt')!);
  }

  /** Writes what lays out an element; past the cap on nesting a line break stands for it. */
  private writeOpen(name: string, attributes: ReadonlyMap<string, string>): string {
    let tag = BLOCK.get(name);
    if (tag === undefined) return '';
    if (tag === 'blockquote' && !isQuotation(attributes)) tag = 'div';
    if (tag === 'li' && !this.openCount.get('ul') && !this.openCount.get('ol')) tag = 'div';
    if (INDENTS.test(tag) && this.indents >= HTML_INDENTS) tag = 'div';
    if (this.depth >= HTML_DEPTH) {
      this.tooDeep = true;
      this.out.push('<br>');
      return '';
    }
    this.depth++;
    this.tags++;
    if (INDENTS.test(tag)) this.indents++;
    this.out.push(`<${tag}>`);
    return tag;
  }

  private close(name: string): void {
    if (name === 'br' || name === 'p') {
      if (!this.openCount.get(name)) return void this.out.push('<br>');
    }
    if (!this.openCount.get(name)) return;
    while (this.stack.length > 1) if (this.pop() === name) return;
  }

  private closeOptional(name: string): void {
    const top = this.stack.at(-1)!.name;
    if (top === 'p' && BLOCK.has(name)) this.pop();
    for (let open = this.stack.at(-1)!; CLOSED_BY.get(open.name)?.has(name); ) {
      this.pop();
      open = this.stack.at(-1)!;
    }
  }

  private pop(): string {
    const open = this.stack.pop()!;
    this.openCount.set(open.name, this.openCount.get(open.name)! - 1);
    if (open.tag !== '') {
      this.depth--;
      if (INDENTS.test(open.tag)) this.indents--;
      this.out.push(`</${open.tag}>`);
    } else if (open.name === 'td' || open.name === 'th') this.out.push(' ');
    return open.name;
  }
}

/** Gmail indents one's own words with a borderless blockquote; all others quote somebody. */
function isQuotation(attributes: ReadonlyMap<string, string>): boolean {
  if (/quote|cite/i.test(`${attributes.get('type') ?? ''} ${attributes.get('class') ?? ''}`))
    return true;
  return !/border\s*:\s*(?:none|0)/i.test(attributes.get('style') ?? '');
}
