import { canonicalWords } from './canonical.js';
import { inflect } from './inflect.js';

/**
 * The phrase language of the catalogue. Words are separated by blanks:
 *
 *     word        that word (any spelling of it: don't, dont, do not)
 *     word~       any form of it: copy, copies, copied, copying
 *     (a|b c|d~)  one of these
 *     word?  (…)? may be missing
 *     ..          up to three words between;  ..6  up to six
 *     <officer>   a person mentioned: <officer> <member> <person>
 */
export type Element =
  | { readonly kind: 'words'; readonly words: ReadonlySet<string>; readonly optional: boolean }
  | { readonly kind: 'class'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly most: number };

/** One phrase, its multi-word alternatives spelled out: each variant is a plain row of elements. */
export interface Phrase {
  readonly source: string;
  readonly variants: readonly (readonly Element[])[];
}

export const MENTION_CLASSES: readonly string[] = ['officer', 'member', 'person'];
const DEFAULT_GAP = 3;
const LARGEST_GAP = 8;
/** Nested alternatives multiply; more than this is a mistake in the catalogue. */
const MOST_VARIANTS = 200;

/** Parses one phrase. Throws an Error with a sentence for the catalogue's author. */
export function parsePhrase(source: string): Phrase {
  let variants: Element[][] = [[]];
  for (const raw of splitElements(source)) {
    const options = parseElement(raw, source);
    variants = variants.flatMap((row) => options.map((option) => [...row, ...option]));
    if (variants.length > MOST_VARIANTS) throw new Error(`"${source}" has too many alternatives`);
  }
  for (const row of variants) {
    if (!row.some((e) => e.kind === 'words' && !e.optional)) {
      throw new Error(`"${source}" needs at least one plain word`);
    }
    if (row[0]?.kind === 'gap' || row.at(-1)?.kind === 'gap') {
      throw new Error(`"${source}" begins or ends with a gap`);
    }
  }
  return { source, variants };
}

/** Splits on blanks outside brackets. */
function splitElements(source: string): string[] {
  const elements: string[] = [];
  let depth = 0;
  let current = '';
  for (const char of source.trim().toLowerCase().replaceAll('’', "'")) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (depth < 0 || depth > 1) throw new Error(`"${source}": brackets do not nest`);
    if (/\s/.test(char) && depth === 0) {
      if (current !== '') elements.push(current);
      current = '';
    } else current += char;
  }
  if (depth !== 0) throw new Error(`"${source}": a bracket is not closed`);
  if (current !== '') elements.push(current);
  return elements;
}

/** One written element → its alternatives, each a row of elements. */
function parseElement(raw: string, source: string): Element[][] {
  const gap = /^\.\.(\d?)$/.exec(raw);
  if (gap !== null) {
    const most = gap[1] === '' ? DEFAULT_GAP : Number(gap[1]);
    if (most < 1 || most > LARGEST_GAP)
      throw new Error(`"${source}": a gap is 1 to ${LARGEST_GAP}`);
    return [[{ kind: 'gap', most }]];
  }
  const optional = raw.endsWith('?') && raw.length > 1;
  const body = optional ? raw.slice(0, -1) : raw;
  if (body.startsWith('(')) return parseAlternatives(body.slice(1, -1), optional, source);
  return withMissing([parseRow(body, source, false)], optional);
}

function parseAlternatives(body: string, optional: boolean, source: string): Element[][] {
  const single = new Set<string>();
  const rows: Element[][] = [];
  for (const alternative of body.split('|')) {
    const row = alternative
      .trim()
      .split(/\s+/)
      .flatMap((word) => parseRow(word, source, false));
    const only = row[0];
    if (row.length === 1 && only?.kind === 'words') for (const word of only.words) single.add(word);
    else if (row.length > 0) rows.push(row);
  }
  if (single.size > 0) rows.unshift([{ kind: 'words', words: single, optional: false }]);
  return withMissing(rows, optional);
}

/** An optional single word stays one element; an optional row becomes a variant without it. */
function withMissing(rows: Element[][], optional: boolean): Element[][] {
  if (!optional) return rows;
  const only = rows[0]?.[0];
  if (rows.length === 1 && rows[0]?.length === 1 && only !== undefined && only.kind !== 'gap') {
    return [[{ ...only, optional: true }]];
  }
  return [...rows, []];
}

function parseRow(word: string, source: string, optional: boolean): Element[] {
  const mention = /^<([a-z-]+)>$/.exec(word);
  if (mention?.[1] !== undefined) {
    if (!MENTION_CLASSES.includes(mention[1])) {
      throw new Error(`"${source}": <${mention[1]}> is not one of <officer> <member> <person>`);
    }
    return [{ kind: 'class', name: mention[1], optional }];
  }
  if (word === '' || /[()|<>?~]/.test(word.replace(/~$/, ''))) {
    if (!/^[?]$/.test(word)) throw new Error(`"${source}": cannot read "${word}"`);
  }
  if (word.endsWith('~')) {
    return [{ kind: 'words', words: new Set(inflect(word.slice(0, -1))), optional }];
  }
  return canonicalWords(word).map((w) => ({ kind: 'words', words: new Set([w]), optional }));
}
