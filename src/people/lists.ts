import type { JudgedRole } from '../model/person.js';
import { localPart } from './addresses.js';

/** Words of an address that name a list of councillors; the second line holds run-together forms. */
const MEMBER_WORDS =
  /(?:^|[._-])(?:all-?members|members|councillors|cllrs|aelodau|cynghorwyr|aldermen|cabinet|executive|committee|group|pwyllgor|gr[wŵ]p)(?=$|[._-])|^(?:all(?:members|councillors|cllrs)|pobaelod|[a-z]+(?:group|committee|members|councillors))$/;
const OFFICER_WORDS =
  /(?:^|[._-])(?:team|teams|service|services|officers|staff|department|dept|support|office|unit|desk|helpdesk|servicedesk|admin|enquiries|info|contact|customer|complaints|planning|licensing|housing|highways|legal|hr|it|ict|finance|elections|electoral|democratic|press|media|comms|foi|reception|mailbox|noreply|no-?reply|do-?not-?reply|donotreply|postmaster|payroll|parking|benefits|environment|clerk)(?=$|[._-])|^[a-z]+(?:team|services?|support|office|desk|enquiries)$/;
/** An address that ends so is the councillors', whatever stands before: `planning-committee@`. */
const ENDS_IN_MEMBERS = /(?:members|councillors|cllrs|committee|cabinet|group|aelodau)$/;
const STAFF_GROUP = /(?:staff|officers?|working|project|user|steering)[._-]?group$/;
/** So plainly a council's list that even an unknown domain may be believed. */
const PLAINLY_MEMBERS =
  /(?:councillors|cllrs|aelodau|cynghorwyr|^all[._-]?(?:members|councillors|cllrs)|pobaelod|(?:labour|conservative|lib-?dem|liberal-?democrat|green|independent|reform|plaid|snp)[._-]?group)/;

/** A post that has an address of its own: who reads it changes, its role does not. */
const POST_MAILBOXES: readonly (readonly [RegExp, JudgedRole])[] = [
  [/^(?:the[._-]?)?(?:town|parish|community|deputy)?[._-]?clerk$|^clerc$/, 'officer'],
  [/^chief[._-]?exec(?:utive)?$|^ceo$|^monitoring[._-]?officer$|^town[._-]?hall$/, 'officer'],
  [/^(?:deputy[._-]?)?(?:leader|mayor|provost|lord[._-]?(?:mayor|provost))$/, 'member'],
];

/** What an address that names no person is. */
export interface ListGuess {
  readonly role: JudgedRole;
  /** The name to show: `All members`, `Planning team`. */
  readonly name: string;
  /** The words of the address that told. */
  readonly word: string;
  /** Holds for any domain, not just a council's. */
  readonly plain: boolean;
}

function title(local: string): string {
  const words = local.replace(/[._-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Whether an address is a list's or a team's by its words: `all-members@`, `labour-group@` speak to
 * councillors, `planning-team@`, `member.services@` to officers.
 */
export function guessList(address: string): ListGuess | null {
  const local = localPart(address).normalize('NFC');
  const name = title(local);
  const post = POST_MAILBOXES.find(([shape]) => shape.test(local));
  if (post) return { role: post[1], name, word: local, plain: false };
  const isMembers = ENDS_IN_MEMBERS.test(local) && !STAFF_GROUP.test(local);
  // `member.support@` and `committee.services@` are officers' boxes: their word wins.
  const officer = isMembers ? null : OFFICER_WORDS.exec(local);
  if (officer)
    return { role: 'officer', name, word: officer[0].replace(/^[._-]/, ''), plain: false };
  const member = MEMBER_WORDS.exec(local);
  if (STAFF_GROUP.test(local)) return { role: 'officer', name, word: local, plain: false };
  if (!member) return null;
  const word = member[0].replace(/^[._-]/, '');
  return { role: 'member', name, word, plain: PLAINLY_MEMBERS.test(local) };
}

/** The role a list's own name shows, for rosters that note lists as external. */
export function listRoleByName(text: string): JudgedRole {
  if (/\b(?:team|staff|officers|services?|support|desk)\b/i.test(text)) return 'officer';
  if (/\b(?:members|councillors|cllrs|aelodau|group|cabinet|committee)\b/i.test(text))
    return 'member';
  return 'unknown';
}
