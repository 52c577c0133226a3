import { AMBIGUOUS_FIRST_NAMES, AMBIGUOUS_SURNAMES } from './ambiguous-names.js';
import type { Bearer } from './bearers.js';
import { FIRST_NAMES, FREQUENT_SURNAMES } from './first-names.js';
import { withoutPossessive } from './mention.js';
import type { WordInfo } from './name-index.js';
import { before, isPlace } from './neighbours.js';
import { byRole, lookUp, narrow, note, type Scan } from './scan.js';
import { TITLES } from './titles.js';
import {
  AFTER_A_NAME,
  BEFORE_A_NAME,
  DEFINITE,
  INDEFINITE,
  MISS_IS_A_VERB,
  NOT_A_NAME,
} from './words.js';

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
    if (NOT_A_NAME.has(words[at]!)) return;
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
