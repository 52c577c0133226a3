import type { DocumentRecord } from '../../model/job.js';
import type { PatternMeta } from '../../model/pattern.js';
import { subjectEvidence, type ThreadDetector, type ThreadHit } from './thread-detector.js';

const meta: PatternMeta = {
  id: 'bullying-pressure/mounting-chases',
  category: 'bullying-pressure',
  layer: 'structure',
  title: 'Mounting pressure on an officer over one matter',
  status: 'stable',
  version: 1,
  severity: 'medium',
  confidence: 0.55,
  clauses: {
    'protocol-2007': ['8', '11'],
    'london-councils-2019': ['4b', '7'],
    'birmingham-2016': ['pressure'],
    generic: ['pressure'],
  },
  rationale:
    'Chases that follow one another ever faster, with deadlines or consequences, can wear a person ' +
    'down though each message alone is civil.',
  advice: 'Agree one date for an answer with the head of service and let it run.',
  falsePositives: [
    'An urgent matter with a date that the constitution or the law sets.',
    'A promised answer that is long overdue.',
  ],
};

/** Fewer chases than this are a reminder. */
const LEAST_CHASES = 3;

export const pressureTrajectory: ThreadDetector = { meta, over: 'conversation', detect };

function detect(messages: readonly DocumentRecord[]): readonly ThreadHit[] {
  const members = new Set(messages.filter((m) => m.fromRole === 'member').map((m) => m.from));
  return [...members].flatMap((member): ThreadHit[] => {
    const pushes = messages.filter((m) => m.from === member && m.sentAt !== '' && isPush(m));
    const chases = pushes.filter((m) => has(m, 'thread/chase') || has(m, 'thread/deadline'));
    if (chases.length < LEAST_CHASES || pushes.some((m) => has(m, 'genre/emergency'))) return [];
    const last = chases.at(-1)!;
    const consequence = pushes.some((m) => has(m, 'thread/consequence'));
    const shrinking = isShrinking(chases);
    if (!consequence && !shrinking) return [];
    const yielded = messages.some(
      (m) => m.fromRole === 'officer' && m.sentAt > last.sentAt && has(m, 'thread/advice-changed'),
    );
    return [
      {
        pattern: meta,
        document: last,
        evidence: subjectEvidence(chases),
        confidence: meta.confidence + (consequence ? 0.1 : 0) + (yielded ? 0.15 : 0),
        severity: yielded ? 'high' : meta.severity,
        because: [
          `${chases.length} chases or deadlines by ${last.fromName || member} in one conversation`,
          ...(shrinking ? ['the time between them grows shorter'] : []),
          ...(consequence ? ['raised: a consequence is held out'] : []),
          ...(yielded ? ['raised: an officer then changes the advice'] : []),
        ],
      },
    ];
  });
}

const has = (m: DocumentRecord, observation: string): boolean =>
  m.observations.includes(observation);

const isPush = (m: DocumentRecord): boolean =>
  has(m, 'thread/chase') || has(m, 'thread/deadline') || has(m, 'thread/consequence');

/** Each wait is shorter than the one before it. */
function isShrinking(chases: readonly DocumentRecord[]): boolean {
  const times = chases.map((m) => Date.parse(m.sentAt));
  const waits = times.slice(1).map((t, i) => t - times[i]!);
  return waits.length >= 2 && waits.every((w, i) => i === 0 || w < waits[i - 1]!);
}
