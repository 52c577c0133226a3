import type { Party } from '../../model/check.js';
import type { Address, Message } from '../../model/message.js';
import type { Passage } from '../../model/passage.js';
import type { JudgedRole, Person } from '../../model/person.js';
import type { Directory } from '../../people/directory.js';
import { type LetterParty, readAddressee, readSignatory } from '../../people/letter-parties.js';
import { type PartyKind, readStatedParty, type StatedParty } from '../../people/stated-party.js';
import { segment } from '../../text/passages.js';

/** Who writes a draft and to whom, settled before it is judged. */
export interface Parties {
  /** The message, its author and recipients filled in. */
  readonly message: Message;
  /** Knows those whom the options or the letter's form tell. */
  readonly directory: Directory;
  readonly author: Party;
  readonly audience: readonly Party[];
  readonly kinds: ReadonlySet<PartyKind>;
  /** What could not be told, and what would help. */
  readonly notices: readonly string[];
}

export interface StatedParties {
  /** As `--as` gives it; empty when not given. */
  readonly author: string;
  /** As `--to` gives them. */
  readonly audience: readonly string[];
}

const NO_SIGNATORY =
  'It cannot be told from the letter whether a councillor or an officer signs it, so less was looked for: say so with --as, e.g. --as "Cllr Jane Marsh" or --as officer.';
const NO_AUDIENCE =
  'It cannot be told to whom this goes, so less was looked for: say so with --to, e.g. --to resident, --to officer, --to councillor.';

/** Settles author and audience by the options first, then the roster, then what the draft itself tells. */
export function settleParties(
  message: Message,
  stated: StatedParties,
  directory: Directory,
): Parties {
  return message.medium === 'letter'
    ? ofLetter(message, stated, directory)
    : ofEmail(message, stated, directory);
}

function ofLetter(message: Message, stated: StatedParties, directory: Directory): Parties {
  const passages = segment(message);
  const text = message.parts[0]?.text ?? '';
  const own = passages.filter((p) => p.depth === 0);
  const signed = own.find((p) => p.author !== null)?.author?.name ?? '';
  const addressed = own.find((p) => p.audience.length > 0)?.audience[0]?.name ?? '';
  const known = new KnownParties(directory, message.sentAt);
  const author =
    stated.author === ''
      ? known.tell(signed, () => readSignatory(text, passages, signed))
      : known.state(readStatedParty(stated.author), signed, '--as', signatureOf(text, passages));
  // The signatory's bare name is the author's too: "Jane Marsh" under a letter by Cllr Jane Marsh.
  known.alias(author, signed);
  const audience =
    stated.audience.length === 0
      ? [known.tell(addressed, () => readAddressee(text, addressed))]
      : stated.audience.map((to) => known.state(readStatedParty(to), addressed, '--to', ''));
  const kinds = new Set(audience.map((a) => a.kind));
  return {
    message: { ...message, from: [author.address], to: audience.map((a) => a.address) },
    directory: known.directory(),
    author: toParty(author),
    audience: audience.map(toParty),
    kinds,
    notices: [
      ...(author.role === 'unknown' ? [NO_SIGNATORY] : []),
      ...(audience.every((a) => a.role === 'unknown') ? [NO_AUDIENCE] : []),
    ],
  };
}

function ofEmail(message: Message, stated: StatedParties, directory: Directory): Parties {
  const known = new KnownParties(directory, message.sentAt);
  const text = message.parts[0]?.text ?? '';
  const signature = signatureOf(text, segment(message));
  const from = message.from[0] ?? { name: '', address: '' };
  const said = stated.author === '' ? null : readStatedParty(stated.author);
  const author = said
    ? known.state(
        { ...said, address: from.address === '' && from.name === '' ? said.address : from },
        '',
        '--as',
        signature,
      )
    : known.seen(from, signature);
  const others = stated.audience.map(readStatedParty);
  const seen = [...message.to, ...message.cc, ...message.bcc].map((a) => known.seen(a, ''));
  const audience =
    seen.length > 0
      ? seen.map((party) => {
          const one = party.role === 'unknown' ? others[0] : undefined;
          return one === undefined
            ? party
            : known.state({ ...one, address: party.address }, '', '--to', '');
        })
      : others.map((one) => known.state(one, '', '--to', ''));
  const unknown = audience.filter((a) => a.role === 'unknown').map(shown);
  return {
    message: {
      ...message,
      from: [author.address],
      to: seen.length > 0 ? message.to : audience.map((a) => a.address),
    },
    directory: known.directory(),
    author: toParty(author),
    audience: audience.map(toParty),
    kinds: new Set(audience.map((a) => a.kind)),
    notices: [
      ...(author.role === 'unknown'
        ? [
            'It cannot be told whether a councillor or an officer sends this: say so with --as, or give --roster.',
          ]
        : []),
      ...(audience.length === 0 ? [NO_AUDIENCE] : []),
      ...(unknown.length > 0
        ? [
            `It is not known who ${unknown.slice(0, 3).join(', ')}${unknown.length > 3 ? ` and ${unknown.length - 3} more` : ''} may be: --roster would tell.`,
          ]
        : []),
    ],
  };
}

