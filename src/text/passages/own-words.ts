import type { LineKind } from './classify.js';
import type { Level } from './levels.js';

/** Words that say that something is passed on. English and Welsh. */
const PASSES_ON =
  /\b(?:below|see under|fyi|for info|for information|for your info|forwarding|forwarded|fwd|passing (?:it|this|the|that|on)|pass (?:it|this|that) on|sent on|sending (?:it|this|that) on|trail|gweler|isod|er gwybodaeth|anfon ymlaen)\b/i;

const GREETING =
  /^(?:hi|hello|hiya|hey|dear|morning|good morning|afternoon|good afternoon|evening|good evening|all|annwyl|helo|haia|bore da|prynhawn da|noswaith dda|s'mae)\b[^.?!]{0,40}$/i;

/** Own words are counted up to this many; a longer text is no cover line. */
const ENOUGH = 200;

/** Counts a level's own words, and notes whether they pass something on. */
export function noteOwnWords(
  level: Level,
  lines: readonly string[],
  kinds: readonly LineKind[],
): void {
  for (let index = 0; index < lines.length && level.ownWords < ENOUGH; index += 1) {
    const line = lines[index]!;
    if (line === '' || kinds[index] !== 'text') continue;
    if (level.ownWords === 0 && isGreeting(line)) continue;
    const words = line.slice(0, 2000);
    level.ownWords += words.split(/\s+/).length;
    level.passesOn ||= PASSES_ON.test(words);
  }
}

/** "Hi Margaret", "Margaret," or "Margaret". */
function isGreeting(line: string): boolean {
  if (GREETING.test(line)) return true;
  return line.length < 40 && /^[\p{L}’' -]+,?$/u.test(line) && line.split(' ').length <= 2;
}
