import type { DocumentRecord } from '../../model/job.js';
import type { PatternMeta } from '../../model/pattern.js';
import {
  subjectEvidence,
  type ThreadContext,
  type ThreadDetector,
  type ThreadHit,
} from './thread-detector.js';
import { addWorkingDays, type Nation } from './working-days.js';

const meta: PatternMeta = {
  id: 'procedure/complaint-not-acknowledged',
  category: 'procedure',
  layer: 'structure',
  title: 'A complaint without an acknowledgement within five working days',
  status: 'stable',
  version: 1,
  severity: 'low',
  confidence: 0.5,
  clauses: {
    'london-councils-2019': ['13'],
    'birmingham-2016': ['conduct'],
    generic: ['procedure'],
  },
  rationale:
    'The scanned mail holds a complaint and no answer from an officer within five working days.',
  advice: 'Acknowledge the complaint and say what will be done, and when.',
  falsePositives: [
    'The answer was given on paper or by phone, or lies in a mailbox that was not scanned.',
  ],
};

/** 004 §13. */
const WORKING_DAYS = 5;
const NATION: Nation = 'ENG';

export const unacknowledgedComplaint: ThreadDetector = { meta, over: 'conversation', detect };

function detect(
  messages: readonly DocumentRecord[],
  { until }: ThreadContext,
): readonly ThreadHit[] {
  const complaint = messages.find(
    (m) =>
      m.fromRole === 'member' && m.observations.includes('thread/complaint') && m.sentAt !== '',
  );
  if (complaint === undefined) return [];
  const due = addWorkingDays(complaint.sentAt.slice(0, 10), WORKING_DAYS, NATION);
  if (until.slice(0, 10) <= due) return [];
  const answered = messages.some(
    (m) =>
      m !== complaint &&
      m.fromRole === 'officer' &&
      m.sentAt >= complaint.sentAt &&
      m.sentAt.slice(0, 10) <= due,
  );
  if (answered) return [];
  return [
    {
      pattern: meta,
      document: complaint,
      evidence: subjectEvidence([complaint]),
      confidence: meta.confidence,
      severity: meta.severity,
      because: [`no answer from an officer in this conversation by ${due}`],
    },
  ];
}
