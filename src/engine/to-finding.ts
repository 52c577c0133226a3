import { createHash } from 'node:crypto';
import type { MessageFacts } from '../detectors/facts.js';
import type { Finding } from '../model/finding.js';
import type { Hit } from '../model/hit.js';
import type { DocumentRef } from '../model/job.js';
import { clausesOf, type Protocol } from '../patterns/catalogue.js';

/** Shorter quotes are too common to be known again in another message. */
const RECOGNISABLE_LENGTH = 40;

/** Builds the finding as it is stored and shown. */
export function toFinding(
  hit: Hit,
  ref: Pick<DocumentRef, 'id' | 'path'>,
  facts: MessageFacts,
  protocol: Protocol,
): Finding {
  const { message, author } = facts;
  const clauses = clausesOf(protocol, hit.pattern.clauses, hit.pattern.category);
  return {
    id: identify(hit, ref.id),
    document: {
      id: ref.id,
      path: ref.path,
      messageId: message.messageId,
      subject: message.subject,
      sentAt: message.sentAt,
      author:
        author.name === ''
          ? author.key
          : author.key === ''
            ? author.name
            : `${author.name} <${author.key}>`,
      role: author.role,
      to: [...facts.to, ...facts.cc].map((p) => p.name || p.key),
    },
    category: hit.pattern.category,
    pattern: hit.pattern.id,
    layer: hit.pattern.layer,
    severity: hit.severity,
    confidence: hit.confidence,
    evidence: [...hit.evidence],
    because: [...hit.because],
    clauses,
    explanation: explain(
      hit,
      clauses.map((c) => `${c.protocol} ¶${c.ref}`),
    ),
    advice: hit.pattern.advice,
    sightings: [],
  };
}

/** Careful words: what was seen, and what it may engage. */
function explain(hit: Hit, clauses: readonly string[]): string {
  const engaged = clauses.length === 0 ? '' : ` It may engage ${clauses.join(', ')}.`;
  return `${hit.pattern.title}. ${hit.pattern.rationale}${engaged}`;
}

/**
 * The same sentence by the same writer is one finding wherever it is quoted; anything else is
 * known by its document. No offsets: text added above moves nothing.
 */
function identify(hit: Hit, documentId: string): string {
  const e = hit.evidence[0]!;
  const quote = e.quote
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  const travels =
    e.author !== '' && !e.part.startsWith('header:') && quote.length >= RECOGNISABLE_LENGTH;
  const where = travels ? ['words', e.author] : ['document', documentId, e.part];
  return createHash('sha256')
    .update([hit.pattern.id, ...where, quote].join('\u0000'))
    .digest('hex')
    .slice(0, 24);
}
