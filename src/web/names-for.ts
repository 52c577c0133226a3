import { parseRoster } from '../people/roster.js';
import { readRosterOf } from '../pipeline/roster-of.js';
import type { Desk } from './desk.js';
import { type Nameable, type Names, nameableOf, PLAIN, pseudonyms } from './names.js';
import type { Session } from './sessions.js';

/**
 * How a session names the people of a case: as they are, or by labels.
 *
 * @param seen people of the mail that is shown, besides those of the roster
 */
export async function namesFor(
  desk: Desk,
  session: Session,
  caseId: string,
  seen: readonly Nameable[],
): Promise<Names> {
  if (!session.pseudonymised) return PLAIN;
  const text = await readRosterOf(desk.store, caseId);
  return pseudonyms(caseId, [...rosterIn(text), ...seen], session.revealed);
}

/** Mistakes of the roster were told when it was scanned with; here its people stay unknown. */
function rosterIn(text: string): Nameable[] {
  if (text === '') return [];
  try {
    return parseRoster(text, 'roster').entries.map(nameableOf);
  } catch {
    return [];
  }
}
