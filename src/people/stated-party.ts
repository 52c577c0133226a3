import type { Address } from '../model/message.js';
import type { JudgedRole } from '../model/person.js';
import { MEMBER_SIGNATURE, OFFICER_SIGNATURE } from './infer-role.js';
import { MEMBER_TITLE } from './titles.js';

/** Sorts of people outside the council that protocols tell apart; empty for all others. */
export type PartyKind = 'minister' | 'press' | 'resident' | '';

/** Somebody as a user or a letter names them. */
export interface StatedParty {
  /** Name and address as given; both empty when only a role is. */
  readonly address: Address;
  /** `unknown` when the words tell no role: the roster may. */
  readonly role: JudgedRole;
  readonly kind: PartyKind;
}

const ROLES: readonly (readonly [RegExp, JudgedRole, PartyKind])[] = [
  [/^(?:an? |the )?(?:members?|councillors?|cllrs?|group|ward members?)$/, 'member', ''],
  [/^(?:an? |the )?(?:officers?|staff|employees?|teams?|service)$/, 'officer', ''],
  [/^(?:an? |the )?political[- ](?:assistant|adviser)s?$/, 'political-assistant', ''],
  [
    /^(?:an? |the )?(?:residents?|constituents?|neighbours?|public|tenants?|applicants?|electors?|customers?|parents?|business(?:es)?|trader|club|external|outsiders?)$/,
    'external',
    'resident',
  ],
  [/^(?:the )?(?:press|media|newspapers?|editors?|journalists?|reporters?)$/, 'external', 'press'],
  [/^(?:an? |the )?(?:ministers?|mp|mps|secretary of state|government)$/, 'external', 'minister'],
];

/** Government and parliament: to these a councillor may write in the council's cause (2007 ¶15, 2019 §12). */
const MINISTER =
  /\b(?:rt\.? hon|right hon(?:ourable)?|secretary of state|cabinet secretary|minister|parliamentary under|m\.?p\.?(?=$|[,\s])|house of commons|chancellor of the exchequer|whitehall)\b/i;
const PRESS =
  /\b(?:editor|newsdesk|news desk|gazette|herald|chronicle|courier|argus|echo|mercury|newspaper|bbc|radio|reporter|journalist)\b/i;

/**
 * Reads a party as `--as` and `--to` give it: a role ("resident"), a name with what tells it ("Cllr Jane
 * Marsh", "Ruth Adeyemi, Head of Planning"), or an address ("Jane Marsh <jane@fenwick.example>").
 */
export function readStatedParty(words: string): StatedParty {
  const text = words.trim().replace(/\s+/g, ' ');
  const role = ROLES.find(([shape]) => shape.test(text.toLowerCase()));
  if (role !== undefined) return { address: NOBODY, role: role[1], kind: role[2] };
  const { name, address } = cutAddress(text);
  return { address: { name, address }, ...roleOfWords(text) };
}

const NOBODY: Address = { name: '', address: '' };

/** What the words around a name tell of its bearer. */
export function roleOfWords(text: string): Pick<StatedParty, 'role' | 'kind'> {
  const lower = text.toLowerCase();
  if (MINISTER.test(text)) return { role: 'external', kind: 'minister' };
  if (PRESS.test(text)) return { role: 'external', kind: 'press' };
  if (MEMBER_TITLE.test(lower) || MEMBER_SIGNATURE.test(lower)) return { role: 'member', kind: '' };
  if (OFFICER_SIGNATURE.test(lower)) return { role: 'officer', kind: '' };
  return { role: 'unknown', kind: '' };
}

function cutAddress(text: string): Address {
  const angled = /^(.*?)\s*<([^<>\s]+@[^<>\s]+)>$/.exec(text);
  if (angled) return { name: angled[1]!.replace(/^"|"$/g, ''), address: angled[2]!.toLowerCase() };
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return { name: '', address: text.toLowerCase() };
  return { name: text.split(',')[0]!.trim(), address: '' };
}
