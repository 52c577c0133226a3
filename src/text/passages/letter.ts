import type { Address } from '../../model/message.js';
import { cleanName } from './addresses.js';
import { readQuotedDate } from './dates.js';
import { closingName, isNameLike, tailLine } from './signature-lines.js';

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
  return tailLine(line) === 'block' || isNameLike(line.replace(/\.\s/g, ' '));
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

/** The name after the last closing of the letter. */
function readSignatory(words: readonly string[], salutation: number): Address | null {
  for (let index = words.length - 1; index > salutation; index -= 1) {
    const line = words[index]!;
    const name = closingName(line);
    if (name !== null) return { name: plainName(name), address: '' };
    if (tailLine(line) !== 'closing') continue;
    const below = words.slice(index + 1, index + 8).find((other) => other !== '');
    if (below === undefined) return null;
    const signed = below.split(/,| - | – /)[0]!;
    return isNameLike(signed) ? { name: plainName(signed), address: '' } : null;
  }
  return null;
}

/** The first name in the block right above the salutation, that is, after the date or last gap. */
function readAddressee(words: readonly string[], salutation: number): Address | null {
  let from = 0;
  for (let index = 0; index < salutation; index += 1) {
    if (REFERENCE.test(words[index]!) || isDate(words[index]!)) from = index + 1;
  }
  if (from === 0) from = lastBlock(words, salutation);
  for (let index = from; index < salutation; index += 1) {
    const name = words[index]!.split(',')[0]!.replace(/\bEsq\.?$/, '');
    if (name !== '' && !SPOKEN_HEAD.test(name) && isNameLike(name.replace(/\.\s/g, ' '))) {
      return { name: plainName(name), address: '' };
    }
  }
  const greeted = words[salutation]!.replace(/^(?:my )?(?:dear|annwyl)\s+/i, '').replace(
    /[,:\s]+$/,
    '',
  );
  return isNameLike(greeted) &&
    !/^(?:Sirs?|Madam|All|Sir or Madam|Colleagues?|Members?|Councillors?|Residents?|Neighbours?)$/i.test(
      greeted,
    )
    ? { name: plainName(greeted), address: '' }
    : null;
}

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
