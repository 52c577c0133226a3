import type { Hit } from '../../model/hit.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Person } from '../../model/person.js';
import type { Detector } from '../detector.js';
import { isMember, isMemberOfficer, isOfficer, type MessageFacts, visible } from '../facts.js';
import { bccExamples } from './bcc-examples.js';
import { BULK_RECIPIENTS, isListMail, isSystemAddress } from './guards.js';

const meta: PatternMeta = {
  id: 'silent-copy/bcc',
  category: 'silent-copy',
  layer: 'structure',
  title: 'Blind copy of member–officer correspondence to a councillor',
  status: 'stable',
  version: 1,
  severity: 'high',
  confidence: 0.9,
  clauses: { 'protocol-2007': ['15'], 'london-councils-2019': ['12'] },
  rationale:
    'A Bcc line shows that a councillor was sent an exchange between a member and an officer ' +
    'without the others being able to see it.',
  advice: 'Copy openly, after telling the councillor concerned and getting consent, or not at all.',
  falsePositives: [
    'A mailing to many residents hides their addresses from one another.',
    'Blind copies to oneself, to an archive or to a ticket desk reach no other councillor.',
    'A list or rule added the recipient, not the author.',
  ],
};

/** Bcc in the sender's own copy, or kept in a received one (RFC 5322 §3.6.3). */
export const bccDetector: Detector = { meta, examples: bccExamples, detect };

function detect(facts: MessageFacts): readonly Hit[] {
  const { message, author } = facts;
  const named = message.bcc.length > 0 ? message.bcc : [];
  if (named.length === 0 || named.length >= BULK_RECIPIENTS || isListMail(message)) return [];
  const seen = new Set(visible(facts).map((p) => p.key));
  const hidden = facts.bcc.filter(
    (p) => p.key !== author.key && !seen.has(p.key) && !isSystemAddress(p.key),
  );
  const councillors = hidden.filter(isMember);
  if (councillors.length === 0 || !concernsExchange(facts)) return [];
  const line = message.headers.find((h) => h.name === 'bcc')?.value ?? '';
  const received = message.headers.some((h) => h.name === 'received');
  return [
    {
      pattern: meta,
      severity: isOfficer(author) ? 'high' : 'medium',
      confidence: meta.confidence * certainty([author, ...councillors]),
      evidence: [
        { part: 'header:bcc', start: 0, end: line.length, quote: line, author: author.key },
      ],
      because: [
        received
          ? 'shown by a Bcc line kept in a received copy'
          : "shown by the Bcc line of the sender's own copy",
        `${councillors.map((p) => p.name).join(', ')} could not be seen by the other recipients`,
        ...doubts([author, ...councillors]),
      ],
    },
  ];
}

/** Member and officer among sender and visible recipients, or one of them quoted to the other side. */
function concernsExchange(facts: MessageFacts): boolean {
  if (isMemberOfficer([facts.author, ...visible(facts)])) return true;
  return facts.passages.some(
    (p) => p.passage.depth > 0 && isMemberOfficer([p.author, ...p.audience, facts.author]),
  );
}

/** A role that is only inferred weighs less. */
export function certainty(people: readonly Person[]): number {
  return people.some((p) => p.basis !== 'roster') ? 0.8 : 1;
}

export function doubts(people: readonly Person[]): string[] {
  return people
    .filter((p) => p.basis === 'inferred')
    .map((p) => `lowered: ${p.name || p.key} is not on the roster (${p.reason})`);
}
