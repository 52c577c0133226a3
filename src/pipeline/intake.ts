import { type IntakeCounts, NO_COUNTS, type UnreadSource } from '../model/case.js';
import { EnvironmentError } from '../model/errors.js';
import type { DocumentRef, IntakeJob } from '../model/job.js';
import type { IntakeLease } from '../store/intakes.js';
import type { Store } from '../store/store.js';
import { cutSource } from './cut-source.js';
import { walkSources } from './sources.js';
import type { BatchSubmitter } from './submit-batch.js';
import type { Unpacker } from './unpack.js';
import { type Patience, untilItWorks } from './until-it-works.js';

/** A batch is full at whichever comes first: enough to make a job's cost vanish, few enough to share out. */
const BATCH_MESSAGES = 100;
const BATCH_BYTES = 4 * 1024 * 1024;

/** How often what was met is written down while intake is under way. */
const TELL_MS = 250;

export interface IntakeParts {
  readonly job: IntakeJob;
  readonly lease: IntakeLease;
  /** Folders never entered: unpacked archives and the store lie there. */
  readonly skip: readonly string[];
  readonly store: Store;
  readonly submitter: BatchSubmitter;
  readonly unpacker: Unpacker;
  readonly patience: Patience;
}

/**
 * The stage `intake`: walks the sources, cuts them into documents by reference, and hands those that
 * were not recorded before to the queue in batches. What cannot be read is noted and passed. Begun
 * again it starts over; what was recorded meanwhile is passed. Gives up when the signal is aborted.
 *
 * @throws Superseded when somebody else has begun the same intake
 */
export async function takeIn(parts: IntakeParts): Promise<void> {
  const { store, patience, job, lease } = parts;
  const counts: IntakeCounts = { ...NO_COUNTS, emptyMailboxes: [] };
  const batching = new Batching(parts, counts);
  for await (const piece of pieces(parts, counts)) {
    if (patience.signal.aborted) return;
    if (piece.kind === 'document') await batching.add(piece.ref);
    else if (piece.kind === 'unread') await note(parts, piece);
    else if (piece.kind === 'passed-over') counts.passedOver += 1;
    else counts.emptyMailboxes.push(piece.path);
  }
  await batching.flush();
  await untilItWorks(() => store.noteIntake(job.scanId, lease, counts), patience);
  await untilItWorks(() => store.intakeDone(job.scanId), patience);
}

/** Bytes of all files in the sources. */
export async function sizeOf(
  sources: readonly string[],
  skip: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  let bytes = 0;
  for await (const walked of walkSources(sources, skip)) {
    if (signal.aborted) break;
    if (walked.kind === 'file') bytes += walked.size;
  }
  return bytes;
}

async function* pieces(parts: IntakeParts, counts: IntakeCounts) {
  const onBytes = (bytes: number): void => {
    counts.bytesRead += bytes;
  };
  for await (const walked of walkSources(parts.job.sources, parts.skip)) {
    if (walked.kind !== 'file') yield walked;
    else yield* cutSource(walked, { unpacker: parts.unpacker, onBytes });
  }
}

async function note(parts: IntakeParts, { path, reason }: UnreadSource): Promise<void> {
  await untilItWorks(
    () => parts.store.noteUnread(parts.job.scanId, { path, reason }),
    parts.patience,
  );
}

class Batching {
  /** Not yet compared with the ledger. */
  #found: DocumentRef[] = [];
  /** To be read. */
  #fresh: DocumentRef[] = [];
  #freshBytes = 0;
  /** Ids at the path under way, 12 bytes each: a mailbox of a million messages takes 60 MB. */
  readonly #ids = new Set<string>();
  #path = '';
  #told = performance.now();

  constructor(
    readonly parts: IntakeParts,
    readonly counts: IntakeCounts,
  ) {}

  async add(ref: DocumentRef): Promise<void> {
    if (ref.path !== this.#path) this.#ids.clear();
    this.#path = ref.path;
    const id = Buffer.from(ref.id, 'hex').toString('latin1');
    if (this.#ids.has(id)) {
      this.counts.duplicates += 1;
      return;
    }
    this.#ids.add(id);
    this.counts.documents += 1;
    this.#found.push(ref);
    if (this.#found.length >= BATCH_MESSAGES) await this.#compare();
  }

  async flush(): Promise<void> {
    await this.#compare();
    await this.#send();
  }

  async #compare(): Promise<void> {
    const { store, patience } = this.parts;
    const { scanId, caseId, context } = this.parts.job;
    const found = this.#found;
    this.#found = [];
    if (found.length === 0) return;
    const ids = found.map((ref) => ref.id);
    const fresh = await untilItWorks(
      () => store.unrecorded(caseId, context.analysisKey, ids),
      patience,
    );
    const seen = found.filter((ref) => !fresh.has(ref.id));
    if (seen.length > 0) await untilItWorks(() => store.noteSeen(scanId, seen), patience);
    this.counts.seen += seen.length;
    await this.#tell();
    for (const ref of found) {
      if (!fresh.has(ref.id)) continue;
      this.#fresh.push(ref);
      this.#freshBytes += ref.length;
      if (this.#fresh.length >= BATCH_MESSAGES || this.#freshBytes >= BATCH_BYTES) {
        await this.#send();
      }
    }
  }

  /** Now and then, for the progress bar. */
  async #tell(): Promise<void> {
    const { store, patience, lease, job } = this.parts;
    if (performance.now() - this.#told < TELL_MS) return;
    this.#told = performance.now();
    await untilItWorks(() => store.noteIntake(job.scanId, lease, this.counts), patience);
  }

  async #send(): Promise<void> {
    const { store, submitter, patience, lease } = this.parts;
    const { scanId, bytes } = this.parts.job;
    const refs = this.#fresh;
    this.#fresh = [];
    this.#freshBytes = 0;
    if (refs.length === 0) return;
    const batch = await untilItWorks(() => store.addBatch(scanId, refs, lease), patience);
    try {
      const left = Math.max(bytes - this.counts.bytesRead, 0);
      await submitter.submit(batch, refs, left);
    } catch (error) {
      // A queue closed by Ctrl-C: the batch stays owed and a later run does it.
      if (!(error instanceof EnvironmentError && patience.signal.aborted)) throw error;
    }
  }
}
