import type { Hit } from '../../model/hit.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Person } from '../../model/person.js';
import type { Detector } from '../detector.js';
import { isMember, isOfficer, type MessageFacts, type PassageFacts, visible } from '../facts.js';
import { certainty, doubts } from './bcc.js';
import { forwardedExamples } from './forwarded-examples.js';
import { BULK_RECIPIENTS, isListMail } from './guards.js';

const meta: PatternMeta = {
  id: 'silent-copy/exchange-passed-on',
  category: 'silent-copy',
  layer: 'structure',
  title: 'A member’s exchange with an officer passed to another councillor',
  status: 'stable',
  version: 1,
  severity: 'high',
  confidence: 0.75,
  clauses: { 'protocol-2007': ['15'], 'london-councils-2019': ['12'] },
  rationale:
    'The message carries what one councillor and an officer wrote to each other and goes to ' +
    'another councillor, while the first is not among its recipients.',
  advice:
    'Tell the first councillor what is to be shared with whom, and get consent before sending.',
  falsePositives: [
    'The first councillor agreed, was told, or had already written to the other one.',
    'The councillor passes on their own correspondence.',
    'The original went to all members.',
  ],
};

/** Words that say the first councillor knows (a member's leave asked or given). */
const TOLD =
  /\b(with (her|his|their|your|cllr [\w'-]+'s|councillor [\w'-]+'s) (consent|permission|agreement|leave|blessing|knowledge)|(is|was|are) (happy|content|fine) (for|with) (me|us|you)|has agreed (that|to)|agreed (i|we) (could|can|may|might) (share|send|forward|copy)|said (i|we) (could|can|may|might) (share|send|forward|pass|copy)|asked (me|us) to (send|pass|forward|share|copy)|knows? (that )?i('m| am) (sending|copying|sharing|forwarding))/i;

export const forwardedDetector: Detector = { meta, examples: forwardedExamples, detect };

function detect(facts: MessageFacts): readonly Hit[] {
  const { author } = facts;
  const recipients = [...visible(facts), ...facts.bcc];
  const councillors = recipients.filter((p) => isMember(p) && p.key !== author.key);
  if (
    councillors.length === 0 ||
    councillors.length >= BULK_RECIPIENTS ||
    isListMail(facts.message)
  ) {
    return [];
  }
  if (!isOfficer(author) && !isMember(author)) return [];
  const present = new Set([...recipients, author].map((p) => p.key));
  for (const carried of facts.passages) {
    if (!isCarried(carried)) continue;
    const first = firstMember(carried, author, present);
    if (first === undefined) continue;
    const others = councillors.filter((p) => !alreadyParty(p, facts.passages));
    if (others.length === 0 || wasTold(facts)) return [];
    return [toHit(facts, carried, first, others)];
  }
  return [];
}

/** Somebody else's words with a known writer: quoted, forwarded or attached. */
const isCarried = ({ passage }: PassageFacts): boolean =>
  passage.depth > 0 &&
  (passage.kind === 'quoted' || passage.kind === 'forwarded' || passage.kind === 'attached');

/**
 * The member whose exchange with an officer this passage is, if that member is absent now. A
 * passage whose audience no header tells counts when the one who passes it on is an officer.
 */
function firstMember(
  carried: PassageFacts,
  sender: Person,
  present: ReadonlySet<string>,
): Person | undefined {
  const absent = (p: Person): boolean => isMember(p) && !present.has(p.key) && p.key !== sender.key;
  const { author, audience } = carried;
  const crowd = audience.filter(isMember).length >= BULK_RECIPIENTS;
  if (crowd) return undefined;
  if (absent(author)) {
    const toOfficer = audience.some(isOfficer) || (audience.length === 0 && isOfficer(sender));
    return toOfficer ? author : undefined;
  }
  return isOfficer(author) ? audience.find(absent) : undefined;
}

/** The new recipient wrote or received part of the chain: it was never kept from them. */
const alreadyParty = (person: Person, passages: readonly PassageFacts[]): boolean =>
  passages.some(
    (p) =>
      p.passage.depth > 0 &&
      (p.author.key === person.key || p.audience.some((a) => a.key === person.key)),
  );

function wasTold(facts: MessageFacts): boolean {
  return facts.passages.some(({ passage }) => {
    const part = facts.message.parts.find((p) => p.id === passage.part);
    return passage.kind === 'own' && TOLD.test(part?.text.slice(passage.start, passage.end) ?? '');
  });
}

/** Longest piece of the carried words shown as evidence, in UTF-16 units. */
const QUOTE_LENGTH = 240;

function toHit(
  facts: MessageFacts,
  { passage, author }: PassageFacts,
  first: Person,
  others: readonly Person[],
): Hit {
  const text = facts.message.parts.find((p) => p.id === passage.part)?.text ?? '';
  const lead = /^\s*/.exec(text.slice(passage.start, passage.end))?.[0].length ?? 0;
  const start = passage.start + lead;
  const end = Math.min(passage.end, start + QUOTE_LENGTH);
  const names = others.map((p) => p.name || p.key).join(', ');
  return {
    pattern: meta,
    severity: isOfficer(facts.author) ? 'high' : 'medium',
    confidence:
      (isOfficer(facts.author) ? meta.confidence : 0.55) * certainty([facts.author, first]),
    evidence: [
      { part: passage.part, start, end, quote: text.slice(start, end), author: author.key },
    ],
    because: [
      `${facts.author.name || facts.author.key} passed to ${names} what ${first.name || first.key} and an officer wrote`,
      `${first.name || first.key} is not among the recipients`,
      ...doubts([facts.author, first]),
    ],
  };
}
