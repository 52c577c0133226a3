import type { DocumentRecord } from '../model/job.js';

/**
 * Cuts the ledger into conversations: messages joined, directly or through others, by Message-ID,
 * In-Reply-To, References and embedded messages. A copy of one message in two mailboxes is in both
 * their conversation's list. Conversations of one message are given too.
 *
 * Reads the ledger twice; holds one short key a message, and the records of conversations under way.
 *
 * @param ledger opens the ledger anew, in a stable order
 */
export async function* conversations(
  ledger: () => AsyncIterable<DocumentRecord>,
): AsyncGenerator<readonly DocumentRecord[]> {
  const joined = new Joined();
  const sizes = new Map<string, number>();
  for await (const record of ledger()) joined.join(namesOf(record));
  for await (const record of ledger()) {
    const root = joined.rootOf(namesOf(record)[0]!);
    sizes.set(root, (sizes.get(root) ?? 0) + 1);
  }
  const open = new Map<string, DocumentRecord[]>();
  for await (const record of ledger()) {
    const root = joined.rootOf(namesOf(record)[0]!);
    const members = open.get(root) ?? [];
    members.push(record);
    open.set(root, members);
    if (members.length < sizes.get(root)!) continue;
    open.delete(root);
    yield members;
  }
}

/** A message without an id is joined by what it answers, or stands alone. */
function namesOf(record: DocumentRecord): string[] {
  const names = [record.messageId, ...record.references, ...record.embedded].filter(
    (n) => n !== '',
  );
  return names.length > 0 ? names : [`document:${record.id}`];
}

/** Sets of names that belong together (union–find with path halving). */
class Joined {
  readonly #above = new Map<string, string>();

  join(names: readonly string[]): void {
    const first = this.rootOf(names[0]!);
    for (const name of names) {
      const root = this.rootOf(name);
      if (root !== first) this.#above.set(root, first);
    }
  }

  rootOf(name: string): string {
    let at = name;
    for (;;) {
      const above = this.#above.get(at);
      if (above === undefined) return at;
      const further = this.#above.get(above);
      if (further !== undefined) this.#above.set(at, further);
      at = above;
    }
  }
}
