import type { Address, Message } from '../model/message.js';
import type { Passage } from '../model/passage.js';
import type { JudgedRole, Person } from '../model/person.js';

/** A passage with its people resolved. */
export interface PassageFacts {
  readonly passage: Passage;
  readonly author: Person;
  readonly audience: readonly Person[];
}

/** One message with its people resolved: what detectors and patterns judge. */
export interface MessageFacts {
  readonly message: Message;
  readonly author: Person;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly passages: readonly PassageFacts[];
  /** Resolves an address as of the message's date. */
  readonly resolve: (address: Address) => Person;
}

/** Members and those who act for a group: who a silent copy may reach. */
export const isMember = (person: { readonly role: JudgedRole }): boolean =>
  person.role === 'member';

export const isOfficer = (person: { readonly role: JudgedRole }): boolean =>
  person.role === 'officer';

/** To and Cc: everybody whom every recipient can see. */
export const visible = (facts: MessageFacts): readonly Person[] => [...facts.to, ...facts.cc];

/** Whether a set of people joins a member and an officer: correspondence the protocols speak of. */
export function isMemberOfficer(people: readonly Person[]): boolean {
  return people.some(isMember) && people.some(isOfficer);
}
