import { decodeEntity } from './html-entities.js';
import { unescapeXml, xmlTags } from './xml-tags.js';

/**
 * The characters of a marked-up source that a reader sees, blanks left out, each with its place in the
 * source. Reading lays blanks and lines out anew; by its ink a quotation is found again all the same.
 */
export interface Ink {
  readonly text: string;
  /** For each UTF-16 unit of `text`: where in the source it starts and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Stretches of the source that are text and no markup, in order. */
  readonly runs: readonly { readonly start: number; readonly end: number }[];
  /** Index into `text` at which each paragraph that holds any ink begins. */
  readonly paragraphs: readonly number[];
}

/** A stretch of ink: indexes into `Ink.text`, end exclusive. */
export interface InkRange {
  readonly from: number;
  readonly to: number;
}

/** Larger sources are not mapped: each character costs some thirty bytes. */
const MOST_SOURCE = 8 * 1024 * 1024;

const BLANKS = /[\s\u00ad\u200b\ufeff]+/g;

const squeeze = (text: string): string => text.replace(BLANKS, '');

/** Ink of a plain text: its paragraphs end at empty lines. */
export function inkOfText(text: string): Ink {
  const maker = new InkMaker(text, (entity) => entity);
  if (text.length > MOST_SOURCE) return maker.ink();
  let from = 0;
  for (const gap of text.matchAll(/\n[ \t]*\n/g)) {
    maker.run(from, gap.index);
    maker.paragraph();
    from = gap.index;
  }
  maker.run(from, text.length);
  return maker.ink();
}

/** Ink of WordprocessingML: what stands in `w:t`, as `scanWords` reads it. */
export function inkOfDocx(xml: string): Ink {
  const maker = new InkMaker(xml, unescapeXml);
  if (xml.length > MOST_SOURCE) return maker.ink();
  let fallback = 0;
  let from = -1;
  for (const { name, selfClosing, start, end } of xmlTags(xml)) {
    if (name === 'Fallback') fallback += selfClosing ? 0 : 1;
    else if (name === '/Fallback') fallback -= 1;
    else if (name === 't') from = selfClosing || fallback > 0 ? -1 : end;
    else if (name === '/t') {
      if (from >= 0) maker.run(from, start);
      from = -1;
    } else if (name === '/p') maker.paragraph();
  }
  return maker.ink();
}

/** Ink of OpenDocument xml: what stands in paragraphs and headings, comments and deleted text left out. */
export function inkOfOdt(xml: string): Ink {
  const maker = new InkMaker(xml, unescapeXml);
  if (xml.length > MOST_SOURCE) return maker.ink();
  let inside = 0;
  let skipping = '';
  let from = 0;
  for (const { name, selfClosing, start, end } of xmlTags(xml)) {
    if (inside > 0 && skipping === '') maker.run(from, start);
    from = end;
    if (skipping !== '') skipping = name === `/${skipping}` ? '' : skipping;
    else if ((name === 'annotation' || name === 'tracked-changes') && !selfClosing) skipping = name;
    else if ((name === 'p' || name === 'h') && !selfClosing) inside += 1;
    else if (name === '/p' || name === '/h') {
      inside = Math.max(0, inside - 1);
      maker.paragraph();
    }
  }
  return maker.ink();
}

const BLOCK = /^\/?(?:p|div|li|tr|td|th|h[1-6]|blockquote|table|ul|ol|section|br|hr)$/;
const HTML_TAG = /<!--[\s\S]*?-->|<(\/?[a-z][a-z0-9]*)\b(?:"[^"]*"|'[^']*'|[^'">])*>/gi;
const UNSEEN = new Set(['script', 'style', 'title', 'head', 'template']);

/** Ink of html. What a style hides is ink here: a quotation of read text is found beside it. */
export function inkOfHtml(html: string): Ink {
  const maker = new InkMaker(html, (entity) => {
    const [, dec, hex, name] =
      /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?$/i.exec(entity) ?? [];
    return decodeEntity(entity, dec, hex, name);
  });
  if (html.length > MOST_SOURCE || !html.includes('>')) return maker.ink();
  let from = 0;
  let unseen = '';
  for (const tag of html.matchAll(HTML_TAG)) {
    const name = tag[1]?.toLowerCase() ?? '';
    if (unseen === '') maker.run(from, tag.index);
    from = tag.index + tag[0].length;
    if (unseen !== '') unseen = name === `/${unseen}` ? '' : unseen;
    else if (UNSEEN.has(name)) unseen = name;
    else if (BLOCK.test(name)) maker.paragraph();
  }
  if (unseen === '') maker.run(from, html.length);
  return maker.ink();
}

/**
 * Finds words by their ink.
 * @param occurrence 0 for the first place where they stand
 * @returns null when they are not there as they are read
 */
export function findInk(ink: Ink, words: string, occurrence = 0): InkRange | null {
  const wanted = squeeze(words);
  if (wanted === '') return null;
  let from = ink.text.indexOf(wanted);
  let last = from;
  for (let i = 0; i < occurrence && from >= 0; i += 1) {
    from = ink.text.indexOf(wanted, from + 1);
    if (from >= 0) last = from;
  }
  return last < 0 ? null : { from: last, to: last + wanted.length };
}

/** How often words stand before an offset: by this the right one of several places is found. */
export function occurrencesBefore(text: string, words: string, offset: number): number {
  const before = squeeze(text.slice(0, offset));
  const wanted = squeeze(words);
  if (wanted === '') return 0;
  let count = 0;
  for (let at = before.indexOf(wanted); at >= 0; at = before.indexOf(wanted, at + 1)) count += 1;
  return count;
}

class InkMaker {
  readonly #pieces: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #runs: { start: number; end: number }[] = [];
  readonly #paragraphs: number[] = [];
  #fresh = true;

  constructor(
    readonly source: string,
    readonly decode: (entity: string) => string,
  ) {}

  run(start: number, end: number): void {
    if (end <= start) return;
    this.#runs.push({ start, end });
    for (const found of this.source.slice(start, end).matchAll(/&#?\w{1,10};|[\s\S]/g)) {
      const [all] = found;
      const shown = squeeze(all.length > 1 ? this.decode(all) : all);
      if (shown === '') continue;
      if (this.#fresh) this.#paragraphs.push(this.#starts.length);
      this.#fresh = false;
      for (let i = 0; i < shown.length; i += 1) {
        this.#starts.push(start + found.index);
        this.#ends.push(start + found.index + all.length);
      }
      this.#pieces.push(shown);
    }
  }

  paragraph(): void {
    this.#fresh = true;
  }

  ink(): Ink {
    return {
      text: this.#pieces.join(''),
      starts: this.#starts,
      ends: this.#ends,
      runs: this.#runs,
      paragraphs: this.#paragraphs,
    };
  }
}
