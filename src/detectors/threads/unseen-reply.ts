import type { DocumentRecord } from '../../model/job.js';
import type { PatternMeta } from '../../model/pattern.js';
import { isListAddress } from '../silent-copy/guards.js';
import {
  subjectEvidence,
  type ThreadContext,
  type ThreadDetector,
  type ThreadHit,
} from './thread-detector.js';

const meta: PatternMeta = {
  id: 'silent-copy/reply-by-unseen-member',
  category: 'silent-copy',
  layer: 'structure',
  title: 'A councillor answers a message that was never visibly sent to them',
  status: 'stable',
  version: 1,
  severity: 'medium',
  confidence: 0.55,
  clauses: {
    'protocol-2007': ['15'],
    'london-councils-2019': ['12'],
    'birmingham-2016': ['conduct'],
    generic: ['copies'],
  },
  rationale:
    'Somebody who answers a message has seen it. When no header shows how it reached them, a hidden ' +
    'copy is one explanation: a lead to follow, no proof.',
  advice: 'Ask the officer how the councillor came to have the message.',
  falsePositives: [
    'A forward that is not in the scanned mail, a list, a shared mailbox or a delegate.',
    'The message was shown or handed over openly.',
  ],
};

export const unseenReply: ThreadDetector = { meta, over: 'conversation', detect };

function detect(messages: readonly DocumentRecord[], context: ThreadContext): readonly ThreadHit[] {
  const byId = new Map(messages.filter((m) => m.messageId !== '').map((m) => [m.messageId, m]));
  return messages.flatMap((reply): ThreadHit[] => {
    if (reply.fromRole !== 'member') return [];
    const parents = reply.references.flatMap((id) => byId.get(id) ?? []);
    const parent = parents.at(-1);
    if (parent === undefined || !joinsMemberAndOfficer(parent, context)) return [];
    // Anything visibly sent to the replier in the thread explains how they come to know of it.
    if (messages.some((m) => m !== reply && isParty(reply.from, m) && !isAfter(m, reply)))
      return [];
    if (messages.some((m) => [...m.to, ...m.cc].some(isListAddress))) return [];
    return [
      {
        pattern: meta,
        document: reply,
        evidence: subjectEvidence([reply]),
        confidence: meta.confidence,
        severity: meta.severity,
        because: [
          `${reply.fromName || reply.from} answered a message of ${parent.fromName || parent.from}`,
          'no visible recipient line of the conversation names them before that',
        ],
      },
    ];
  });
}

const isParty = (address: string, m: DocumentRecord): boolean =>
  m.from === address ||
  m.to.includes(address) ||
  m.cc.includes(address) ||
  m.quotedAuthors.includes(address);

const isAfter = (a: DocumentRecord, b: DocumentRecord): boolean => a.sentAt > b.sentAt;

function joinsMemberAndOfficer(m: DocumentRecord, { directory }: ThreadContext): boolean {
  const roles = [...m.to, ...m.cc].map(
    (a) => directory.resolve({ name: '', address: a }, m.sentAt).role,
  );
  const all = [m.fromRole, ...roles];
  return all.includes('member') && all.includes('officer');
}
