import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { DocumentRef } from '../model/job.js';
import { type ChildPool, createChildPool } from '../queue/child-pool.js';
import type { Store } from '../store/store.js';
import {
  type OpenedMessage,
  type Opening,
  type OpeningOrder,
  openingSchema,
} from './open-message.js';
import { workerEntry } from './package-root.js';
import { readRosterOf } from './roster-of.js';
import { createUnpacker } from './unpack.js';
import type { Workspace } from './workspace.js';

export type Shown =
  | { readonly kind: 'opened'; readonly message: OpenedMessage }
  /** One sentence: why it cannot be shown, and what to do. */
  | { readonly kind: 'unread'; readonly reason: string };

/** Opens scanned messages again for a reader; the store keeps where they lie, not their text. */
export interface MessageDesk {
  open(caseId: string, documentId: string): Promise<Shown>;
  close(): Promise<void>;
}

/** As in a scan; a reader waits no longer either. */
const TIME_LIMIT_MS = 10_000;
const MEMORY_MB = 384;

/** Messages lately opened, so that going back costs nothing; never more text than this in all. */
const KEPT_UNITS = 4_000_000;

export function createMessageDesk(workspace: Workspace): MessageDesk {
  let pool: ChildPool<OpeningOrder, Opening> | null = null;
  const kept = new Map<string, OpenedMessage>();
  const run = async (order: OpeningOrder): Promise<Opening> => {
    pool ??= createChildPool<OpeningOrder, Opening>({
      entry: workerEntry('message-child'),
      size: 2,
      timeLimitMs: TIME_LIMIT_MS,
      memoryMb: MEMORY_MB,
    });
    const [first] = await pool.runBatch([order], null);
    if (first?.ok) return openingSchema.parse(first.result);
    const why = first === undefined ? 'no answer' : first.reason;
    const raw = {
      code: 'reader-failed',
      message: `Reading the message was given up (${why}); its raw text is shown instead.`,
    };
    const [second] = await pool.runBatch([{ ...order, raw }], null);
    if (second?.ok) return openingSchema.parse(second.result);
    return { kind: 'gone', reason: `could not be read (${why})` };
  };
  return {
    open: async (caseId, documentId) => {
      const ref = await workspace.store.review.location(caseId, documentId);
      if (ref === undefined) {
        const reason = 'The store does not know where this message lies; scan its source again.';
        return { kind: 'unread', reason };
      }
      const roster = await readRosterOf(workspace.store, caseId);
      const key = `${caseId} ${documentId} ${roster.length}`;
      const known = kept.get(key);
      if (known !== undefined) return { kind: 'opened', message: known };
      const opening = await openWherever(ref, roster, caseId, workspace, run);
      if (opening.kind === 'opened') keep(kept, key, opening.message);
      return told(opening, ref);
    },
    close: async () => {
      kept.clear();
      await pool?.close();
    },
  };
}

function told(opening: Opening, ref: DocumentRef): Shown {
  if (opening.kind === 'opened') return opening;
  const why = opening.kind === 'changed' ? 'has changed since it was scanned' : `${opening.reason}`;
  return { kind: 'unread', reason: `${ref.path} ${why}; put it back, or scan it again.` };
}

function keep(kept: Map<string, OpenedMessage>, key: string, message: OpenedMessage): void {
  kept.set(key, message);
  let units = 0;
  for (const [each, { parts }] of [...kept].reverse()) {
    units += parts.reduce((sum, { text }) => sum + text.length, 0);
    if (units > KEPT_UNITS && each !== key) kept.delete(each);
  }
}

/** Where it was; or, for a member of an archive, from the archive again. */
async function openWherever(
  ref: DocumentRef,
  roster: string,
  caseId: string,
  workspace: Workspace,
  run: (order: OpeningOrder) => Promise<Opening>,
): Promise<Opening> {
  const opening = await run({ ref, roster });
  if (opening.kind === 'opened' || !ref.path.includes('!/')) return opening;
  const unpacker = createUnpacker(join(workspace.spool, `shown-${ref.id}`));
  try {
    const file = await memberFile(ref.path, await sourcesOf(workspace.store, caseId), unpacker);
    if (file === undefined) return { kind: 'gone', reason: 'is no longer there' };
    return await run({ ref: { ...ref, file }, roster });
  } finally {
    await unpacker.close();
  }
}

/** `letters.zip!/old.zip!/reply.eml`: each archive out of the one before. */
async function memberFile(
  path: string,
  sources: readonly string[],
  unpacker: ReturnType<typeof createUnpacker>,
): Promise<string | undefined> {
  const [archive = '', ...members] = path.split('!/');
  let file = await findFile(archive, sources);
  for (const member of members) {
    if (file === undefined) return undefined;
    const { members: unpacked } = await unpacker.unpack(file, member);
    file = unpacked[0]?.file;
  }
  return file;
}

async function sourcesOf(store: Store, caseId: string): Promise<string[]> {
  const scans = await store.scans(caseId);
  return [...new Set(scans.flatMap(({ settings }) => settings.sources))].reverse();
}

/** A path is shown as the user named it; sources are kept in full. What is found is checked by its bytes. */
async function findFile(shown: string, sources: readonly string[]): Promise<string | undefined> {
  const steps = shown.split(/[/\\]/).filter((it) => it !== '' && it !== '.' && it !== '..');
  for (const source of sources) {
    const candidates = [
      ...(basename(source) === basename(shown) ? [source] : []),
      ...steps.map((_, from) => join(source, ...steps.slice(from))),
      join(dirname(source), ...steps),
    ];
    for (const candidate of candidates) {
      const found = await stat(candidate).catch(() => undefined);
      if (found?.isFile()) return candidate;
    }
  }
  return undefined;
}
