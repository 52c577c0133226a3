import type { Hit } from '../../model/hit.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Person } from '../../model/person.js';
import type { Detector } from '../detector.js';
import { isMember, isOfficer, type MessageFacts, visible } from '../facts.js';
import { certainty } from '../silent-copy/bcc.js';
import { BULK_RECIPIENTS, isListMail } from '../silent-copy/guards.js';
import { councillorAddedExamples } from './draft-examples.js';
import { recipientsLine } from './recipients-line.js';

const meta: PatternMeta = {
  id: 'silent-copy/councillor-added',
  category: 'silent-copy',
  layer: 'structure',
  title: 'A councillor added to an exchange that another councillor began',
  status: 'stable',
  version: 1,
  severity: 'medium',
  confidence: 0.7,
  clauses: { 'protocol-2007': ['15'], 'london-councils-2019': ['12'] },
  rationale:
    'The chain below is between one councillor and officers; this message also goes to another ' +
    'councillor, who was not part of it, and says nothing of it.',
  advice:
    'Ask the first councillor before you add another, or start a fresh message; if they have agreed, say so in the first line.',
  falsePositives: [
    'The first councillor asked for the other to be added, or agreed by another route.',
    'Both sit on the committee whose business it is.',
  ],
};

/** Words that say the newcomer is brought in openly. */
const SAYS_SO =
  /\b(?:copying|copied|adding|added|looping|including|cc['’]?(?:ing|d)?)\b[^.\n]{0,80}\b(?:in|cllr|councillor|as (?:you|agreed|discussed|asked)|with (?:your|her|his|their))|\b(?:you|she|he|they) (?:asked|agreed|wanted|are happy|were happy|is happy|was happy)\b/i;

/** Asked of drafts only: after sending, an open copy is seen by all and is theirs to object to. */
export const councillorAdded: Detector = {
  meta,
  examples: councillorAddedExamples,
  detect: (facts) => detect(facts),
};

function detect(facts: MessageFacts): readonly Hit[] {
  const { author, message } = facts;
  const recipients = visible(facts);
  const chain = facts.passages.filter(({ passage }) => passage.depth > 0);
  if (chain.length === 0 || isListMail(message)) return [];
  const present = new Set([author, ...recipients, ...facts.bcc].map((p) => p.key));
  const first = starter(facts);
  // Whoever is absent is the business of `silent-copy/exchange-passed-on`.
  if (first === undefined || first.key === author.key || !present.has(first.key)) return [];
  const party = new Set(chain.flatMap((p) => [p.author, ...p.audience]).map((p) => p.key));
  const added = recipients.filter(
    (p) => isMember(p) && p.key !== author.key && p.key !== first.key && !party.has(p.key),
  );
  if (added.length === 0 || added.length >= BULK_RECIPIENTS || saysSo(facts)) return [];
  const { part, line } = recipientsLine(message, added);
  const names = added.map((p) => p.name || p.key).join(', ');
  return [
    {
      pattern: meta,
      severity: 'medium',
      confidence: meta.confidence * certainty([first, ...added]),
      evidence: [{ part, start: 0, end: line.length, quote: line, author: author.key }],
      because: [
        `${first.name || first.key} began the exchange with officers`,
        `${names} was not part of it until now`,
      ],
    },
  ];
}

/** The councillor who wrote the oldest words of the chain, to officers. */
function starter(facts: MessageFacts): Person | undefined {
  const oldest = facts.passages.filter((p) => p.passage.depth > 0 && p.author.key !== '').at(-1);
  if (oldest === undefined || !isMember(oldest.author)) return undefined;
  const officers =
    oldest.audience.some(isOfficer) || (oldest.audience.length === 0 && isOfficer(facts.author));
  return officers ? oldest.author : undefined;
}

function saysSo(facts: MessageFacts): boolean {
  return facts.passages.some(({ passage }) => {
    const part = facts.message.parts.find((p) => p.id === passage.part);
    return (
      passage.kind === 'own' && SAYS_SO.test(part?.text.slice(passage.start, passage.end) ?? '')
    );
  });
}
