import type { Message } from '../model/message.js';
import type { Example } from '../model/pattern.js';
import type { Pattern } from '../patterns/catalogue.js';
import { cast } from './example-people.js';
import { plainMessage } from './plain-message.js';

/** A Tuesday morning and a Saturday night by UK time. */
export const OFFICE_HOURS = '2024-03-05T10:00:00+00:00';
const UNSOCIAL_HOURS = '2024-03-09T23:20:00+00:00';

/** The message that an example stands for: who writes to whom by role, and the words. */
export function messageOf(
  example: Pick<Example, 'from' | 'to' | 'cc' | 'text'>,
  { when, ways }: Pick<Pattern, 'when' | 'ways'>,
): Message {
  const person = cast();
  const from = person(example.from);
  const to = example.to.map(person);
  const cc = (example.cc ?? []).map(person);
  const asks = [when, ...ways.flatMap((way) => way.when ?? [])];
  const isUnsocial = asks.some(({ hours }) => hours === 'unsocial');
  return plainMessage(example.text, {
    medium: asks.some(({ medium }) => medium === 'letter') ? 'letter' : 'email',
    from: [from],
    to,
    cc,
    sentAt: isUnsocial ? UNSOCIAL_HOURS : OFFICE_HOURS,
  });
}
