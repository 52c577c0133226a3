import { AMBIGUOUS_FIRST_NAMES } from './ambiguous-names.js';
import type { Bearer } from './bearers.js';
import { withoutPossessive } from './mention.js';
import type { HeldPost, Phrase, WordInfo } from './name-index.js';
import { narrow, note, type Scan } from './scan.js';
import { GRADES, SERVICE_JOINERS, SERVICE_WORDS, UNIT_WORDS } from './services.js';
import { BEFORE_A_NAME, DEFINITE, INDEFINITE, NOT_THE_HOLDER } from './words.js';

/** Who holds a post by some of the words of its title. */
export type FindHolders = (words: readonly string[]) => readonly Bearer[];

/** Finds roster posts by title words: `enforcement officer` in `Planning Enforcement Officer`. */
export function holdersByWords(held: readonly HeldPost[]): FindHolders {
  const posts = held
    .filter(({ role }) => role === 'officer')
    .map(({ bearer, title }) => ({
      bearer,
      words: new Set(title.toLowerCase().split(/[^\p{L}'-]+/u)),
    }));
  return (words) => {
    return posts
      .filter((post) => words.every((word) => post.words.has(word)))
      .map(({ bearer }) => bearer);
  };
}

function matches(words: readonly string[], at: number, phrase: Phrase): boolean {
  const last = phrase.words.length - 1;
  return phrase.words.every((word, index) => {
    const seen = words[at + index];
    return (
      seen === word || (index === last && seen !== undefined && withoutPossessive(seen) === word)
    );
  });
}

const STAND_INS: ReadonlySet<string> = new Set(['interim', 'acting', 'new', 'current']);

/** Whether the words before allow the post to mean one person, and whether its present holder. */
function reading(words: readonly string[], at: number, bare: boolean): 'holder' | 'another' | null {
  let back = at - 1;
  let who: 'holder' | 'another' = 'holder';
  while (back >= 0 && (STAND_INS.has(words[back]!) || NOT_THE_HOLDER.has(words[back]!))) {
    if (NOT_THE_HOLDER.has(words[back]!)) who = 'another';
    back--;
  }
  const previous = words[back] ?? '';
  if (INDEFINITE.has(previous)) return null;
  return bare || DEFINITE.has(previous) ? who : null;
}

/** Looks for initials or a post of roster or language; gives the index after it, or -1. */
export function matchPhrase(scan: Scan, at: number, info: WordInfo): number {
  const { words, day } = scan;
  for (const phrase of info.phrases) {
    if (!matches(words, at, phrase)) continue;
    const to = at + phrase.words.length;
    if (phrase.how === 'initials') {
      const pool = narrow(phrase.holders, scan);
      if (pool.length === 1) note(scan, at, to, 'initials', pool[0]!.at(day), 'unknown');
      return to;
    }
    const who = reading(words, at, phrase.bare);
    if (!who) continue;
    const holders = who === 'holder' ? narrow(phrase.holders, scan) : [];
    const only = holders.length === 1 ? holders[0]!.at(day) : null;
    const from = who === 'another' ? at - 1 : at;
    note(scan, from, to, 'post', only, phrase.role);
    return to;
  }
  return -1;
}

/** No service's name is longer. */
const MAX_SERVICE_WORDS = 6;

/** The index after a service's name that begins at `at`; `at` itself when none does. */
function serviceEnd(words: readonly string[], at: number): number {
  let end = at;
  while (end < words.length && end - at < MAX_SERVICE_WORDS) {
    const word = withoutPossessive(words[end]!);
    const joins = SERVICE_JOINERS.has(word) && end > at && SERVICE_WORDS.has(words[end + 1] ?? '');
    if (!SERVICE_WORDS.has(word) && !joins) break;
    end++;
  }
  if (end > at && UNIT_WORDS.has(withoutPossessive(words[end] ?? ''))) end++;
  return end;
}

function skipArticle(words: readonly string[], at: number): number {
  return DEFINITE.has(words[at] ?? '') ? at + 1 : at;
}

/** Looks for `head of X` and `director of X`; gives the index after it, or -1. */
export function matchHead(scan: Scan, at: number): number {
  const { words } = scan;
  if (words[at + 1] !== 'of') return -1;
  const bare = words[at] === 'head' || words[at] === 'director';
  const start = skipArticle(words, at + 2);
  const end = serviceEnd(words, start);
  if (end === start) return -1;
  let from = at;
  while (from > 0 && GRADES.has(words[from - 1]!)) from--;
  if (!reading(words, from, bare)) return -1;
  note(scan, from, end, 'post', null, 'officer');
  return end;
}

/** Looks for `the tree officer`, `your senior planning officer`: a service's post with an article. */
export function matchPostNoun(scan: Scan, at: number, find: FindHolders): void {
  const { words, day } = scan;
  if (words[at + 1] === 'of') return;
  let from = at;
  while (from > 0 && at - from < MAX_SERVICE_WORDS) {
    const word = words[from - 1]!;
    const joins =
      SERVICE_JOINERS.has(word) && word !== 'the' && SERVICE_WORDS.has(words[from - 2] ?? '');
    if (!SERVICE_WORDS.has(word) && !GRADES.has(word) && !(joins && from < at)) break;
    from--;
  }
  if (from === at || !DEFINITE.has(words[from - 1] ?? '')) return;
  const post = [...words.slice(from, at), withoutPossessive(words[at]!)];
  const holders = narrow(find(post), scan);
  note(scan, from, at + 1, 'post', holders.length === 1 ? holders[0]!.at(day) : null, 'officer');
}

/** Service words that after `in` or `from` mostly mean no team: `in place`, `from home`. */
const NO_TEAM: ReadonlySet<string> = new Set(
  `place house law care contact school schools street streets road roads public early land local site
sites control homes home community building buildings people works members member stock capital town
county district countryside open response quality credit security training play business safety
major project systems general conduct test term education credit debt open council committee
committees coast parks election elections`.split(/\s+/),
);

/** Looks for somebody whom only first name and team tell: `roger in parking`, `sue from highways`. */
export function matchNameInService(scan: Scan, at: number, info: WordInfo): void {
  const { words, day } = scan;
  const preposition = words[at + 1];
  if (preposition !== 'in' && preposition !== 'from' && preposition !== 'over') return;
  const start = skipArticle(
    words,
    preposition === 'over' && words[at + 2] === 'in' ? at + 3 : at + 2,
  );
  const end = serviceEnd(words, start);
  if (end === start || (end === start + 1 && NO_TEAM.has(words[start]!))) return;
  const previous = words[at - 1] ?? '';
  if (DEFINITE.has(previous) || INDEFINITE.has(previous)) return;
  if (AMBIGUOUS_FIRST_NAMES.has(words[at]!) && !AFTER_WHICH_A_NAME.has(previous)) return;
  const pool = narrow(info.given, scan, info.nick);
  const only = pool.length === 1 ? pool[0]!.at(day) : null;
  // `jane from legal` may be another Jane than the councillor of the thread.
  const fits = only !== null && only.role !== 'member' && only.role !== 'external';
  note(scan, at, end, 'first-name', fits ? only : null, 'officer');
}

const AFTER_WHICH_A_NAME: ReadonlySet<string> = new Set([
  ...BEFORE_A_NAME,
  ...'with by ask asked asking tell told telling and to from see ring rang phone email saw met that'.split(
    ' ',
  ),
]);
