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
  id: 'officer-criticism/again-and-again',
  category: 'officer-criticism',
  layer: 'structure',
  title: 'The same officer criticised again and again by the same person',
  status: 'stable',
  version: 1,
  severity: 'high',
  confidence: 0.7,
  clauses: {
    'protocol-2007': ['10', '11'],
    'london-councils-2019': ['4b'],
    'birmingham-2016': ['conduct'],
    generic: ['respect'],
  },
  rationale: 'Slights that would pass one by one can amount to a persistent attack on one person.',
  advice: 'Put the concern once, in private, to the officer’s manager.',
  falsePositives: ['A complaint that runs its proper course over several messages.'],
};

/** Two could be one quarrel; three are a habit. */
const LEAST_TIMES = 3;
/** Longest stretch in which they count together, in ms: about three months. */
const STRETCH = 92 * 86_400_000;

const PREFIX = 'criticises:';

export const repeatedCriticism: ThreadDetector = { meta, over: 'sender', detect };

function detect(
  messages: readonly DocumentRecord[],
  { directory }: ThreadContext,
): readonly ThreadHit[] {
  const byOfficer = byKeys(messages, (m) =>
    m.sentAt === ''
      ? []
      : m.observations.filter((o) => o.startsWith(PREFIX)).map((o) => o.slice(PREFIX.length)),
  );
  return [...byOfficer].flatMap(([officer, all]): ThreadHit[] => {
    const last = all.at(-1)!;
    const times = all.filter((m) => Date.parse(last.sentAt) - Date.parse(m.sentAt) <= STRETCH);
    if (times.length < LEAST_TIMES) return [];
    const name = directory.resolve({ name: '', address: officer }, last.sentAt).name || officer;
    return [
      {
        pattern: meta,
        document: last,
        evidence: subjectEvidence(times),
        confidence: Math.min(0.9, meta.confidence + 0.05 * (times.length - LEAST_TIMES)),
        severity: meta.severity,
        because: [
          `${times.length} messages by ${last.fromName || last.from} read as criticism of ${name}`,
        ],
      },
    ];
  });
}
