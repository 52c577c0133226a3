import type { Address } from '../../model/message.js';
import { cleanName } from './addresses.js';
import { readQuotedDate } from './dates.js';
import { nameWords, signsAs } from './names.js';
import { closingName, isNameLike, readTailLine } from './signature-lines.js';

/** What a letter's own form tells. Indexes count the words' lines. */
export interface Letter {
  /** Line of the salutation; what stands above is letterhead, references and address. */
  readonly salutation: number;
  /** Name under the closing; null when there is none. */
  readonly author: Address | null;
  /** Name in the address block, or else in the salutation. */
  readonly addressee: Address | null;
  /** As `readQuotedDate` gives it; '' when undated. */
  readonly sentAt: string;
}

/** Lines searched for the salutation: a letterhead, references and two addresses fit well. */
const MAX_HEAD = 60;

const SALUTATION =
  /^(?:my )?(?:dear|annwyl|gyfaill annwyl|a chara|a chairde)\b|^(?:sir|madam|sirs|sir or madam|dear all|to whom it may concern|i bwy bynnag a fynno wybod)\b[\s,.:]*$/i;

/** Words above the salutation that the author, or a drafter, says something with. */
const SPOKEN_HEAD =
  /(?:^|[^\p{L}])(?:draft|drafted|confidential|private|personal|secret|privileged|prejudice|embargo|embargoed|copy|copies|cc|bcc|not for|for signature|signature|by hand|eyes only|drafft|cyfrinachol|preifat|personol)(?![\p{L}])/iu;

const REFERENCE =
  /^(?:(?:our|your|my|ein|eich) (?:ref|cyf)|ref|reference|cyf|cyfeirnod|date|dyddiad|tel|telephone|ffôn|email|e-bost|contact|direct line|please ask for|gofynnwch am)\b/i;

/** Reads a part as a letter; null when it has no salutation near its head. */
export function readLetter(words: readonly string[]): Letter | null {
  const salutation = findSalutation(words);
  if (salutation < 0) return null;
  return {
    salutation,
    author: readSignatory(words, salutation),
    addressee: readAddressee(words, salutation),
    sentAt: readLetterDate(words, salutation),
  };
}

/** Is a line above the salutation letterhead, reference, date or address, and so nobody's words? */
export function isLetterhead(line: string): boolean {
  if (line === '' || SPOKEN_HEAD.test(line)) return false;
  if (REFERENCE.test(line) || isDate(line)) return true;
  if (line.length <= 60 && /^(?:To|For|FAO|F\.A\.O\.)\b/.test(line)) return true;
  return readTailLine(line).kind === 'block' || isNameLike(line.replace(/\.\s/g, ' '));
}

function findSalutation(words: readonly string[]): number {
  const last = Math.min(words.length, MAX_HEAD);
  for (let index = 0; index < last; index += 1) {
    const line = words[index]!;
    if (line.length <= 80 && SALUTATION.test(line)) return index;
  }
  return -1;
}

function isDate(line: string): boolean {
  return line.length <= 40 && readQuotedDate(line) !== '';
}

function readLetterDate(words: readonly string[], salutation: number): string {
  for (let index = 0; index < salutation; index += 1) {
    const line = words[index]!.replace(/^(?:date|dyddiad)\s*:/i, '');
    if (isDate(line)) return readQuotedDate(line);
  }
  return '';
}

/** The name after the last closing of the letter, or the one at its very end. */
function readSignatory(words: readonly string[], salutation: number): Address | null {
  for (let index = words.length - 1; index > salutation; index -= 1) {
    const line = words[index]!;
    const name = closingName(line);
    if (name !== null) return signatory(name, words, salutation);
    if (readTailLine(line).kind !== 'closing') continue;
    const below = words.slice(index + 1, index + MAX_GAP).find((other) => other !== '');
    if (below !== undefined) return signatory(below, words, salutation);
  }
  return lastName(words, salutation);
}

/** Lines between the closing and the name, left empty for the signature. */
const MAX_GAP = 8;

function signatory(line: string, words: readonly string[], salutation: number): Address | null {
  const signed = line.split(/,| - | – |\|/)[0]!.trim();
  for (let index = 0; index < salutation; index += 1) {
    const head = { name: plainName(words[index]!), address: '' };
    if (
      isNameLike(words[index]!) &&
      head.name.includes(' ') &&
      signsAs(signed, nameWords(head.name))
    )
      return head;
  }
  return isNameLike(signed) ? { name: plainName(signed), address: '' } : null;
}

/** "H.", "B.F.", "EFA". */
const MAX_INITIALS = 6;

/** A letter without a closing may still end in a name: the first of its last lines that is one. */
function lastName(words: readonly string[], salutation: number): Address | null {
  let index = words.length;
  let found: string | null = null;
  while (index - 1 > salutation) {
    const line = words[index - 1]!;
    if (line !== '' && readTailLine(line).kind === 'text' && !isNameLike(line)) break;
    if (isNameLike(line) && (line.includes(' ') || line.length <= MAX_INITIALS)) found = line;
    index -= 1;
  }
  return found === null ? null : signatory(found, words, salutation);
}

/** The first line of the address block, which stands under the date and references. */
function readAddressee(words: readonly string[], salutation: number): Address | null {
  let from = 0;
  for (let index = 0; index < salutation; index += 1) {
    if (REFERENCE.test(words[index]!) || isDate(words[index]!)) from = index + 1;
  }
  if (from === 0) from = lastBlock(words, salutation);
  for (let index = from; index < salutation; index += 1) {
    const line = words[index]!.replace(/^To:?\s+/, '');
    const name = line
      .split(',')[0]!
      .replace(/\bEsq\.?$/, '')
      .trim();
    if (name !== '' && name.length <= 60 && !SPOKEN_HEAD.test(name) && !/^\d/.test(name)) {
      return { name: plainName(name), address: '' };
    }
  }
  const greeted = words[salutation]!.replace(GREETED, '').replace(/[,:\s]+$/, '');
  return isNameLike(greeted) && !ANYBODY.test(greeted)
    ? { name: plainName(greeted), address: '' }
    : null;
}

const GREETED = /^(?:my )?(?:dear|annwyl)\s+/i;
const ANYBODY =
  /^(?:sirs?|madam|all|sir or madam|colleagues?|members?|councillors?|residents?|neighbours?|bawb|pawb)$/i;

/** First line of the last block of lines above the salutation. */
function lastBlock(words: readonly string[], salutation: number): number {
  let end = salutation;
  while (end > 0 && words[end - 1] === '') end -= 1;
  let from = end;
  while (from > 0 && words[from - 1] !== '') from -= 1;
  return from;
}

function plainName(name: string): string {
  return cleanName(name).replace(/\s*\([^()]*\)$/, '');
}
