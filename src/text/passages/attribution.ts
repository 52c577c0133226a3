import type { Address } from '../../model/message.js';
import { readMailbox } from './addresses.js';
import { readQuotedDate } from './dates.js';
import { isEmpty, type Line, wordsOf } from './lines.js';

/** A line such as "On 5 March 2024 at 10:12, Jane Marsh wrote:", perhaps folded over a few. */
export interface Attribution {
  /** Line after the last one of it. */
  readonly next: number;
  readonly author: Address | null;
  readonly sentAt: string;
  /** It names a time of day or an address: certain enough to open a quote without `>` marks. */
  readonly certain: boolean;
}

/** Mail programs fold the line at 76 columns; names and addresses make at most this many lines. */
const MAX_FOLDED = 4;
const MAX_LENGTH = 600;

/** Verbs that end it. */
const WROTE = ['wrote', 'writes', 'ysgrifennodd', 'wedi ysgrifennu', 'schrieb', 'a écrit'];

/** Words of a date, so that what follows them is the name. English and Welsh. */
const DATE_WORD =
  /^(?:on|ar|at|am|pm|a\.m\.?|p\.m\.?|about|of|the|ddydd|dydd|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|llun|maw(?:rth)?|mer(?:cher)?|iau|gwe(?:ner)?|sad(?:wrn)?|sul|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ion(?:awr)?|chw(?:efror)?|ebr(?:ill)?|mai|meh(?:efin)?|gor(?:ff(?:ennaf)?)?|aws(?:t)?|medi?|hyd(?:ref)?|tach(?:wedd)?|rhag(?:fyr)?|gmt|bst|utc|\(?[+-]\d{4}\)?|\d[\d:./+-]*(?:st|nd|rd|th|am|pm|z)?|[–—-])$/i;

/**
 * Reads the attribution that begins at line `from`, if one does. Only ever looks at four lines, so
 * a text made of "On " costs no more than any other.
 */
export function readAttribution(
  text: string,
  lines: readonly Line[],
  from: number,
  to: number,
): Attribution | null {
  const first = lines[from]!;
  const opening = wordsOf(text, first);
  const dated = DATED_OPENING.test(opening);
  if (opening.length < 8 || !(dated || NAMED_OPENING.test(opening))) return null;
  let joined = '';
  const last = Math.min(to, from + (dated ? MAX_FOLDED : 1));
  for (let index = from; index < last; index += 1) {
    const line = lines[index]!;
    if (line.depth !== first.depth || isEmpty(line)) return null;
    const words = wordsOf(text, line);
    joined = joined === '' ? words : `${joined} ${words}`;
    if (words === '' || joined.length > MAX_LENGTH) return null;
    const said = withoutVerb(joined);
    if (said !== null) return readSaid(said, dated, index + 1);
    if (words.endsWith(':') || /[.!?]$/.test(words)) return null;
  }
  return null;
}

/** "On …", "Ar …", "At 10:12 …", a date, Zoho's "---- On …": may be folded. */
const DATED_OPENING = /^-*\s?(?:on|ar|at|\d)/i;
/** "Quoting Jane Marsh <…>:", "Jane Marsh <…> wrote:": one line. */
const NAMED_OPENING = /^["'<]?[\p{L}\d]/u;

function withoutVerb(line: string): string | null {
  if (!line.endsWith(':') && !line.endsWith('-')) return null;
  const bare = line.replace(/[\s-]+$/, '');
  const zoho = bare.length < line.length;
  const end = bare.endsWith(':') ? bare.slice(0, -1).trimEnd() : zoho ? bare : null;
  if (end === null) return null;
  const lower = end.toLowerCase();
  const verb = WROTE.find((word) => lower.endsWith(` ${word}`) || lower.endsWith(`>${word}`));
  if (verb !== undefined) return end.slice(0, end.length - verb.length);
  if (lower.startsWith('quoting ')) return end.slice(8);
  // Gmail once wrote "2024-03-05 10:12 GMT Jane Marsh <jane@x>:" and some phones still do.
  return /^\d/.test(end) && end.endsWith('>') && end.includes('@') ? end : null;
}

function readSaid(said: string, dated: boolean, next: number): Attribution | null {
  const words = said
    .replace(/^[-\s]+/, '')
    .split(/[\s\u202f\u00a0]+/)
    .filter((word) => word !== '');
  let name = 0;
  while (name < words.length && DATE_WORD.test(words[name]!.replace(/[,;]+$/, ''))) name += 1;
  const date = readQuotedDate(words.slice(0, name).join(' '));
  const author = readMailbox(words.slice(name).join(' ').replace(/^,/, ''));
  const timed = date.includes('T') && author !== null && isName(author.name || 'A');
  const addressed = author !== null && author.address !== '';
  if (dated ? date === '' : !addressed) return null;
  const known = author !== null && named(author) ? author : null;
  return { next, author: known, sentAt: date, certain: timed || addressed };
}

function named(author: Address): boolean {
  return author.address !== '' || isName(author.name);
}

/** One to six words, the first with a capital: "the inspector" and "you" are nobody's name. */
function isName(name: string): boolean {
  const words = name.split(' ');
  return (
    words.length <= 6 && /^\p{Lu}/u.test(name) && !/^(?:The|You|He|She|They|It|I|We)\b/.test(name)
  );
}
