import type { Hit } from '../../model/hit.js';
import type { Address } from '../../model/message.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Person } from '../../model/person.js';
import type { Detector } from '../detector.js';
import { isMember, isMemberOfficer, isOfficer, type MessageFacts, visible } from '../facts.js';
import { recipientsLine } from './recipients-line.js';

/** Distribution lists by address, each with the people it reaches. */
export type Lists = ReadonlyMap<string, readonly Address[]>;

const meta: PatternMeta = {
  id: 'confidentiality/list-reaches-outside',
  category: 'confidentiality',
  layer: 'structure',
  title: 'A distribution list that reaches the press or people outside the council',
  status: 'stable',
  version: 1,
  severity: 'medium',
  confidence: 0.8,
  clauses: { 'protocol-2007': ['10', '12'], 'london-councils-2019': ['4j'] },
  rationale:
    'An exchange between members and officers goes to a list that also reaches people outside the ' +
    'council, who are not seen in the address line.',
  advice: 'Write to the people meant by name, or to a list that holds only members and officers.',
  falsePositives: ['The message is meant for the public: a notice, a press release, an agenda.'],
};

const PRESS = /\b(?:press|news|gazette|herald|echo|courier|radio|media|reporter|editor)\b/i;

/**
 * A list of the roster or of `--lists` among the recipients of what members and officers write to each
 * other.
 */
export function outsideList(lists: Lists): Detector {
  return { meta, examples: [], detect: (facts) => detect(facts, lists) };
}

function detect(facts: MessageFacts, lists: Lists): readonly Hit[] {
  if (facts.message.medium !== 'email') return [];
  const recipients = [...visible(facts), ...facts.bcc];
  const chain = facts.passages.flatMap((p) => [p.author, ...p.audience]);
  if (!isMemberOfficer([facts.author, ...recipients, ...chain])) return [];
  return recipients.flatMap((list) => {
    const reached = (lists.get(list.key) ?? []).map((address) => facts.resolve(address));
    const outside = reached.filter(
      (p) => !isMember(p) && !isOfficer(p) && p.role !== 'political-assistant',
    );
    if (outside.length === 0) return [];
    const press = outside.filter(isPress);
    const { part, line } = recipientsLine(facts.message, [list]);
    const names = (press.length > 0 ? press : outside).slice(0, 3).map((p) => p.name || p.key);
    return [
      {
        pattern: meta,
        severity: press.length > 0 ? ('high' as const) : meta.severity,
        confidence: meta.confidence,
        evidence: [{ part, start: 0, end: line.length, quote: line, author: facts.author.key }],
        because: [
          `${list.key} reaches ${outside.length} outside the council: ${names.join(', ')}`,
          ...(press.length > 0 ? ['among them the press'] : []),
        ],
      },
    ];
  });
}

const isPress = (person: Person): boolean =>
  PRESS.test(`${person.name} ${person.title} ${person.key.replace(/[@._-]/g, ' ')}`);
