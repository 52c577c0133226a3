import { createHash } from 'node:crypto';
import type { JudgedRole, RosterEntry } from '../model/person.js';

/** How people are named on a page. */
export interface Names {
  /** A person by address and the name beside it. */
  person(address: string, name: string): string;
  /** The same with the address: `Ruth Adeyemi <ruth@fenwick.example>`. */
  full(address: string, name: string): string;
  /** Words of mail, in which names may occur. */
  text(words: string): string;
  /** Labels used so far, for the form that reveals them. Empty when names are shown. */
  labels(): readonly string[];
}

/** As they are. */
export const PLAIN: Names = {
  person: (address, name) => (name === '' || name === address ? address : name),
  full: (address, name) =>
    name === '' || address === '' || name === address ? address || name : `${name} <${address}>`,
  text: (words) => words,
  labels: () => [],
};

/** Somebody who may be named in what is shown. */
export interface Nameable {
  readonly address: string;
  readonly name: string;
  readonly role: JudgedRole;
  /** Further addresses and names. */
  readonly aliases: readonly string[];
  /** Its words are no names: of "Planning Enquiries" only the whole is replaced. */
  readonly post: string;
}

export const nameableOf = ({ name, email, role, title, aliases }: RosterEntry): Nameable => ({
  address: email,
  name,
  role,
  aliases,
  post: title,
});

const KINDS: Readonly<Record<JudgedRole, string>> = {
  member: 'Member',
  officer: 'Officer',
  'political-assistant': 'Assistant',
  external: 'Person',
  unknown: 'Person',
};

/** Without letters and figures that look alike. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** `Officer K4T`: the same for one person on every page of a case, another in another case. */
function labelOf(caseId: string, key: string, role: JudgedRole): string {
  const digest = createHash('sha256').update(`${caseId}\0${key.toLowerCase()}`).digest();
  const code = [0, 1, 2].map((at) => ALPHABET[digest[at]! % ALPHABET.length]).join('');
  return `${KINDS[role]} ${code}`;
}

const ADDRESS = /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}.-]+\.[\p{L}\p{N}]+/gu;
const LEAST_NAME = 3;
/** Words before a name that say no more than that one follows. */
const TITLES: ReadonlySet<string> = new Set([
  'cllr',
  'councillor',
  'mr',
  'mrs',
  'ms',
  'miss',
  'dr',
]);

/**
 * Labels in place of names: of people whom the roster or the page's own mail knows, by full name,
 * surname, first name, alias and address. Somebody only spoken of, whom neither knows, keeps theirs.
 *
 * @param revealed `CASE LABEL`, or `CASE *` for everybody
 */
export function pseudonyms(
  caseId: string,
  people: readonly Nameable[],
  revealed: ReadonlySet<string>,
): Names {
  if (revealed.has(`${caseId} *`)) return PLAIN;
  const labels = new Map<string, string>();
  const used = new Set<string>();
  const add = (word: string, label: string): void => {
    const key = word.toLowerCase();
    if (word.length >= LEAST_NAME && !labels.has(key)) labels.set(key, label);
  };
  for (const { address, name, role, aliases } of people) {
    const label = labelOf(caseId, address || name, role);
    for (const word of [address, name, ...aliases]) add(word, label);
  }
  const posts = new Set(people.flatMap(({ post }) => post.toLowerCase().split(/[^\p{L}]+/u)));
  // After all full names: a first name that two share is given to neither in particular.
  for (const { address, name, role } of people) {
    const label = labelOf(caseId, address || name, role);
    for (const part of name.split(/\s+/)) {
      const word = part.toLowerCase();
      if (!TITLES.has(word) && !posts.has(word)) add(part, label);
    }
  }
  const words = [...labels.keys()].filter((it) => !it.includes('@'));
  const pattern = wordsPattern(words);
  const shown = (label: string, otherwise: string): string => {
    if (revealed.has(`${caseId} ${label}`)) return otherwise;
    used.add(label);
    return label;
  };
  const forAddress = (address: string): string =>
    shown(labels.get(address.toLowerCase()) ?? labelOf(caseId, address, 'unknown'), address);
  const labelFor = (address: string, name: string): string =>
    labels.get(address.toLowerCase()) ??
    labels.get(name.toLowerCase()) ??
    labelOf(caseId, address || name, 'unknown');
  return {
    person: (address, name) => shown(labelFor(address, name), PLAIN.person(address, name)),
    full: (address, name) => shown(labelFor(address, name), PLAIN.full(address, name)),
    text: (text) => {
      const masked = text.replace(ADDRESS, forAddress);
      if (pattern === null) return masked;
      // A small "marsh" is a marsh; names are written with a capital.
      return masked.replace(pattern, (found) =>
        /^\p{Lu}/u.test(found)
          ? shown(labels.get(found.toLowerCase()) ?? '', found) || found
          : found,
      );
    },
    labels: () => [...used].sort(),
  };
}

function wordsPattern(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  const escaped = [...words]
    .sort((a, b) => b.length - a.length)
    .map((it) => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}
