import type { Hit } from '../../model/hit.js';
import type { PatternMeta } from '../../model/pattern.js';
import type { Detector } from '../detector.js';
import { isMember, type MessageFacts } from '../facts.js';

const meta: PatternMeta = {
  id: 'member-obligation/official-letter',
  category: 'member-obligation',
  layer: 'structure',
  title: 'A letter on the council’s behalf in a councillor’s name',
  status: 'stable',
  version: 1,
  severity: 'low',
  confidence: 0.6,
  clauses: { 'protocol-2007': ['15'], 'london-councils-2019': ['12'] },
  rationale:
    'Letters on behalf of the council normally go out in the name of the officer responsible; a ' +
    'representation to a Minister is the known exception.',
  advice:
    'Let the officer responsible sign what the council has to say, or write in your own name as councillor.',
  falsePositives: [
    'A representation to a Minister or a member of parliament.',
    'A greeting or condolence in the name of the council, as its leader or mayor sends them.',
  ],
};

const ON_BEHALF =
  /\b(?:(?:I am |I['’]m )?(?:writing|write|respond(?:ing)?|reply(?:ing)?) (?:to you )?on behalf of (?:the |this |our )?(?:[\p{L}-]+ ){0,4}(?:council|authority)|on (?:the |this )?council['’]s behalf|in the name of the (?:[\p{L}-]+ ){0,3}council)\b/iu;
const CEREMONY =
  /\b(?:condolence|congratulat|sympath|welcome|thank you for your service|best wishes)/i;

/** @param toGovernment the letter goes to a Minister or a member of parliament */
export function officialLetter(toGovernment: boolean): Detector {
  return { meta, examples: [], detect: (facts) => (toGovernment ? [] : detect(facts)) };
}

function detect({ message, author, passages }: MessageFacts): readonly Hit[] {
  if (message.medium !== 'letter' || !isMember(author)) return [];
  for (const { passage } of passages) {
    if (passage.kind !== 'own' || passage.depth > 0) continue;
    const text = message.parts.find((p) => p.id === passage.part)?.text ?? '';
    const words = text.slice(passage.start, passage.end);
    const found = ON_BEHALF.exec(words);
    if (found === null || CEREMONY.test(words)) continue;
    const start = passage.start + found.index;
    const quote = found[0];
    return [
      {
        pattern: meta,
        severity: 'low',
        confidence: meta.confidence,
        evidence: [
          {
            part: passage.part,
            start,
            end: start + quote.length,
            quote,
            author: author.key || author.name,
          },
        ],
        because: ['it speaks for the council, over a councillor’s name'],
      },
    ];
  }
  return [];
}
