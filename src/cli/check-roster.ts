import { parseRoster } from '../people/roster.js';
import { readRosterFile } from './read-roster.js';
import { openOut } from './write-out.js';

/** `probity roster check FILE`: throws AuthorError with every mistake, otherwise counts the roles. */
export async function checkRoster(path: string): Promise<void> {
  const { entries } = parseRoster(await readRosterFile(path), path);
  const counts = new Map<string, number>();
  for (const { role } of entries) counts.set(role, (counts.get(role) ?? 0) + 1);
  const roles = [...counts].map(([role, count]) => `${role} ${count}`).join(', ');
  const rows = `${entries.length} row${entries.length === 1 ? '' : 's'}`;
  await openOut(undefined).write([`${path}: ${rows}, no mistakes (${roles}).\n`]);
}
