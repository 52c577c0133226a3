import type { Hit } from '../../model/hit.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Detector } from '../detector.js';
import { isMember, isOfficer, type MessageFacts, visible } from '../facts.js';
import { certainty } from '../silent-copy/bcc.js';
import { exemptReplyAllExamples } from './draft-examples.js';
import { recipientsLine } from './recipients-line.js';

const meta: PatternMeta = {
  id: 'confidentiality/exempt-to-many',
  category: 'confidentiality',
  layer: 'structure',
  title: 'An exempt item about to go to outsiders or to many',
  status: 'stable',
  version: 1,
  severity: 'high',
  confidence: 0.75,
  clauses: { 'protocol-2007': ['12'], 'london-councils-2019': ['4j'] },
  rationale:
    'The message is about an item marked exempt or confidential and its recipients include people ' +
    'outside the council, or more than can all need to know.',
  advice: 'Reply to the sender alone, and take out whoever has no need to see the exempt item.',
  falsePositives: [
    'The outsider is the council’s own adviser on the item.',
    'Only the public part of the item is spoken of.',
  ],
};

/** Marks of exempt business (LGA 1972 Sch. 12A), in a subject or at the head of a text. */
const EXEMPT =
  /\b(?:exempt (?:item|report|information|appendix|from publication)|not for publication|part (?:2|ii|two) (?:item|report|agenda)|schedule 12a|pink papers?|private and confidential|confidential (?:item|report|appendix)|strictly confidential|in (?:private|closed) session|below the line)\b/i;

/** Somebody answers an exempt item to a few who had it; to more than these it is no longer a few. */
const MANY = 8;
/** A mark further down is mostly somebody's footer. */
const HEAD = 1_200;

/** Asked of drafts: replying to all is the commonest way an exempt item gets out. */
export const exemptReplyAll: Detector = { meta, examples: exemptReplyAllExamples, detect };

function detect(facts: MessageFacts): readonly Hit[] {
  const { message, author } = facts;
  if (message.medium !== 'email') return [];
  const mark = findMark(facts);
  if (mark === undefined) return [];
  const recipients = [...visible(facts), ...facts.bcc].filter((p) => p.key !== author.key);
  const outside = recipients.filter(
    (p) => !isMember(p) && !isOfficer(p) && p.role !== 'political-assistant',
  );
  if (outside.length === 0 && recipients.length < MANY) return [];
  const shown = outside.length > 0 ? outside : recipients;
  const { part, line } = recipientsLine(message, shown);
  const names = shown
    .slice(0, 3)
    .map((p) => p.name || p.key)
    .join(', ');
  return [
    {
      pattern: meta,
      severity: outside.length > 0 ? 'high' : 'medium',
      confidence: meta.confidence * (outside.length > 0 ? certainty(outside) : 0.8),
      evidence: [{ part, start: 0, end: line.length, quote: line, author: author.key }],
      because: [
        `the item is marked “${mark}”`,
        outside.length > 0
          ? `${names} is not known to be a councillor or officer`
          : `it goes to ${recipients.length} people`,
      ],
    },
  ];
}

function findMark({ message }: MessageFacts): string | undefined {
  const body = message.parts[0]?.text.slice(0, HEAD) ?? '';
  const names = message.parts.map((part) => part.name).join('\n');
  return EXEMPT.exec(`${message.subject}\n${names}\n${body}`)?.[0];
}
