import type { Person } from '../../model/person.js';

/** Words of rank in an officer's title; what is left names the service. */
const RANK =
  /\b(?:interim|acting|deputy|assistant|senior|principal|chief|lead|head|director|corporate|strategic|manager|officer|team leader|leader|supervisor|adviser|advisor|coordinator|co-ordinator|of)\b/gi;

/**
 * The team somebody belongs to, as far as the roster tells: members by group, officers by the
 * service their title names (`Senior Planning Officer` and `Head of Planning` are `Planning`). The
 * roster has no column for it.
 */
export function teamOf({ role, party, title }: Person): string {
  if (role === 'member') return party === '' ? 'Members' : `${party} members`;
  if (role === 'political-assistant') return 'Political assistants';
  if (role !== 'officer') return 'Outside the council';
  const last =
    title
      .replace(/\([^()]*\)/g, ' ')
      .split(/\band\s+(?=head|director)/i)
      .at(-1) ?? '';
  const service = last
    .replace(RANK, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^ ?and | and ?$/g, '')
    .trim();
  return service === '' ? title || 'Officers' : service;
}
