import { PARTICLES, POST_NOMINALS, TITLES } from './titles.js';

/** Letters that Unicode does not take apart into a base and a mark. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
};

/** Lower case without accents, with straight apostrophes: `Siôn O’Neill` → `sion o'neill`. */
export function foldName(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’‘ʼ`]/g, "'")
    .replace(/[‐‑–]/g, '-')
    .replace(/[øłđßæ]/g, (letter) => WHOLE_LETTERS[letter] ?? letter);
}

/** A name taken apart; every word folded. */
export interface NameParts {
  /** `cllr`, `mrs`, `dr`: titles in front, without their dots. */
  readonly titles: readonly string[];
  /** First and middle names; empty when only a surname stands there. */
  readonly given: readonly string[];
  /** Words of the surname with its particles: `['ap', 'rhisiart']`; empty for a lone first name. */
  readonly surname: readonly string[];
}

const BRACKETS = /\([^()]*\)|\[[^[\]]*\]/g;
/** What display names carry behind the name: `Jo Lee - Planning`, `Jo Lee | Planning`. */
const APPENDED = /\s+[-–—|/]\s+.*$|\s*\|.*$/;

function words(text: string): string[] {
  return text.split(/[\s.,"“”]+/).filter((word) => /\p{L}/u.test(word));
}

/** `Patel, Jane` → `Jane Patel`; what follows the comma may also be letters after a name. */
function uninvert(text: string): string {
  const comma = text.indexOf(',');
  if (comma < 0) return text;
  const after = words(text.slice(comma + 1));
  const before = text.slice(0, comma);
  const isName = after.length > 0 && after.length <= 3 && !after.every((w) => POST_NOMINALS.has(w));
  return isName ? `${text.slice(comma + 1)} ${before}` : before;
}

function surnameStart(parts: readonly string[]): number {
  let start = parts.length - 1;
  while (start > 1 && PARTICLES.has(parts[start - 1]!)) start--;
  return start;
}

/**
 * Takes a display name or a roster name apart: `"Patel, Cllr Jane MBE (Planning)"` gives the title
 * `cllr`, the given name `jane` and the surname `patel`.
 */
export function splitName(name: string): NameParts {
  const bare = foldName(name).replace(BRACKETS, ' ').trim().replace(APPENDED, '');
  const parts = words(uninvert(bare)).map((word) => word.replace(/^'+|'+$/g, ''));
  const titles: string[] = [];
  while (parts.length > 0 && TITLES.has(parts[0]!)) titles.push(parts.shift()!);
  while (parts.length > 1 && POST_NOMINALS.has(parts.at(-1)!)) parts.pop();
  if (parts.length === 0) return { titles, given: [], surname: [] };
  if (parts.length === 1) {
    return titles.length > 0
      ? { titles, given: [], surname: parts }
      : { titles, given: parts, surname: [] };
  }
  const start = surnameStart(parts);
  return { titles, given: parts.slice(0, start), surname: parts.slice(start) };
}

/** The name for comparing: folded, without titles, brackets and letters after it. */
export function plainName(name: string): string {
  const { given, surname } = splitName(name);
  return [...given, ...surname].join(' ');
}
