import { createHash } from 'node:crypto';
import { THREAD_DETECTORS } from '../detectors/thread-detectors.js';
import type { ThreadDetector, ThreadHit } from '../detectors/threads/thread-detector.js';
import type { EngineContext } from '../engine/engine.js';
import type { Finding } from '../model/finding.js';
import type { DocumentRecord } from '../model/job.js';
import { clausesOf } from '../patterns/catalogue.js';
import type { Store } from '../store/store.js';
import { bySender } from './by-sender.js';
import { conversations } from './conversations.js';

/**
 * Runs the detectors that need more than one message over the case's ledger, when a scan's last batch
 * is recorded. Gives the number of new findings. Running it again changes nothing.
 */
export async function runThreadPass(
  store: Store,
  scanId: string,
  caseId: string,
  context: EngineContext,
  detectors: readonly ThreadDetector[] = THREAD_DETECTORS,
): Promise<number> {
  const findings: Finding[] = [];
  const ledger = () => store.ledger(caseId);
  const until = await newest(ledger());
  const run = (messages: readonly DocumentRecord[], over: ThreadDetector['over']): void => {
    for (const detector of detectors) {
      if (detector.over !== over || context.off?.has(detector.meta.id)) continue;
      const hits = detector.detect(messages, { directory: context.directory, until });
      findings.push(...hits.map((hit) => threadFinding(hit, context)));
    }
  };
  for await (const conversation of conversations(ledger)) run(conversation, 'conversation');
  for await (const messages of bySender(ledger())) run(messages, 'sender');
  return store.recordThreadFindings(scanId, findings);
}

/** When the newest message was sent; the ledger comes in the order of sending, undated ones last. */
async function newest(ledger: AsyncIterable<DocumentRecord>): Promise<string> {
  let until = '';
  for await (const record of ledger) if (record.sentAt !== '') until = record.sentAt;
  return until;
}

function threadFinding(hit: ThreadHit, { protocol }: EngineContext): Finding {
  const { pattern, document } = hit;
  const clauses = clausesOf(protocol, pattern.clauses, pattern.category);
  const cited = clauses.map((c) => `${c.protocol} ¶${c.ref}`).join(', ');
  const engaged = cited === '' ? '' : ` It may engage ${cited}.`;
  const { from, fromName } = document;
  return {
    id: identify(hit),
    document: {
      id: document.id,
      path: document.path,
      messageId: document.messageId,
      subject: document.subject,
      sentAt: document.sentAt,
      author: from === '' || fromName === '' ? fromName || from : `${fromName} <${from}>`,
      role: document.fromRole,
      to: [...document.to, ...document.cc],
    },
    category: pattern.category,
    pattern: pattern.id,
    layer: pattern.layer,
    severity: hit.severity,
    confidence: Math.round(hit.confidence * 100) / 100,
    evidence: [...hit.evidence],
    because: [...hit.because],
    clauses,
    explanation: `${pattern.title}. ${pattern.rationale}${engaged}`,
    advice: pattern.advice,
    sightings: [],
  };
}

/** By what is shown, not by the conversation's length: a later reply makes no new finding of it. */
function identify({ pattern, document, evidence }: ThreadHit): string {
  const shown = evidence.flatMap((e) => [e.part, e.quote]);
  return createHash('sha256')
    .update([pattern.id, 'thread', document.id, ...shown].join('\0'))
    .digest('hex')
    .slice(0, 24);
}
