/** Who somebody is to the council. `political-assistant`: a post under s.9 LGHA 1989. */
export const ROLES = ['member', 'officer', 'political-assistant', 'external'] as const;
export type Role = (typeof ROLES)[number];

/** A role as judged: `unknown` when neither the roster nor inference can tell. */
export type JudgedRole = Role | 'unknown';

/** One row of the roster: a person in one role for a stretch of time. */
export interface RosterEntry {
  readonly name: string;
  /** Lower-cased address. */
  readonly email: string;
  readonly role: Role;
  readonly party: string;
  readonly title: string;
  /** ISO dates (`2024-05-02`), both inclusive; empty when open. */
  readonly from: string;
  readonly until: string;
  /** Further addresses (with `@`) and names or nicknames (without). */
  readonly aliases: readonly string[];
}

/** A person as known at the time of one message. */
export interface Person {
  /** Stable key: the roster's main address, or the address seen. */
  readonly key: string;
  readonly name: string;
  readonly role: JudgedRole;
  readonly party: string;
  readonly title: string;
  /** Where the role comes from; an inferred one lowers a finding's confidence. */
  readonly basis: 'roster' | 'inferred' | 'none';
  /** For an inferred role, what it was inferred from, in words for a reader. */
  readonly reason: string;
}
