import type { MessageFacts, PassageFacts } from '../detectors/facts.js';
import type { Address, Message } from '../model/message.js';
import type { Passage } from '../model/passage.js';
import type { Person } from '../model/person.js';
import type { Directory } from '../people/directory.js';

/** More recipients than this are counted, not judged: an attack on the time a message may take. */
const MOST_JUDGED = 1_024;

/** Resolves everybody in a message as of its date. */
export function readFacts(
  message: Message,
  passages: readonly Passage[],
  directory: Directory,
): MessageFacts {
  const known = new Map<string, Person>();
  const signature = signatureOf(message, passages);
  const resolveAt = (address: Address, at: string, hint = ''): Person => {
    const key = `${address.address}\n${address.name}\n${at}\n${hint}`;
    let person = known.get(key);
    if (person === undefined) {
      person = directory.resolve(address, at, hint === '' ? undefined : { signature: hint });
      known.set(key, person);
    }
    return person;
  };
  const resolve = (address: Address): Person => resolveAt(address, message.sentAt);
  const all = (list: readonly Address[]): Person[] => list.slice(0, MOST_JUDGED).map(resolve);
  const first: Address = message.from[0] ?? letterAuthor(passages);
  const author = resolveAt(first, message.sentAt, signature);
  const passageFacts = passages.map((passage): PassageFacts => {
    const own = passage.depth === 0;
    const at = passage.sentAt || message.sentAt;
    return {
      passage,
      author:
        passage.author === null
          ? own
            ? author
            : NOBODY
          : sameAddress(passage.author, first)
            ? author
            : resolveAt(passage.author, at),
      audience: passage.audience.slice(0, MOST_JUDGED).map((a) => resolveAt(a, at)),
    };
  });
  return {
    message,
    author,
    to: all(message.to),
    cc: all(message.cc),
    bcc: all(message.bcc),
    passages: passageFacts,
    resolve,
  };
}

/** The writer of a passage whose text does not tell. */
export const NOBODY: Person = {
  key: '',
  name: '',
  role: 'unknown',
  party: '',
  title: '',
  basis: 'none',
  reason: 'the text does not tell who wrote it',
};

const sameAddress = (a: Address, b: Address): boolean =>
  a.address === b.address && (a.address !== '' || a.name === b.name);

/** A letter has no From: whoever signs it wrote it. */
function letterAuthor(passages: readonly Passage[]): Address {
  return (
    passages.find((p) => p.depth === 0 && p.author !== null)?.author ?? { name: '', address: '' }
  );
}

function signatureOf(message: Message, passages: readonly Passage[]): string {
  const passage = passages.find((p) => p.kind === 'signature' && p.depth === 0);
  if (passage === undefined) return '';
  const part = message.parts.find((p) => p.id === passage.part);
  return part?.text.slice(passage.start, passage.end) ?? '';
}