interface Settled {
  readonly address: Address;
  readonly role: JudgedRole;
  readonly kind: PartyKind;
  readonly reason: string;
}

const shown = ({ address }: Settled): string => address.name || address.address;

const toParty = (party: Settled): Party => ({
  name: shown(party),
  role: party.role,
  reason: party.reason,
});

function signatureOf(text: string, passages: readonly Passage[]): string {
  const signature = passages.findLast((p) => p.kind === 'signature' && p.depth === 0);
  return signature === undefined ? '' : text.slice(signature.start, signature.end);
}

/** What a role is called where no name is known. */
const NAMELESS: Readonly<Record<JudgedRole, string>> = {
  member: 'a councillor',
  officer: 'an officer',
  'political-assistant': 'a political assistant',
  external: 'somebody outside the council',
  unknown: 'somebody',
};

/** Gathers people whose roles are told, and makes a directory that knows them. */
class KnownParties {
  readonly #people = new Map<string, Person>();

  constructor(
    readonly base: Directory,
    readonly at: string,
  ) {}

  /** Somebody an option names; the roster fills in what it leaves open. */
  state(party: StatedParty, nameInText: string, option: string, signature: string): Settled {
    const { role, kind } = party;
    const hasName = party.address.name !== '' || party.address.address !== '';
    const address = hasName ? party.address : { name: nameInText || NAMELESS[role], address: '' };
    const found = this.base.resolve(address, this.at, { signature });
    if (role === 'unknown') {
      return { address, role: found.role, kind, reason: found.reason || `given by ${option}` };
    }
    const person = { ...found, role, basis: 'roster' as const, reason: `given by ${option}` };
    this.#people.set(keyOf(address), person);
    return { address, role, kind, reason: `given by ${option}` };
  }

  /** Somebody a letter names: by the roster, else by the letter's own form. */
  tell(name: string, read: () => LetterParty): Settled {
    const address = { name, address: '' };
    const found = this.base.resolve(address, this.at);
    const told = read();
    if (found.role !== 'unknown') {
      const reason = found.reason || `the roster knows ${name}`;
      return { address, role: found.role, kind: told.kind, reason };
    }
    const { role, kind, reason } = told;
    const named = { name: name || told.name || NAMELESS[role], address: '' };
    if (role !== 'unknown') {
      this.#people.set(keyOf(named), {
        ...found,
        name: named.name,
        role,
        basis: 'inferred',
        reason,
      });
    }
    return { address: named, role, kind, reason };
  }

  /** Somebody a header names. */
  seen(address: Address, signature: string): Settled {
    const { role, reason } = this.base.resolve(address, this.at, { signature });
    return { address, role, kind: '', reason };
  }

  alias({ address }: Settled, name: string): void {
    const person = this.#people.get(keyOf(address));
    if (person !== undefined && name !== '') this.#people.set(keyOf({ name, address: '' }), person);
  }

  directory(): Directory {
    if (this.#people.size === 0) return this.base;
    return {
      ...this.base,
      resolve: (address, at, hints) =>
        this.#people.get(keyOf(address)) ?? this.base.resolve(address, at, hints),
    };
  }
}

const keyOf = ({ name, address }: Address): string =>
  address === '' ? name.trim().toLowerCase() : address.toLowerCase();
