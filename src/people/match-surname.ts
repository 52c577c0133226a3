import type { JudgedRole } from '../model/person.js';
import { AMBIGUOUS_FIRST_NAMES, AMBIGUOUS_SURNAMES } from './ambiguous-names.js';
import type { Bearer } from './bearers.js';
import { contradicts, FIRST_NAMES } from './first-names.js';
import { withoutPossessive } from './mention.js';
import type { SurnameForm, WordInfo } from './name-index.js';
import { before, isPlace, withTitle } from './neighbours.js';
import { byRole, lookUp, narrow, note, type Scan, sharedRole } from './scan.js';
import { PLURAL_TITLES, TITLES } from './titles.js';
import { DEFINITE, MISS_IS_A_VERB, NOT_A_NAME } from './words.js';

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

/** An ampersand may be lost on the way to tokens: `cllrs green & marsh` is `cllrs green marsh`. */
const LIST_MARKS: ReadonlySet<string> = new Set([',', 'and', '&', '.']);

function isSurname(scan: Scan, word: string): boolean {
  return (lookUp(scan, word)?.surnames.length ?? 0) > 0;
}

/** Index of the title that governs a surname; -1 for none. */
function titleBefore(scan: Scan, start: number): number {
  const { words } = scan;
  const at = before(words, start);
  const previous = words[at];
  if (previous !== undefined && TITLES.has(previous)) return at;
  const isListed = (word: string): boolean => LIST_MARKS.has(word) || isSurname(scan, word);
  if (previous === undefined || !isListed(previous)) return -1;
  for (let back = start - 1; back >= 0 && back > start - PLURAL_REACH; back--) {
    const word = words[back]!;
    if (PLURAL_TITLES.has(word)) return back;
    if (!isListed(word)) return -1;
  }
  return -1;
}

const WOMENS_TITLES: ReadonlySet<string> = new Set(['mrs', 'miss', 'ms']);

/** Whether the roster itself gives another title: `Mr P Haddow` is not Mrs Haddow. */
function hasOtherTitle({ names }: Bearer, title: string): boolean {
  const own = new Set(names.flatMap((name) => name.titles));
  if (title === 'mr') return [...own].some((each) => WOMENS_TITLES.has(each));
  return WOMENS_TITLES.has(title) && own.has('mr');
}

function goWith(bearers: readonly Bearer[], title: string): readonly Bearer[] {
  const contradicted = ({ given }: Bearer): boolean =>
    given.size > 0 && [...given].every((name) => contradicts(title, name));
  return bearers.filter((bearer) => !contradicted(bearer) && !hasOtherTitle(bearer, title));
}

/** `cllr marsh`, `mr patel`. A councillor whom the roster has only as something else is another. */
function titledSurname(scan: Scan, at: number, { start, bearers }: Surnamed): boolean {
  const titleAt = titleBefore(scan, start);
  if (titleAt < 0) return false;
  const title = scan.words[titleAt]!;
  if (title === 'miss' && MISS_IS_A_VERB.has(scan.words[titleAt - 1] ?? '')) return false;
  // `councillors may decide`, `the councillor will call`
  const isLoose = PLURAL_TITLES.has(title) || DEFINITE.has(scan.words[titleAt - 1] ?? '');
  if (isLoose && NOT_A_NAME.has(scan.words[at]!)) return false;
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
