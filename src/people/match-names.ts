import type { JudgedRole } from '../model/person.js';
import { AMBIGUOUS_FIRST_NAMES, AMBIGUOUS_SURNAMES } from './ambiguous-names.js';
import type { Bearer } from './bearers.js';
import {
  contradicts,
  FIRST_NAMES,
  FREQUENT_SURNAMES,
  PLACE_AFTER,
  PLACE_BEFORE,
} from './first-names.js';
import { withoutPossessive } from './mention.js';
import type { SurnameForm, WordInfo } from './name-index.js';
import { lookUp, narrow, note, type Scan, sharedRole } from './scan.js';
import { PLURAL_TITLES, TITLES } from './titles.js';
import {
  AFTER_A_NAME,
  BEFORE_A_NAME,
  DEFINITE,
  INDEFINITE,
  MISS_IS_A_VERB,
  NOT_A_NAME,
} from './words.js';

/** The index of the word before, a full stop left out (`cllr. marsh`, `j. marsh`); -1 for none. */
function before(words: readonly string[], at: number): number {
  const previous = at - 1;
  return words[previous] === '.' ? previous - 1 : previous;
}

/** Where a mention begins when a title stands before its name. */
function withTitle(words: readonly string[], from: number): number {
  const at = before(words, from);
  return at >= 0 && TITLES.has(words[at]!) ? at : from;
}

function isPlace(words: readonly string[], from: number, to: number): boolean {
  const after = words[to] ?? '';
  return PLACE_BEFORE.has(words[from - 1] ?? '') || PLACE_AFTER.has(withoutPossessive(after));
}

interface Surnamed {
  readonly start: number;
  readonly bearers: readonly Bearer[];
}

/** Index at which the surname begins that ends at `at`; -1 when a needed first half is missing. */
function surnameStart(words: readonly string[], at: number, form: SurnameForm): number {
  const start = at - form.lead.length;
  const leads = form.lead.every((word, index) => words[start + index] === word);
  if (leads) return start;
  return form.leadOptional ? at : -1;
}

function surnamed(
  words: readonly string[],
  at: number,
  forms: readonly SurnameForm[],
): Surnamed | null {
  let start = -1;
  let bearers: Bearer[] = [];
  for (const form of forms) {
    const begins = surnameStart(words, at, form);
    if (begins < 0) continue;
    if (start < 0 || begins < start) {
      start = begins;
      bearers = [form.bearer];
    } else if (begins === start && !bearers.includes(form.bearer)) bearers.push(form.bearer);
  }
  return start < 0 ? null : { start, bearers };
}

function hasGiven(bearer: Bearer, word: string): boolean {
  return bearer.given.has(word) || bearer.nicknames.has(word);
}

function noteOne(
  scan: Scan,
  from: number,
  to: number,
  how: 'full-name' | 'initials' | 'title',
  pool: readonly Bearer[],
  role: JudgedRole = 'unknown',
): void {
  const only = pool.length === 1 ? pool[0]!.at(scan.day) : null;
  const shared = role === 'unknown' ? sharedRole(pool, scan.day) : role;
  note(scan, from, to, how, only, shared);
}

/** `jane patel`, `maggie dunleavy`, `cllr jane marsh`. */
function fullName(scan: Scan, at: number, { start, bearers }: Surnamed): boolean {
  const previous = scan.words[start - 1];
  if (previous === undefined) return false;
  const fitting = bearers.filter((bearer) => hasGiven(bearer, previous));
  if (fitting.length === 0) return false;
  let from = start - 1;
  const earlier = scan.words[from - 1] ?? '';
  if (fitting.some((bearer) => bearer.given.has(earlier))) from--;
  noteOne(scan, withTitle(scan.words, from), at + 1, 'full-name', narrow(fitting, scan));
  return true;
}

function isInitial(word: string | undefined): word is string {
  return word !== undefined && word.length === 1 && word >= 'a' && word <= 'z';
}

