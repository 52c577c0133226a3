import type { DocumentRecord } from '../model/job.js';

/** What a message must show to be looked at beside others of its sender. */
const OF_INTEREST = /^(criticises:|unsocial-hour$)/;

/**
 * The messages of each sender that show something of interest, oldest first. Holds only those, so
 * memory grows with what was found and not with the mailbox.
 */
export async function* bySender(
  ledger: AsyncIterable<DocumentRecord>,
): AsyncGenerator<readonly DocumentRecord[]> {
  const senders = new Map<string, DocumentRecord[]>();
  for await (const record of ledger) {
    if (record.from === '' || !record.observations.some((o) => OF_INTEREST.test(o))) continue;
    const messages = senders.get(record.from);
    if (messages === undefined) senders.set(record.from, [record]);
    else messages.push(record);
  }
  yield* senders.values();
}
