import type { Address } from '../model/message.js';
import type { JudgedRole } from '../model/person.js';
import { domainOf, localPart } from './addresses.js';
import { type Domains, isFreeMail, isPublicBody } from './domains.js';
import { MEMBER_TITLE } from './titles.js';

/** A role worked out without the roster, and from what. */
export interface Inference {
  readonly role: JudgedRole;
  /** In words for a reader; says when little supports it. */
  readonly reason: string;
}

/** Only the first lines of a signature tell who signs; below come disclaimers and slogans. */
const SIGNATURE_CHARACTERS = 800;
/** A reason shows the line of the signature up to here. */
const QUOTED_CHARACTERS = 80;

const ASSISTANT =
  /\bpolitical (?:assistant|adviser|advisor)\b|\bgroup (?:office|support officer|researcher|political)\b|\bcynorthwyydd gwleidyddol\b/;

/** Somebody who works for a councillor or an office is not that councillor. */
const SERVES =
  /\b(?:p\.?a\.?|ea|personal assistant|executive assistant|secretary|diary|support(?: officer)?|assistant|office of|on behalf of|caseworker)\s+(?:to|of|for)?\s*(?:the\s+)?(?:cllrs?|councillor|leader|mayor|provost|cabinet|group|chief|director|head)\b/;

/** Lines of a signature that only a councillor has; matched in lower case. */
export const MEMBER_SIGNATURE =
  /\b(?:cllr\.?|councillor|cynghorydd|cyng\.?)\s+(?:\p{L}[\p{L}'’.-]*|for\b|dros\b)|\b(?:ward|county|town|parish|city|borough|district|community|council) (?:member|councillor)\b|\bcouncillor\s*[,|–-]|\b(?:deputy )?leader of (?:the )?(?:opposition|council|[\p{L} ]{1,40}group)|\bcabinet member\b|\bportfolio holder\b|\bexecutive member for\b|\bmember for [\p{L}' ]+(?:ward|division)\b|\baelod(?: y| o'r)? (?:ward|cabinet)\b|\bgroup leader\b/u;

/** What a school, a club or a residents' association has too: only with a council's domain. */
const MEMBER_AT_COUNCIL =
  /^(?:deputy )?leader(?=[;,]|$)|^(?:vice[- ])?chair(?:man|woman|person)? of\b|\b(?:ward|division)$|^(?:lord |town |deputy )?(?:mayor|provost)\b/;

/** Lines that name an officer's post; matched in lower case. */
export const OFFICER_SIGNATURE =
  /\b(?:(?:assistant |deputy )?head of|(?:assistant |deputy |corporate |executive |strategic )*director(?: of)?\b|(?:[\p{L}-]+ )?officer\b|solicitor\b|lawyer\b|chief exec|(?:deputy )?(?:town|parish|community) clerk|clerk to the council|clerk and\b|democratic services|(?:service|area|project|team|contracts?|operations|general|policy|development|business|finance|parking|housing|planning) (?:manager|leader|lead)|engineer\b|surveyor\b|planner\b|accountant\b|auditor\b|adviser\b|advisor\b|social worker|environmental health|pennaeth|swyddog|cyfarwyddwr|prif weithredwr|p\.?a\.? to\b|personal assistant)/u;

const MEMBER_LOCAL = /^(?:cllr|cllrs|councillor|cyng|cynghorydd|ald|alderman|bailie|provost)[._-]/;
const MEMBER_DOMAIN = /^(?:members?|councillors?|cllrs?|aelodau|cynghorwyr)\./;

function quote(text: string): string {
  return `“${text.trim().replace(/\s+/g, ' ')}”`;
}

/** The first line of a signature that tells: `PA to the Leader` is no leader, nor is her councillor. */
function bySignature(text: string, domains: Domains, domain: string): Inference | null {
  const isCouncil = domains.isCouncil(domain);
  for (const line of text.slice(0, SIGNATURE_CHARACTERS).split('\n')) {
    const lower = line.toLowerCase();
    const says = `the signature says ${quote(line.slice(0, QUOTED_CHARACTERS))}`;
    if (ASSISTANT.test(lower)) return { role: 'political-assistant', reason: says };
    const serves = SERVES.test(lower);
    if (!serves && MEMBER_SIGNATURE.test(lower)) return { role: 'member', reason: says };
    if (isCouncil && !serves && MEMBER_AT_COUNCIL.test(lower.trim())) {
      return { role: 'member', reason: says };
    }
    if (isCouncil && (serves || OFFICER_SIGNATURE.test(lower))) {
      const other = domains.known && domains.councilOf(`x@${domain}`) === '';
      const doubt = other ? '; low certainty: the domain is not one of the roster’s' : '';
      return { role: 'officer', reason: `${says} and ${domain} is a council’s${doubt}` };
    }
  }
  return null;
}

function byAddress(address: Address, domain: string): Inference | null {
  const title = MEMBER_TITLE.exec(address.name.toLowerCase());
  if (title && !SERVES.test(address.name.toLowerCase())) {
    return { role: 'member', reason: `the name ${quote(address.name)} has a councillor’s title` };
  }
  if (MEMBER_LOCAL.test(localPart(address.address))) {
    return { role: 'member', reason: `the address ${address.address} begins as a councillor’s` };
  }
  if (MEMBER_DOMAIN.test(domain)) {
    return { role: 'member', reason: `the domain ${domain} is one for members` };
  }
  return null;
}

function byDomain(domain: string, domains: Domains): Inference {
  if (domain === '') return { role: 'unknown', reason: '' };
  const usual = domains.usualRole(domain);
  if (usual !== 'unknown') {
    const whose = usual === 'officer' ? 'officers' : 'members';
    const reason = `low certainty: nothing but the domain ${domain}, which the roster’s ${whose} use`;
    return { role: usual, reason };
  }
  if (domains.known) {
    return {
      role: 'external',
      reason: `the domain ${domain} is none that the roster’s council uses`,
    };
  }
  if (isPublicBody(domain)) {
    return {
      role: 'officer',
      reason: `low certainty: nothing but the public body’s domain ${domain}`,
    };
  }
  if (isFreeMail(domain)) {
    return { role: 'external', reason: `low certainty: nothing but the free provider ${domain}` };
  }
  return { role: 'unknown', reason: '' };
}

/**
 * Works out the role of somebody whom the roster does not know: by signature and display name,
 * then by the address, at last by the domain alone (said to be of low certainty).
 */
export function inferRole(address: Address, signature: string, domains: Domains): Inference {
  const domain = domainOf(address.address);
  const display = address.name.toLowerCase();
  const assistant = ASSISTANT.exec(display);
  if (assistant) {
    return { role: 'political-assistant', reason: `the name says ${quote(assistant[0])}` };
  }
  const titled = byAddress(address, domain);
  if (titled) return titled;
  const signed = signature === '' ? null : bySignature(signature, domains, domain);
  if (signed) return signed;
  const shown = OFFICER_SIGNATURE.exec(display);
  if (shown && domains.isCouncil(domain)) {
    return { role: 'officer', reason: `the name ${quote(address.name)} tells a post` };
  }
  return byDomain(domain, domains);
}
