import { remember } from '../remember.js';
import { type Tokens, tokenise } from '../tokens.js';
import { nameWords } from './names.js';
import { CLOSING_HEADS, CLOSING_WORDS, PLACES, POSTS, SPEAKING } from './tail-words.js';

/** What a single line could be at the end of a message. */
export type TailKind = 'marker' | 'closing' | 'device' | 'block' | 'text';

export interface TailLine {
  readonly kind: TailKind;
  /** It shows a post, a place or a way of contact: evidence that a block is a signature. */
  readonly telling: boolean;
}

/** Longest line of a signature, in units and words, and most words of one that tells nothing. */
const MAX_BLOCK_LINE = 110;
const MAX_BLOCK_WORDS = 15;
const MAX_BARE_WORDS = 6;
/** Longest closing: "Yr eiddoch yn gywir / Yours sincerely". */
const MAX_CLOSING_WORDS = 7;
const MAX_CLOSING = 60;
/** Share of long words with a capital in a line with a post, and in a line with none. */
const POST_CAPITALS = 0.5;
const BARE_CAPITALS = 0.75;

const TEXT: TailLine = { kind: 'text', telling: false };
const BARE: TailLine = { kind: 'block', telling: false };
const TELLING: TailLine = { kind: 'block', telling: true };

const DEVICES = [
  'sent from my ',
  'sent from outlook',
  'sent from mail for',
  'sent from yahoo',
  'sent from samsung',
  'sent from gmail',
  'sent from proton',
  'sent from aol',
  'sent from the all-new',
  'sent via ',
  'sent using ',
  'sent with ',
  'get outlook for',
  'anfonwyd o fy ',
  "anfonwyd o'm ",
];

