import type { Hit } from '../../model/hit.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Detector } from '../detector.js';
import { isMember, isOfficer, type MessageFacts, visible } from '../facts.js';
import { noContactExamples } from './draft-examples.js';

const meta: PatternMeta = {
  id: 'procedure/no-contact-details',
  category: 'procedure',
  layer: 'structure',
  title: 'An officer’s letter without contact details',
  status: 'stable',
  version: 1,
  severity: 'low',
  confidence: 0.6,
  clauses: { 'london-councils-2019': ['7'] },
  rationale:
    'Written communications to members contain the contact details of an appropriate officer; this ' +
    'one names no telephone number or address to reply to.',
  advice: 'Add a name with a telephone number or an email address that answers.',
  falsePositives: ['A short reply within an exchange that carries the details further down.'],
};

const CONTACT =
  /[^\s@<>]+@[^\s@<>]+\.[a-z]{2,}|(?:\+44\s?|\b0)(?:\d[\s-]?){8,10}\d\b|\b(?:ext(?:ension)?|x)\.?\s?\d{3,6}\b/i;

/** A note of a line or two is a reply among people who have each other's number. */
const SHORT = 300;

/** Asked of officers' letters to members, and of emails long enough to be letters. */
export const noContactDetails: Detector = { meta, examples: noContactExamples, detect };

function detect(facts: MessageFacts): readonly Hit[] {
  const { message, author } = facts;
  const body = message.parts[0]?.text ?? '';
  const own = facts.passages.filter((p) => p.passage.depth === 0 && p.passage.part === 'body');
  const words = own.map(({ passage }) => body.slice(passage.start, passage.end)).join('\n');
  if (!isOfficer(author) || !visible(facts).some(isMember)) return [];
  if (words.trim().length < SHORT || CONTACT.test(words)) return [];
  // Letterhead and footers are nobody's words, but they are read.
  if (message.medium === 'letter' && CONTACT.test(body)) return [];
  const signature = own.findLast((p) => p.passage.kind === 'signature')?.passage;
  const start = signature?.start ?? Math.max(0, body.trimEnd().lastIndexOf('\n') + 1);
  const end = signature?.end ?? body.trimEnd().length;
  const quote = body.slice(start, end).trim();
  const from = body.indexOf(quote, start);
  return [
    {
      pattern: meta,
      severity: 'low',
      confidence: meta.confidence,
      evidence: [
        {
          part: 'body',
          start: from,
          end: from + quote.length,
          quote,
          author: author.key || author.name,
        },
      ],
      because: ['no telephone number or email address stands in the letter'],
    },
  ];
}
