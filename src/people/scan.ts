import type { JudgedRole, Person } from '../model/person.js';
import type { Bearer } from './bearers.js';
import { labelOf, type Mention } from './mention.js';
import type { NameIndex, WordInfo } from './name-index.js';

/** What the people of a thread tell: who is near when a name could mean several. */
export interface Circle {
  readonly keys: ReadonlySet<string>;
  readonly councils: ReadonlySet<string>;
  /** Names of those whom the roster does not know; null when it knows all. */
  readonly strangers: NameIndex | null;
}

/** One sentence being scanned. */
export interface Scan {
  /** Without accents, for comparing. */
  readonly words: readonly string[];
  /** As they were given, for labels. */
  readonly shown: readonly string[];
  readonly circle: Circle;
  readonly day: string;
  readonly index: NameIndex;
  readonly found: Mention[];
}

/** What roster and thread know of a word together. */
export function lookUp(scan: Scan, word: string): WordInfo | undefined {
  const known = scan.index.get(word);
  const strange = scan.circle.strangers?.get(word);
  if (!known || !strange) return known ?? strange;
  return {
    ...known,
    surnames: [...known.surnames, ...strange.surnames],
    given: [...known.given, ...strange.given],
    nick: [...known.nick, ...strange.nick],
  };
}

function inCircle(bearers: readonly Bearer[], { circle }: Scan): readonly Bearer[] {
  return bearers.filter((bearer) => circle.keys.has(bearer.key));
}

/** Those of the thread's council, or of none; everybody when the thread tells no council. */
function near(bearers: readonly Bearer[], { circle }: Scan): readonly Bearer[] {
  if (circle.councils.size === 0) return bearers;
  return bearers.filter((b) => b.council === '' || circle.councils.has(b.council));
}

/** Of several, those in post on the day; of these, those of the thread's council. */
function likeliest(bearers: readonly Bearer[], scan: Scan): readonly Bearer[] {
  if (bearers.length < 2) return bearers;
  const current = bearers.filter((bearer) => bearer.isCurrent(scan.day));
  const pool = current.length > 0 ? current : bearers;
  const own = pool.filter((bearer) => scan.circle.councils.has(bearer.council));
  return own.length > 0 ? own : pool;
}

/**
 * Who is meant among the bearers of a name: somebody of the thread first, then of its council,
 * then of the roster. More than one means that the name alone does not tell.
 *
 * @param weaker bearers by nickname, looked at when nobody bears the very name
 */
export function narrow(
  bearers: readonly Bearer[],
  scan: Scan,
  weaker: readonly Bearer[] = [],
): readonly Bearer[] {
  for (const pool of [inCircle(bearers, scan), inCircle(weaker, scan)]) {
    if (pool.length > 0) return likeliest(pool, scan);
  }
  const rest = near(bearers, scan);
  return likeliest(rest.length > 0 ? rest : near(weaker, scan), scan);
}

/** Those who have a role on the day; all of them when the role is unknown. */
export function byRole(
  bearers: readonly Bearer[],
  role: JudgedRole,
  day: string,
): readonly Bearer[] {
  return role === 'unknown' ? bearers : bearers.filter((bearer) => bearer.at(day).role === role);
}

/** The role that all of several people share; `unknown` when they differ. */
export function sharedRole(bearers: readonly Bearer[], day: string): JudgedRole {
  const roles = new Set(bearers.map((bearer) => bearer.at(day).role));
  return roles.size === 1 ? [...roles][0]! : 'unknown';
}

/** Notes a mention; where two overlap the longer stays, and of equals the one that knows whom. */
export function note(
  scan: Scan,
  from: number,
  to: number,
  how: Mention['how'],
  who: Person | null,
  role: JudgedRole,
): void {
  const { found, shown } = scan;
  for (let last = found.at(-1); last && last.to > from; last = found.at(-1)) {
    const shorter = last.to - last.from - (to - from);
    if (shorter > 0 || (shorter === 0 && last.person !== null)) return;
    found.pop();
  }
  const label = labelOf(shown, from, to);
  found.push({ person: who, label, from, to, how, role: who?.role ?? role });
}