/** `j. marsh`, `j m marsh`. True also when the initial shows that somebody else is meant. */
function initialAndSurname(scan: Scan, at: number, { start, bearers }: Surnamed): boolean {
  let from = before(scan.words, start);
  // `a marsh` and `i marsh` are an article and a pronoun unless a stop says otherwise.
  const dotted = from < start - 1;
  const initial = scan.words[from];
  if (!isInitial(initial) || (!dotted && (initial === 'a' || initial === 'i' || initial === 's'))) {
    return false;
  }
  let first = initial;
  for (let next = before(scan.words, from); isInitial(scan.words[next]); ) {
    from = next;
    first = scan.words[from]!;
    next = before(scan.words, from);
  }
  const fitting = bearers.filter((bearer) => [...bearer.given].some((name) => name[0] === first));
  if (fitting.length > 0) {
    noteOne(scan, withTitle(scan.words, from), at + 1, 'initials', narrow(fitting, scan));
  }
  return true;
}

/** How far back `cllrs` may stand in `cllrs marsh, okoro, patel and price`. */
const PLURAL_REACH = 12;

/** Index of the title that governs a surname; -1 for none. */
function titleBefore(scan: Scan, start: number): number {
  const { words } = scan;
  const at = before(words, start);
  const previous = words[at];
  if (previous !== undefined && TITLES.has(previous)) return at;
  if (previous !== ',' && previous !== 'and' && previous !== '&') return -1;
  for (let back = start - 1; back >= 0 && back > start - PLURAL_REACH; back--) {
    const word = words[back]!;
    if (PLURAL_TITLES.has(word)) return back;
    const isListed = word === ',' || word === 'and' || word === '&' || word === '.';
    if (!isListed && !lookUp(scan, word)?.surnames.length) return -1;
  }
  return -1;
}

function byRole(bearers: readonly Bearer[], role: JudgedRole, day: string): readonly Bearer[] {
  return role === 'unknown' ? bearers : bearers.filter((bearer) => bearer.at(day).role === role);
}

function goWith(bearers: readonly Bearer[], title: string): readonly Bearer[] {
  const contradicted = ({ given }: Bearer): boolean =>
    given.size > 0 && [...given].every((name) => contradicts(title, name));
  return bearers.filter((bearer) => !contradicted(bearer));
}

/** `cllr marsh`, `mr patel`. A councillor whom the roster has only as something else is another. */
function titledSurname(scan: Scan, at: number, { start, bearers }: Surnamed): boolean {
  const titleAt = titleBefore(scan, start);
  if (titleAt < 0) return false;
  const title = scan.words[titleAt]!;
  if (title === 'miss' && MISS_IS_A_VERB.has(scan.words[titleAt - 1] ?? '')) return false;
  const role = TITLES.get(title) ?? 'unknown';
  const adjacent = before(scan.words, start) === titleAt;
  const pool = narrow(byRole(goWith(bearers, title), role, scan.day), scan);
  if (adjacent || pool.length === 1)
    noteOne(scan, adjacent ? titleAt : start, at + 1, 'title', pool, role);
  return adjacent || pool.length === 1;
}

/** `marsh` alone: only if no everyday word, no place, and one person's. */
function bareSurname(scan: Scan, at: number, info: WordInfo, { start, bearers }: Surnamed): void {
  const { words, day } = scan;
  const word = withoutPossessive(words[at]!);
  const previous = words[start - 1] ?? '';
  const otherPerson = FIRST_NAMES.has(previous) && !AMBIGUOUS_FIRST_NAMES.has(previous);
  if (start === at && (AMBIGUOUS_SURNAMES.has(word) || AMBIGUOUS_FIRST_NAMES.has(word))) return;
  if (otherPerson || isPlace(words, start, at + 1)) return;
  const either = [...bearers, ...info.given.filter((bearer) => !bearers.includes(bearer))];
  const pool = narrow(either, scan);
  if (pool.length !== 1 || !bearers.includes(pool[0]!) || !pool[0]!.byOneName) return;
  note(scan, start, at + 1, 'surname', pool[0]!.at(day), 'unknown');
}

