import type { Hit } from '../../model/hit.js';
import type { Message } from '../../model/message.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Person } from '../../model/person.js';
import type { Detector } from '../detector.js';
import { isMember, isMemberOfficer, type MessageFacts, visible } from '../facts.js';
import { certainty, doubts } from './bcc.js';
import { deliveredExamples } from './delivered-examples.js';
import {
  BULK_RECIPIENTS,
  isAutomatic,
  isListAddress,
  isListMail,
  isSystemAddress,
} from './guards.js';

const meta: PatternMeta = {
  id: 'silent-copy/delivered-unlisted',
  category: 'silent-copy',
  layer: 'structure',
  title: 'Delivered to a councillor who is not among the visible recipients',
  status: 'stable',
  version: 1,
  severity: 'high',
  confidence: 0.7,
  clauses: { 'protocol-2007': ['15'], 'london-councils-2019': ['12'] },
  rationale:
    'Trace headers or a journal report show that member–officer correspondence reached a ' +
    'councillor whom neither To nor Cc names.',
  advice: 'Copy openly, after telling the councillor concerned and getting consent, or not at all.',
  falsePositives: [
    'A distribution list, alias, shared mailbox or mail rule carried the message there.',
    'A journal line "Recipient" does not say how the person was addressed.',
  ],
};

/** One address the copy was delivered to, and which line says so. */
interface Delivery {
  readonly address: string;
  readonly header: string;
  readonly line: string;
  readonly proof: boolean;
}

/** Headers in which the receiving side writes the envelope's address (RFC 9228 and MTA custom). */
const TRACE = new Set([
  'delivered-to',
  'x-original-to',
  'x-envelope-to',
  'envelope-to',
  'apparently-to',
]);

export const deliveredDetector: Detector = { meta, examples: deliveredExamples, detect };

function detect(facts: MessageFacts): readonly Hit[] {
  const { message, author } = facts;
  if (isListMail(message) || !isMemberOfficer([author, ...visible(facts)])) return [];
  const known = new Set([...visible(facts), ...facts.bcc, author].map((p) => p.key));
  const unseen = deliveries(message)
    .map((delivery) => ({
      delivery,
      person: facts.resolve({ name: '', address: delivery.address }),
    }))
    .filter(
      ({ person }) => !known.has(person.key) && isMember(person) && !isSystemAddress(person.key),
    );
  const distinct = new Map<string, { delivery: Delivery; person: Person }>();
  for (const found of unseen)
    if (!distinct.has(found.person.key)) distinct.set(found.person.key, found);
  if (distinct.size === 0 || distinct.size >= BULK_RECIPIENTS) return [];
  return [...distinct.values()].flatMap(({ delivery, person }) => {
    if (
      !delivery.proof &&
      (isAutomatic(message) || visible(facts).some((p) => isListAddress(p.key)))
    )
      return [];
    return [toHit(delivery, person, author)];
  });
}

function toHit(delivery: Delivery, person: Person, author: Person): Hit {
  return {
    pattern: meta,
    severity: delivery.proof ? 'high' : 'medium',
    confidence: (delivery.proof ? 0.95 : meta.confidence) * certainty([author, person]),
    evidence: [
      {
        part: `header:${delivery.header}`,
        start: 0,
        end: delivery.line.length,
        quote: delivery.line,
        author: author.key,
      },
    ],
    because: [
      delivery.proof
        ? 'shown by the journal report of the envelope'
        : 'suggested by delivery headers',
      `${person.name || person.key} is not among the visible recipients`,
      ...doubts([author, person]),
    ],
  };
}

function deliveries(message: Message): Delivery[] {
  const found: Delivery[] = [];
  for (const r of message.journal?.recipients ?? []) {
    // `Recipient:` leaves the addressing open, and an expanded list or a rule is no hidden copy.
    if (r.kind !== 'bcc' || r.expandedFrom !== '' || r.forwardedFrom !== '') continue;
    found.push({
      address: r.address,
      header: 'journal-bcc',
      line: `Bcc: ${r.address}`,
      proof: true,
    });
  }
  const traces = message.headers.filter((h) => TRACE.has(h.name));
  // Delivered-To repeats once per alias hop: several different ones are a forwarding path.
  const hops = new Set(traces.filter((h) => h.name === 'delivered-to').map((h) => h.value));
  if (hops.size > 1) return found;
  for (const h of traces) {
    const address = /[^\s<>,;]+@[^\s<>,;]+/.exec(h.value)?.[0]?.toLowerCase();
    if (address) found.push({ address, header: h.name, line: h.value, proof: false });
  }
  for (const h of message.headers) {
    const address =
      h.name === 'received' ? /\bfor <([^<>\s]+@[^<>\s]+)>/.exec(h.value)?.[1] : undefined;
    if (address)
      found.push({ address: address.toLowerCase(), header: h.name, line: h.value, proof: false });
  }
  return found;
}
