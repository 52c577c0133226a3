import type { Address } from '../../model/message.js';
import { readMailbox } from './addresses.js';
import { readQuotedDate } from './dates.js';
import { type Level, openLevel, type Stretch } from './levels.js';
import { type Line, wordsOf } from './lines.js';

/** Fewest lines of the form that make a part an exported chat. */
const FEWEST = 3;

/** "13/09/2023, 19:42 - Wendy Stubbings: Not me" and "[13/09/2023, 19:42:10] Wendy: …". */
const SPOKEN =
  /^\[?(\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)(?:\] ?| - )([^:]{1,60}): /i;

/**
 * Divides an exported chat among its speakers, so that nobody is charged with another's words; null
 * when the part is no chat. Everybody in it is the audience of everybody else. Lines without a speaker go on with the one before.
 */
export function divideChat(text: string, lines: readonly Line[], root: Level): Stretch[] | null {
  const found = lines.map((line) => SPOKEN.exec(wordsOf(text, line).slice(0, 120)));
  if (found.filter((line) => line !== null).length < FEWEST) return null;
  const stretches: Stretch[] = [];
  const speakers = new Map<string, Address>();
  for (const line of found) {
    const speaker = line === null ? null : readMailbox(line[2]!);
    if (speaker !== null) speakers.set(line![2]!, speaker);
  }
  let level = root;
  let from = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    const spoken = index < lines.length ? found[index] : undefined;
    if (spoken === null) continue;
    if (index > from) stretches.push({ from, to: index, level, role: 'text' });
    from = index;
    if (spoken === undefined) break;
    const author = speakers.get(spoken[2]!) ?? null;
    level = {
      ...openLevel(root, 'attribution', root.subject),
      depth: root.depth,
      kind: root.kind,
      author,
      audience: [...speakers.values()].filter((other) => other !== author),
      sentAt: readQuotedDate(spoken[1]!),
      headed: true,
    };
  }
  return stretches;
}