/** Looks for a person whose surname ends at the word. */
export function matchSurname(scan: Scan, at: number, info: WordInfo): void {
  const found = surnamed(scan.words, at, info.surnames);
  if (!found) return;
  if (fullName(scan, at, found) || initialAndSurname(scan, at, found)) return;
  if (titledSurname(scan, at, found)) return;
  bareSurname(scan, at, info, found);
}

/** Whether the word after a first name is the surname of somebody else. */
function othersSurname(scan: Scan, next: string, pool: readonly Bearer[]): boolean {
  const word = withoutPossessive(next);
  if (FREQUENT_SURNAMES.has(word)) return true;
  if (AMBIGUOUS_SURNAMES.has(word)) return false;
  const forms = lookUp(scan, word)?.surnames ?? [];
  return forms.length > 0 && !forms.some((form) => pool.includes(form.bearer));
}

/** What helps an everyday word to be a name: a greeting, a verb of speech, a thread's `mark's`. */
function isHelped(scan: Scan, at: number, pool: readonly Bearer[]): boolean {
  const { words, circle } = scan;
  const previous = words[at - 1] ?? '';
  if (BEFORE_A_NAME.has(previous)) return true;
  if (!circle.keys.has(pool[0]!.key)) return false;
  if (DEFINITE.has(previous) || INDEFINITE.has(previous)) return false;
  return AFTER_A_NAME.has(words[at + 1] ?? '') || words[at]!.endsWith("'s");
}

/** Looks for a person called by first name or nickname alone, or with a title (`cllr jane`). */
export function matchFirstName(scan: Scan, at: number, info: WordInfo): void {
  const { words, day } = scan;
  const titleAt = before(words, at);
  const title = titleAt >= 0 ? TITLES.get(words[titleAt]!) : undefined;
  const role = title ?? 'unknown';
  const pool = narrow(byRole(info.given, role, day), scan, byRole(info.nick, role, day));
  if (pool.length !== 1 || othersSurname(scan, words[at + 1] ?? '', pool)) return;
  const person = pool[0]!.at(day);
  if (title !== undefined) {
    note(scan, titleAt, at + 1, 'title', person, role);
    return;
  }
  if (!pool[0]!.byOneName || isPlace(words, at, at + 1)) return;
  const word = withoutPossessive(words[at]!);
  const isWord = AMBIGUOUS_FIRST_NAMES.has(word) || AMBIGUOUS_SURNAMES.has(word);
  if (isWord && !isHelped(scan, at, pool)) return;
  note(scan, at, at + 1, 'first-name', person, 'unknown');
}

const NAME_WORD = /^\p{L}[\p{L}'-]+$/u;

function mayBeName(word: string | undefined): word is string {
  if (word === undefined || !NAME_WORD.test(word)) return false;
  return !NOT_A_NAME.has(word) && !TITLES.has(word);
}

/** Looks for a title with a name that nobody bears: `mr brandreth`, `cllr john smith`. */
export function matchUnknownTitle(scan: Scan, at: number): void {
  const { words } = scan;
  const title = words[at]!;
  const nameAt = words[at + 1] === '.' ? at + 2 : at + 1;
  const previous = words[at - 1] ?? '';
  const name = words[nameAt];
  if (!mayBeName(name)) return;
  const word = withoutPossessive(name);
  const isCommon = !FREQUENT_SURNAMES.has(word) && !FIRST_NAMES.has(word);
  if (isCommon && (DEFINITE.has(previous) || INDEFINITE.has(previous))) return;
  if (title === 'miss' && MISS_IS_A_VERB.has(previous)) return;
  const next = words[nameAt + 1];
  const two = FIRST_NAMES.has(name) && mayBeName(next) && !AFTER_A_NAME.has(next);
  note(scan, at, nameAt + (two ? 2 : 1), 'title', null, TITLES.get(title) ?? 'unknown');
}
