import type { Message, PartId } from '../../model/message.js';
import type { Person } from '../../model/person.js';

/** The header line that holds one of these people, as evidence; the To line when none does. */
export function recipientsLine(
  message: Message,
  people: readonly Person[],
): { readonly part: PartId; readonly line: string } {
  for (const name of ['bcc', 'cc', 'to'] as const) {
    const held = message[name].some((a) =>
      people.some((p) => p.key === a.address || p.name === a.name),
    );
    const line = message.headers.find((h) => h.name === name)?.value;
    if (held && line !== undefined) return { part: `header:${name}`, line };
  }
  return { part: 'header:to', line: message.headers.find((h) => h.name === 'to')?.value ?? '' };
}
