import type { JudgedRole } from '../model/person.js';
import { domainOf, plainAddress } from './addresses.js';
import { isMailboxRow, isPrivateRow } from './known-people.js';
import type { Roster } from './roster.js';

/** Mail providers anybody may use: a domain of theirs says nothing of a council. */
const FREE_MAIL =
  /^(?:(?:gmail|googlemail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|protonmail|proton|btinternet|talktalk|virginmedia|ntlworld|blueyonder|tiscali|sky|zoho|fastmail|yandex|mail)\.(?:com|co\.uk|net|org|me|uk)|yahoo\.[a-z.]+|(?:ymail|rocketmail|hotmail)\.[a-z.]+)$/;

/** Domains given to public bodies in the United Kingdom. */
const PUBLIC_BODY = /(?:^|\.)(?:gov\.uk|llyw\.cymru|gov\.wales|gov\.scot)$/;

export interface Domains {
  /** The council domain an address belongs to, sub-domains included; empty when foreign. */
  councilOf(address: string): string;
  /** Whether a council's officer may write from here: the roster's own or a public body's domain. */
  isCouncil(domain: string): boolean;
  /** The role that the roster's people of this domain mostly have; `unknown` when none has it. */
  usualRole(domain: string): JudgedRole;
  /** Whether the roster tells any council domain at all. */
  readonly known: boolean;
}

/** Whether the domain is a free provider's. */
export function isFreeMail(domain: string): boolean {
  return FREE_MAIL.test(domain);
}

/** Whether the domain is reserved for public bodies. */
export function isPublicBody(domain: string): boolean {
  return PUBLIC_BODY.test(domain);
}

interface Tally {
  officers: number;
  members: number;
  outsiders: number;
}

function tally(roster: Roster): Map<string, Tally> {
  const domains = new Map<string, Tally>();
  for (const entry of roster.entries) {
    if (isPrivateRow(entry) || isMailboxRow(entry)) continue;
    for (const address of [entry.email, ...entry.aliases.filter((a) => a.includes('@'))]) {
      const domain = domainOf(plainAddress(address));
      const counts = domains.get(domain) ?? { officers: 0, members: 0, outsiders: 0 };
      if (entry.role === 'external') counts.outsiders++;
      else if (entry.role === 'member') counts.members++;
      else if (address === entry.email) counts.officers++;
      domains.set(domain, counts);
    }
  }
  return domains;
}

/** An officer's office address, or several councillors': one councillor's own domain is private. */
function isCouncils(domain: string, counts: Tally): boolean {
  if (isFreeMail(domain) || counts.outsiders > 0) return false;
  return counts.officers >= 1 || counts.members >= 2;
}

function isWithin(domain: string, parent: string): boolean {
  return domain === parent || domain.endsWith(`.${parent}`);
}

/** Learns from a roster which domains are the council's (or councils'). */
export function learnDomains(roster: Roster): Domains {
  const counts = tally(roster);
  const own = [...counts].filter(([domain, c]) => isCouncils(domain, c)).map(([domain]) => domain);
  const roots = own.filter((d) => !own.some((other) => other !== d && isWithin(d, other)));
  const rootOf = (domain: string): string => roots.find((root) => isWithin(domain, root)) ?? '';
  return {
    known: roots.length > 0,
    councilOf: (address) => rootOf(domainOf(address)),
    isCouncil: (domain) => isPublicBody(domain) || rootOf(domain) !== '',
    usualRole: (domain) => {
      const c = counts.get(domain);
      if (!c || !isCouncils(domain, c)) return rootOf(domain) === '' ? 'unknown' : 'officer';
      return c.officers >= c.members || c.officers > 0 ? 'officer' : 'member';
    },
  };
}
