import type { Passage } from '../model/passage.js';
import type { JudgedRole } from '../model/person.js';
import { type PartyKind, roleOfWords } from './stated-party.js';

/** Who a letter's own form says signs it, or is written to. */
export interface LetterParty {
  readonly name: string;
  readonly role: JudgedRole;
  readonly kind: PartyKind;
  /** In words for a reader; empty when the letter does not tell. */
  readonly reason: string;
}

const SALUTATION =
  /^[ \t]*(?:my )?(?:dear|annwyl)\s+([^\n]{1,80}?)[,:]?[ \t]*$|^[ \t]*(to whom it may concern|sirs?|madam)[,:]?[ \t]*$/im;
const SIGNATURE_LINES = 8;
const QUOTED = 80;

/** A house and its street: where people live, and no office is. */
const STREET = /^\d{1,4}[a-z]?\s+\p{L}/u;
/** Greetings of people who hold no office of the council. */
const OUTSIDER =
  /^(?:(?:mr|mrs|ms|miss|mx|dr|rev|revd|prof|sir|madam|sirs)\b|(?:sir|sirs) or madam|(?:residents?|neighbours?|tenants?|parents?|customers?|applicants?|householders?|occupiers?|voters?|friends?|all at)\b)/i;
const COUNCIL =
  /\b(?:council|authority|town hall|civic (?:centre|offices)|guildhall|moot house)\b/i;
/** Posts that a line under a name may be, on a council's letterhead; elsewhere they are anybody's. */
const POST =
  /\b(?:manager|officer|director|head of|engineer|surveyor|solicitor|clerk|team leader|co-?ordinator|inspector|registrar|librarian|warden|planner|executive)\b/i;
/** Another council's name is outside this one. */
const COUNCIL_NAME = /((?:\p{Lu}[\p{L}'’-]+ ){1,4}Council)\b/gu;
const REFERENCE = /^\s*(?:our ref|officer|please ask for|contact officer|direct line)\b[^\n]*/im;

/**
 * Reads who signs a letter from the lines under its closing, the line of the letterhead that names
 * them, and its reference ("Please ask for").
 *
 * @param name the signatory's name as `segment` found it; empty when it found none
 */
export function readSignatory(
  text: string,
  passages: readonly Passage[],
  name: string,
): LetterParty {
  const head = headOf(text);
  for (const line of signatureLines(text, passages)) {
    const told = roleOfWords(line).role;
    const role = told === 'unknown' && POST.test(line) ? 'officer' : told;
    if (role === 'member' || (role === 'officer' && COUNCIL.test(`${head}\n${line}`))) {
      return { name, role, kind: '', reason: `the signature says ${quoted(line)}` };
    }
  }
  const from = head.split('\n').find((line) => /^\s*from\b/i.test(line) || names(line, name)) ?? '';
  const told = roleOfWords(from);
  if (told.role === 'member' || told.role === 'officer') {
    return { name, role: told.role, kind: '', reason: `the letterhead says ${quoted(from)}` };
  }
  const reference = REFERENCE.exec(head)?.[0] ?? '';
  if (/officer|ask for/i.test(reference) && names(reference, name)) {
    return { name, role: 'officer', kind: '', reason: `the reference says ${quoted(reference)}` };
  }
  return { name, role: 'unknown', kind: '', reason: '' };
}

/**
 * Reads who a letter is written to from the address block above the salutation, then the salutation.
 *
 * @param name the addressee as `segment` found it; empty when it found none
 */
export function readAddressee(text: string, name: string): LetterParty {
  const found = SALUTATION.exec(text);
  const greeted = (found?.[1] ?? found?.[2] ?? '').trim();
  const head = headOf(text);
  const block = addressBlock(head, name);
  const byBlock = roleOfWords(block.join('\n'));
  const shown = isHeading(name, head) ? greeted : name || greeted;
  const elsewhere = otherCouncil(block, head);
  if (elsewhere !== '') return outsider(shown, `addressed to ${quoted(elsewhere)}`);
  if (byBlock.kind !== '' || byBlock.role === 'member') {
    return { name: shown, ...byBlock, reason: `addressed to ${quoted(block.join(', '))}` };
  }
  const byGreeting = roleOfWords(greeted);
  if (byGreeting.role !== 'unknown') {
    return { name: shown, ...byGreeting, reason: `it greets ${quoted(greeted)}` };
  }
  if (byBlock.role === 'officer' && COUNCIL.test(block.join('\n'))) {
    return { name: shown, ...byBlock, reason: `addressed to ${quoted(block.join(', '))}` };
  }
  if (/\b(?:residents?|occupiers?|householders?|tenants?)\b/i.test(block[0] ?? '')) {
    return outsider(shown, `addressed to ${quoted(block[0]!)}`);
  }
  if (OUTSIDER.test(greeted) && !COUNCIL.test(block.join('\n'))) {
    return outsider(shown, `it greets ${quoted(greeted)} and names no office of a council`);
  }
  const street = block.slice(1).find((line) => STREET.test(line));
  if (street !== undefined && !COUNCIL.test(block.join('\n')) && !POST.test(block.join('\n'))) {
    return outsider(shown, `addressed to ${quoted(block.join(', '))}, which names no office`);
  }
  return { name: shown, role: 'unknown', kind: '', reason: '' };
}

/** A subject line above the salutation is taken for a name by whoever looks for one there. */
const isHeading = (name: string, head: string): boolean =>
  name.split(/\s+/).length > 3 &&
  !/^(?:to\b|the\b|mr|mrs|ms|dr|cllr|councillor|sir|rt)/i.test(name) &&
  head.trimEnd().endsWith(name);

/** The council in the address block, when the letterhead is another's. */
function otherCouncil(block: readonly string[], head: string): string {
  const above = head.slice(0, Math.max(0, head.lastIndexOf(block[0] ?? '')));
  const own = above.match(COUNCIL_NAME) ?? [];
  const named = block.join('\n').match(COUNCIL_NAME) ?? [];
  if (own.length === 0) return '';
  return named.find((one) => !own.some((ours) => ours.includes(one) || one.includes(ours))) ?? '';
}

const outsider = (name: string, reason: string): LetterParty => ({
  name,
  role: 'external',
  kind: 'resident',
  reason,
});

const quoted = (text: string): string => `“${text.trim().replace(/\s+/g, ' ').slice(0, QUOTED)}”`;

/** Everything above the salutation. */
function headOf(text: string): string {
  const found = SALUTATION.exec(text);
  return found === null ? '' : text.slice(0, found.index);
}

function signatureLines(text: string, passages: readonly Passage[]): string[] {
  const signature = passages.findLast((p) => p.kind === 'signature' && p.depth === 0);
  if (signature === undefined) return [];
  const lines = text.slice(signature.start, signature.end).split('\n');
  return lines.filter((line) => line.trim() !== '').slice(0, SIGNATURE_LINES);
}

/** The lines from the addressee's name down to the salutation. */
function addressBlock(head: string, name: string): string[] {
  const lines = head.split('\n').map((line) => line.trim());
  const bare = name.toLowerCase();
  const at = bare === '' ? -1 : lines.findLastIndex((line) => line.toLowerCase().includes(bare));
  if (at < 0) return [];
  return lines
    .slice(at)
    .filter((line) => line !== '')
    .slice(0, 6);
}

/** Whether a line holds every word of a name. */
function names(line: string, name: string): boolean {
  const words = name.toLowerCase().match(/\p{L}{2,}/gu) ?? [];
  const lower = line.toLowerCase();
  return words.length > 0 && words.every((word) => lower.includes(word));
}
