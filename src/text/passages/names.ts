import type { Address } from '../../model/message.js';

/** Titles and post-nominals that say nothing about which person is meant. English and Welsh. */
const TITLES = new Set(
  `cllr councillor coun clr cyng cynghorydd y the ald alderman mr mrs ms miss mx dr sir dame lord lady
  prof rev revd hon rt mp ms as am mbe obe cbe jp kc qc mcips cpfa frtpi mrtpi mba ba bsc ma phd esq
  via on behalf of`.split(/\s+/),
);

/** Longest name compared; a longer value is not a name. */
const MAX_NAME = 120;

/** The words that identify a person: lower case, no titles, brackets or accents, "Marsh, Jane" turned. */
export function nameWords(name: string): readonly string[] {
  if (name.length > MAX_NAME) return [];
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const words = cutName(name);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(name, words);
  return words;
}

/** The same few names are compared over and over within a thread; bounded, since mail is endless. */
const MAX_REMEMBERED = 2000;
const remembered = new Map<string, readonly string[]>();

function cutName(name: string): readonly string[] {
  const comma = name.indexOf(',');
  const turned = comma > 0 ? `${name.slice(comma + 1)} ${name.slice(0, comma)}` : name;
  return turned
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ')
    .toLowerCase()
    .split(/[^a-z'’-]+/)
    .map((word) => word.replace(/^['’-]+|['’-]+$/g, ''))
    .filter((word) => word.length > 0 && !TITLES.has(word));
}

/** The same person by name: same surname, and first names that are equal or one the other's initial. */
export function sameName(left: string, right: string): boolean {
  const a = nameWords(left);
  const b = nameWords(right);
  const lastA = a.at(-1);
  const lastB = b.at(-1);
  if (lastA === undefined || lastB === undefined) return false;
  if (a.length === 1 || b.length === 1) return a.length === b.length && lastA === lastB;
  if (lastA === lastB) return agree(a[0]!, b[0]!);
  // "Tamsin O", as a chat shows her.
  return a[0] === b[0] && a[0]!.length > 1 && agree(lastA, lastB);
}

function agree(left: string, right: string): boolean {
  if (left === right) return true;
  return left[0] === right[0] && (left.length === 1 || right.length === 1);
}

/** The same mailbox, or, when one of them has no address, the same name. */
export function samePerson(left: Address, right: Address): boolean {
  if (left.address !== '' && right.address !== '') return left.address === right.address;
  return sameName(left.name, right.name);
}

/**
 * Completes an address from people already met in the message: the name quoted in a header block
 * often lacks the mailbox, a line "On … wrote:" sometimes the name. Kept as it is when it is complete
 * or when nobody, or more than one mailbox, fits.
 */
export function complete(person: Address, known: readonly Address[]): Address {
  if (person.address !== '') {
    if (person.name !== '') return person;
    const named = known.find((other) => other.address === person.address && other.name !== '');
    return named === undefined ? person : { name: named.name, address: person.address };
  }
  const fits = new Set<string>();
  for (const other of known) {
    if (other.address !== '' && sameName(person.name, other.name)) fits.add(other.address);
  }
  const [address] = fits;
  return fits.size === 1 && address !== undefined ? { name: person.name, address } : person;
}

/** Longest line that could be a signed name. */
const MAX_SIGNED = 80;

/** Longest nickname taken for a first name it shares its beginning with (Steve, Kev, Terry, Daf). */
const MAX_NICKNAME = 7;

/**
 * Is a line nothing but the name of this person, as people sign: full name with titles, first name
 * or a short form of it, surname with initials, or initials? Kisses are not part of a name: "T x" is
 * familiarity, and stays with the words.
 *
 * @param names the person's `nameWords`
 */
export function signsAs(line: string, names: readonly string[]): boolean {
  if (line.length > MAX_SIGNED || hasManyWords(line) || /\d|[?!:;/]/.test(line)) return false;
  if (!/^[\p{L}"'(]/u.test(line)) return false;
  const first = names[0];
  const last = names.at(-1);
  if (first === undefined || last === undefined) return false;
  const words = nameWords(line.replace(/,/g, ' ').replace(/\b([A-Z])\.(?=[A-Z])/g, '$1. '));
  const [only] = words;
  if (only === undefined || words.length > names.length + 2) return false;
  if (words.length === 1) {
    if (only === first || only === last || only === first[0]) return true;
    if (only === initials(names) || only === `${first[0]}${last[0]}`) return true;
    const short = only.length <= MAX_NICKNAME && only.length >= 3;
    return short && first.length > 1 && only.slice(0, 3) === first.slice(0, 3);
  }
  if (words.every((word) => word.length === 1)) return words.join('') === initials(names);
  const surname = words.indexOf(last);
  if (surname < 1 || surname > 3) return false;
  const given = words[0]!;
  return agree(given, first) || given.slice(0, 3) === first.slice(0, 3) || given.length === 1;
}

/** More words than a name with titles and letters after it. */
function hasManyWords(line: string): boolean {
  let blanks = 0;
  for (let at = line.indexOf(' '); at >= 0; at = line.indexOf(' ', at + 1)) blanks += 1;
  return blanks > 7;
}

function initials(names: readonly string[]): string {
  return names
    .flatMap((name) => name.split('-'))
    .map((name) => name.charAt(0))
    .join('');
}
