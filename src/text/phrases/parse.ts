import { canonicalWords } from './canonical.js';
import { inflect } from './inflect.js';

/**
 * The phrase language of the catalogue. Words are separated by blanks:
 *
 *     word        that word (any spelling of it: don't, dont, do not)
 *     word~       any form of it: copy, copies, copied, copying
 *     (a|b c|d~)  one of these
 *     (…)~        any form of the first word of each
 *     word?  (…)? may be missing
 *     ..          up to three words between;  ..6  up to six
 *     <officer>   a person mentioned: <officer> <member> <person>
 */
export type Element =
  | { readonly kind: 'words'; readonly words: ReadonlySet<string>; readonly optional: boolean }
  | { readonly kind: 'class'; readonly name: string; readonly optional: boolean }
  | { readonly kind: 'gap'; readonly most: number }
  | { readonly kind: 'either'; readonly rows: readonly Row[] };

export type Row = readonly Element[];

/** One phrase: a row of elements, some of them alternatives of several words (`either`). */
export interface Phrase {
  readonly source: string;
  readonly row: Row;
}

export const MENTION_CLASSES: readonly string[] = ['officer', 'member', 'person'];
const DEFAULT_GAP = 3;
const LARGEST_GAP = 8;
/** Parses one phrase. Throws an Error with a sentence for the catalogue's author. */
export function parsePhrase(source: string): Phrase {
  const tokens =
    source
      .trim()
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/\)~?\??|[(|]|[^\s()|]+/g) ?? [];
  const reader: Reader = { source, tokens, at: 0 };
  const row = asRow(readAlternatives(reader));
  if (reader.at < tokens.length)
    throw new Error(`"${source}": a bracket closes that was not opened`);
  if (!hasWord(row)) throw new Error(`"${source}" needs at least one plain word`);
  if (row[0]?.kind === 'gap' || row.at(-1)?.kind === 'gap') {
    throw new Error(`"${source}" begins or ends with a gap`);
  }
  return { source, row };
}

/** Whether every way to read the row has a word to look for. */
function hasWord(row: Row): boolean {
  return row.some(
    (e) => (e.kind === 'words' && !e.optional) || (e.kind === 'either' && e.rows.every(hasWord)),
  );
}

const asRow = (rows: readonly Row[]): Row =>
  rows.length === 1 ? rows[0]! : [{ kind: 'either', rows }];

interface Reader {
  readonly source: string;
  readonly tokens: readonly string[];
  at: number;
}

/** `row | row | row`, up to a closing bracket or the end. Single words become one set. */
function readAlternatives(reader: Reader): Row[] {
  const rows = [readRow(reader)];
  while (reader.tokens[reader.at] === '|') {
    reader.at += 1;
    rows.push(readRow(reader));
  }
  const words = new Set<string>();
  const rest: Row[] = [];
  for (const row of rows) {
    const only = row[0];
    if (row.length === 1 && only?.kind === 'words' && !only.optional) {
      for (const word of only.words) words.add(word);
    } else rest.push(row);
  }
  return words.size === 0 ? rest : [[{ kind: 'words', words, optional: false }], ...rest];
}

function readRow(reader: Reader): Row {
  const row: Element[] = [];
  for (;;) {
    const token = reader.tokens[reader.at];
    if (token === undefined || token === '|' || token.startsWith(')')) return row;
    reader.at += 1;
    row.push(...(token === '(' ? readBracket(reader) : readWord(token, reader.source)));
  }
}

function readBracket(reader: Reader): Row {
  const rows = readAlternatives(reader);
  const close = reader.tokens[reader.at];
  if (close === undefined) throw new Error(`"${reader.source}": a bracket is not closed`);
  reader.at += 1;
  if (rows.some((row) => row.length > 0 && mayBeEmpty(row))) {
    throw new Error(
      `"${reader.source}": an alternative that may be missing makes the bracket optional`,
    );
  }
  const forms = close.includes('~') ? rows.map(inflectFirst) : rows;
  return close.endsWith('?') ? orMissing(forms) : asRow(forms);
}

/** Whether a row can be met by no word at all. */
const mayBeEmpty = (row: Row): boolean =>
  row.every((e) =>
    e.kind === 'either' ? e.rows.some(mayBeEmpty) : e.kind !== 'gap' && e.optional,
  );

/** `(hand over|pass)~`: any form of the first word of each alternative. */
function inflectFirst(row: Row): Row {
  const [first, ...rest] = row;
  if (first?.kind !== 'words') return row;
  return [{ ...first, words: new Set([...first.words].flatMap(inflect)) }, ...rest];
}

/** An optional word or mention stays one element; anything longer is a choice with nothing. */
function orMissing(rows: readonly Row[]): Row {
  const only = rows[0]?.[0];
  if (
    rows.length === 1 &&
    rows[0]?.length === 1 &&
    (only?.kind === 'words' || only?.kind === 'class')
  ) {
    return [{ ...only, optional: true }];
  }
  return [{ kind: 'either', rows: [...rows, []] }];
}

function readWord(token: string, source: string): Row {
  const gap = /^\.\.(\d?)$/.exec(token);
  if (gap !== null) {
    const most = gap[1] === '' ? DEFAULT_GAP : Number(gap[1]);
    if (most < 1 || most > LARGEST_GAP)
      throw new Error(`"${source}": a gap is 1 to ${LARGEST_GAP}`);
    return [{ kind: 'gap', most }];
  }
  const word = token.length > 1 && token.endsWith('?') ? token.slice(0, -1) : token;
  const row = readPlain(word, source);
  return word === token ? row : orMissing([row]);
}

function readPlain(word: string, source: string): Row {
  const mention = /^<([a-z-]+)>$/.exec(word)?.[1];
  if (mention !== undefined) {
    if (!MENTION_CLASSES.includes(mention)) {
      throw new Error(`"${source}": <${mention}> is not one of <officer> <member> <person>`);
    }
    return [{ kind: 'class', name: mention, optional: false }];
  }
  const base = word.replace(/~$/, '');
  if (base === '' || /[<>~]/.test(base)) throw new Error(`"${source}": cannot read "${word}"`);
  if (base !== word) return [{ kind: 'words', words: new Set(inflect(base)), optional: false }];
  return canonicalWords(word).map((w) => ({ kind: 'words', words: new Set([w]), optional: false }));
}
