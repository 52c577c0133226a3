import { isMember, type MessageFacts } from '../detectors/facts.js';
import type { DocumentRecord, DocumentRef } from '../model/job.js';
import { isUnsocial } from './hours.js';

/** The ledger row of a message: facts for the thread pass, no text. */
export function toRecord(
  ref: Pick<DocumentRef, 'id' | 'path' | 'ordinal'>,
  facts: MessageFacts,
  cues: readonly string[],
): DocumentRecord {
  const { message, author } = facts;
  const embedded = message.parts.flatMap((p) =>
    p.embedded?.messageId ? [p.embedded.messageId] : [],
  );
  const quoted = facts.passages.filter((p) => p.passage.depth > 0 && p.author.key !== '');
  return {
    id: ref.id,
    path: ref.path,
    ordinal: ref.ordinal,
    messageId: message.messageId,
    subject: message.subject,
    sentAt: message.sentAt,
    medium: message.medium,
    from: author.key,
    fromName: author.name,
    fromRole: author.role,
    to: facts.to.map((p) => p.key),
    cc: facts.cc.map((p) => p.key),
    bcc: facts.bcc.map((p) => p.key),
    references: [...new Set([...message.references, ...message.inReplyTo])],
    embedded,
    quotedAuthors: [...new Set(quoted.map((p) => p.author.key))].sort(),
    deliveredTo: delivered(facts),
    observations: [
      ...cues,
      ...(isUnsocial(message.sentAt) ? ['unsocial-hour'] : []),
      ...(facts.to.some(isMember) ? ['to-member'] : []),
    ],
    defects: [...message.defects],
  };
}

function delivered(facts: MessageFacts): string[] {
  const addresses = facts.message.headers
    .filter((h) => /^(delivered-to|x-original-to|x-envelope-to|envelope-to)$/.test(h.name))
    .map((h) => facts.resolve({ name: '', address: h.value.trim().toLowerCase() }).key);
  return [...new Set(addresses)].sort();
}
