import type { DocumentRecord } from '../../model/job.js';
import type { PatternMeta } from '../../model/pattern.js';
import {
  byKeys,
  subjectEvidence,
  type ThreadContext,
  type ThreadDetector,
  type ThreadHit,
} from './thread-detector.js';

const meta: PatternMeta = {
  id: 'out-of-hours/habit',
  category: 'out-of-hours',
  layer: 'structure',
  title: 'Messages at unsocial hours as a habit',
  status: 'stable',
  version: 1,
  severity: 'low',
  confidence: 0.55,
  clauses: {
    'protocol-2007': ['11'],
    'london-councils-2019': ['3n', '4k'],
    'birmingham-2016': ['conduct'],
    generic: ['hours'],
  },
  rationale:
    'One late message means little; night after night to the same person reaches into private life.',
  advice:
    'Write when it suits, but delay sending until working hours, or say that no reply is expected.',
  falsePositives: [
    'The two have agreed to it, or the officer works those hours.',
    'An emergency; automatic notices.',
  ],
};

/** So many nights within `STRETCH` are a habit (a judgement: about one a week). */
const LEAST_NIGHTS = 5;
const STRETCH = 35 * 86_400_000;

export const unsocialHabit: ThreadDetector = { meta, over: 'sender', detect };

function detect(
  messages: readonly DocumentRecord[],
  { directory }: ThreadContext,
): readonly ThreadHit[] {
  const byRecipient = byKeys(messages, (m) =>
    m.observations.includes('unsocial-hour') && !m.observations.includes('genre/emergency')
      ? m.to
      : [],
  );
  return [...byRecipient].flatMap(([recipient, all]): ThreadHit[] => {
    const last = all.at(-1)!;
    const person = directory.resolve({ name: '', address: recipient }, last.sentAt);
    const pair = `${last.fromRole} ${person.role}`;
    if (pair !== 'member officer' && pair !== 'officer member') return [];
    const recent = all.filter((m) => Date.parse(last.sentAt) - Date.parse(m.sentAt) <= STRETCH);
    const nights = new Set(recent.map((m) => m.sentAt.slice(0, 10)));
    if (nights.size < LEAST_NIGHTS) return [];
    return [
      {
        pattern: meta,
        document: last,
        evidence: subjectEvidence(recent),
        confidence: meta.confidence,
        severity: meta.severity,
        because: [
          `${recent.length} messages to ${person.name || recipient} on ${nights.size} nights or weekends within five weeks`,
        ],
      },
    ];
  });
}