/** Telephone, address or link, told by the label at the start of the line. */
const CONTACT_LABEL =
  /^(?:t|m|e|w|f|tel|tel no|telephone|phone|mob|mobile|direct|direct line|dd|ddi|switchboard|fax|email|e-mail|web|website|ffôn|ffon|symudol|e-bost|ebost|gwefan|ext|twitter|x|facebook|linkedin|instagram|skype|teams|address|cyfeiriad|office hours|pronouns|rhagenwau)(?:\s?[:.|/-]|\s\(?\+?\d)/i;
const PHONE = /(?:^|[^\d])(?:\+44|\(?0\d)[\d\s()-]{7,14}(?:$|[^\d])/;
const LINK = /^(?:https?:\/\/|www\.)\S+$|^<?[^\s@<]+@[^\s@>]+\.[a-z]+>?$/i;
const PICTURE = /^\[(?:cid:|image|logo|twitter|facebook|linkedin|instagram|icon)/i;
const POSTCODE = /(?:^|[^A-Z0-9])[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?![A-Z0-9])/;
const PRONOUNS = /^\((?:she|he|they|hi|fe|fo|nhw)\/[^()]*\)$/i;
const WORKING_DAYS =
  /^(?:my )?(?:normal |usual |current )?working (?:days|hours|pattern)\b|^dyddiau gwaith\b/i;
/** "cc Ruth Okafor, Head of Legal" under a letter tells of a copy. */
const COPIED = /^(?:b?cc|copy|copies|copied|copi)\b/i;
const DRAWN = /^[-_=*~•|\s]+$/;

/** A closing that may share its line with the name: "Thanks, Jane", "ta Josh", "Cofion, Siôn". */
const SHORT_CLOSING =
  /^(?:(?:many |kind |best |warm |kindest |warmest )?(?:regards|thanks|wishes)|thank you|ta|cheers|best|yours|all the best|cofion(?: cynnes| gorau)?|diolch(?: yn fawr)?|hwyl|thx)[\s,.!–-]+(?=\p{Lu})/iu;

/** What `line` (trimmed, without `>` marks) could be at the end of a message. */
export function readTailLine(line: string): TailLine {
  return line === '' || line.length > MAX_BLOCK_LINE ? TEXT : readShortLine(line);
}

const readShortLine = remember(readLine, 8_192, MAX_BLOCK_LINE);

function readLine(line: string): TailLine {
  if (line === '--' || line === '—') return { kind: 'marker', telling: false };
  const lower = line.toLowerCase().replaceAll('’', "'");
  if (isDevice(lower, line)) return { kind: 'device', telling: false };
  const words = line.split(/\s+/);
  if (lower.length <= MAX_CLOSING && words.length <= MAX_BLOCK_WORDS && isClosing(lower)) {
    return { kind: 'closing', telling: false };
  }
  return readBlockLine(line, lower, words);
}

/** A closing and a name on one line: the name; null when the line is something else. */
export function closingName(line: string): string | null {
  const found = line.length <= 60 ? SHORT_CLOSING.exec(line) : null;
  if (found === null) return null;
  const rest = line.slice(found[0].length).trim();
  return isNameLike(rest) ? rest : null;
}

/** Words that stand small inside a name. */
const SMALL = new Set(['de', 'van', 'von', 'of', 'ap', 'ab', 'y', 'the', 'and', 'a', '&']);

/** One to six capitalised words and initials, and nothing that speaks, asks or kisses. */
export function isNameLike(line: string): boolean {
  if (line === '' || line.length > 60 || /[?!:;\d]/.test(line) || endsInKisses(line)) return false;
  const words = withoutBrackets(line)
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  if (words.length === 0 || words.length > 6) return false;
  if (words.length > 1 && line.endsWith('.') && words.at(-1)!.length > 6) return false;
  if (!words.every((word) => SMALL.has(word) || /^["'(]?\p{Lu}/u.test(word))) return false;
  return !speaks(tokenise(line.toLowerCase().replaceAll('’', "'"))) && nameWords(line).length > 0;
}

/** "Tom Ellery (he/him)" without what stands in brackets. */
export function withoutBrackets(line: string): string {
  return line.includes('(') ? line.replace(/\([^()]*\)/g, ' ').trim() : line;
}

function isDevice(lower: string, line: string): boolean {
  if (!DEVICES.some((device) => lower.startsWith(device))) return false;
  return !/[.?!]\s+\S/.test(line);
}

function isClosing(lower: string): boolean {
  const tokens = tokenise(lower);
  let heads = 0;
  let words = 0;
  for (const word of tokens.words) {
    if (word === ',' || word === '.' || word === '!') continue;
    words += 1;
    if (CLOSING_HEADS.has(word)) heads += 1;
    else if (!CLOSING_WORDS.has(word)) return false;
  }
  return heads > 0 && words <= MAX_CLOSING_WORDS;
}

/** A line that may stand inside a signature block: telling, bracketed, drawn, or a few capitals. */
function readBlockLine(line: string, lower: string, words: readonly string[]): TailLine {
  if (endsInKisses(line) || COPIED.test(line)) return TEXT;
  if (CONTACT_LABEL.test(line) || PICTURE.test(line) || WORKING_DAYS.test(line)) return TELLING;
  if (words.length > MAX_BLOCK_WORDS || line.endsWith('?')) return TEXT;
  if (DRAWN.test(line) || PRONOUNS.test(line)) return BARE;
  const linked = words.length <= 6 && words.some((word) => LINK.test(word));
  const phoned = /\d{4}/.test(line) && PHONE.test(line);
  const capitals = capitalShare(withoutBrackets(line).split(/\s+/));
  if (!linked && !phoned && capitals < POST_CAPITALS) return TEXT;
  const tokens = tokenise(lower);
  const spoken = speaks(tokens);
  if (spoken && words.length > 4) return TEXT;
  if (linked || phoned) return TELLING;
  if (spoken) return TEXT;
  const posted = tokens.words.some((word) => POSTS.has(word) || PLACES.has(word));
  if (posted || POSTCODE.test(line)) return TELLING;
  const bare = words.length <= MAX_BARE_WORDS && capitals >= BARE_CAPITALS && !/[.!?]$/.test(line);
  return bare ? BARE : TEXT;
}

/** Holds a word of speech outside brackets. */
function speaks(tokens: Tokens): boolean {
  let brackets = 0;
  for (const word of tokens.words) {
    if (word === '(') brackets += 1;
    else if (word === ')') brackets = 0;
    else if (brackets === 0 && SPEAKING.has(word)) return true;
  }
  return false;
}

/** "x", "xx", "xxx" at the end of a line, or by themselves. */
function endsInKisses(line: string): boolean {
  return /(?:^|\s)x{1,6}$/i.test(line.slice(-8));
}

/** Share of the words of four letters and more that begin with a capital or a figure. */
function capitalShare(words: readonly string[]): number {
  let long = 0;
  let capital = 0;
  let small = 0;
  for (const word of words) {
    const letters = word.replace(/^[^\p{L}\d]+/u, '');
    const first = letters.charAt(0);
    if (first !== first.toUpperCase()) small += 1;
    if (letters.length < 4) continue;
    long += 1;
    if (first === first.toUpperCase()) capital += 1;
  }
  if (long === 0) return small === 0 ? 1 : 0;
  return capital / long;
}
