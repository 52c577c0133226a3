import { z } from 'zod';
import type { UnreadSource } from '../model/case.js';
import {
  type Analysis,
  type AnalysisJob,
  analysisSchema,
  type DocumentRef,
  type ReviewJob,
  reviewJobSchema,
} from '../model/job.js';
import type { Defect } from '../model/message.js';
import type { ChildPool, ItemOutcome } from '../queue/child-pool.js';
import { assertSameCatalogue, OTHER_CATALOGUE } from './judging.js';
import type { CatalogueSource } from './kept-catalogue.js';
import type { Reading, ReadingOrder } from './read-document.js';
import { addTimings } from './stopwatch.js';

/** Children that read and judge documents. */
export type ReadingPool = ChildPool<ReadingOrder, Reading>;

/**
 * The stage `analysis`: a batch of references → what was found. Reading is done in children; a
 * document on which a child fails is read again as plain text, and if that fails too it is recorded
 * with the reason and no findings. Throws when the whole batch cannot be done here.
 */
export async function analyseBatch(
  job: AnalysisJob,
  pool: ReadingPool,
  catalogue: CatalogueSource,
): Promise<ReviewJob> {
  assertSameCatalogue(catalogue, job.context);
  const shared = { context: job.context };
  const orders = job.refs.map((ref, i): ReadingOrder => {
    const bytes = job.bytes?.[i];
    return bytes ? { ref, bytes } : { ref };
  });
  const first = judge(orders, await pool.runBatch(orders, shared));
  const failed = first.flatMap((o) =>
    o.kind === 'failed' ? [{ ...o.order, raw: defectOf(o) }] : [],
  );
  const second = failed.length === 0 ? [] : judge(failed, await pool.runBatch(failed, shared));
  const gathered = new Gathering();
  for (const outcome of [...first, ...second]) gathered.add(outcome);
  const result = { scanId: job.scanId, batch: job.batch, ...gathered.result(job.refs) };
  checked.add(result);
  return result;
}

/** Results put together here of what was checked child by child. */
const checked = new WeakSet<object>();

/**
 * A job of the queue `review`, checked: whoever sent it had opened hostile input. One that was made in
 * this process and did not leave it was checked as it was made, and is not checked again.
 */
export function checkedReview(data: unknown): ReviewJob {
  if (typeof data === 'object' && data !== null && checked.has(data)) return data as ReviewJob;
  return reviewJobSchema.parse(data);
}

/** Why a child gave no analysis. */
interface Failure {
  readonly cause: 'threw' | 'hung' | 'memory' | 'died';
  readonly reason: string;
}

type Outcome = { readonly order: ReadingOrder } & (
  | Reading
  | ({ readonly kind: 'failed' } & Failure)
);

/** Children open hostile input, so what they send is checked before anybody builds on it. */
const readingSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('analysed'),
    analysis: analysisSchema,
    timings: z.record(z.string(), z.number()),
  }),
  z.strictObject({ kind: z.literal('unread'), reason: z.string() }),
  z.strictObject({ kind: z.literal('excluded') }),
]);

const NO_ANALYSIS: Failure = { cause: 'threw', reason: 'its result was not an analysis of it' };

function judge(
  orders: readonly ReadingOrder[],
  outcomes: readonly ItemOutcome<Reading>[],
): Outcome[] {
  return orders.map((order, i): Outcome => {
    const outcome = outcomes[i]!;
    if (!outcome.ok) {
      const { cause, reason } = outcome;
      if (reason.startsWith(OTHER_CATALOGUE)) throw new Error(reason);
      return { order, kind: 'failed', cause, reason };
    }
    const reading = readingSchema.safeParse(outcome.result);
    if (reading.success && isOf(order.ref, reading.data)) return { order, ...reading.data };
    return { order, kind: 'failed', ...NO_ANALYSIS };
  });
}

/** Whether a reading speaks of this document and of no other. */
function isOf({ id, path }: DocumentRef, reading: Reading): boolean {
  if (reading.kind !== 'analysed') return true;
  const { document, findings } = reading.analysis;
  return [document, ...findings.map((f) => f.document)].every(
    (d) => d.id === id && d.path === path,
  );
}

function defectOf({ cause, reason }: Failure): Defect {
  return {
    code: `reader-${cause}`,
    message: `Reading the document was given up (${reason}); its raw text was judged instead.`,
  };
}

class Gathering {
  readonly #analyses = new Map<string, Analysis>();
  readonly #unread: UnreadSource[] = [];
  readonly #timings: Record<string, number> = {};
  #excluded = 0;

  add(outcome: Outcome): void {
    const { ref, raw } = outcome.order;
    if (outcome.kind === 'analysed') {
      this.#analyses.set(ref.id, outcome.analysis);
      addTimings(this.#timings, outcome.timings);
    } else if (outcome.kind === 'unread') {
      this.#unread.push({ path: ref.path, reason: outcome.reason });
    } else if (outcome.kind === 'excluded') {
      this.#excluded += 1;
    } else if (raw !== undefined) {
      this.#analyses.set(ref.id, { document: bareRecord(ref, outcome.reason), findings: [] });
    }
  }

  /** In the order of the references, whatever was done twice. */
  result(refs: readonly DocumentRef[]): Omit<ReviewJob, 'scanId' | 'batch'> {
    const analyses = refs.flatMap((ref) => this.#analyses.get(ref.id) ?? []);
    const unread = this.#unread.length === 0 ? {} : { unread: this.#unread };
    const excluded = this.#excluded === 0 ? {} : { excluded: this.#excluded };
    return { analyses, timings: this.#timings, ...unread, ...excluded };
  }
}

/** The ledger row of a document that could not be read in any way. */
function bareRecord(ref: DocumentRef, reason: string): Analysis['document'] {
  const message = `The document could not be read, nor its raw text be judged (${reason}).`;
  return {
    id: ref.id,
    path: ref.path,
    ordinal: ref.ordinal,
    messageId: '',
    subject: '',
    sentAt: '',
    medium:
      ref.format === 'eml' || ref.format === 'mbox-message' || ref.format === 'journal'
        ? 'email'
        : 'letter',
    from: '',
    fromName: '',
    fromRole: 'unknown',
    to: [],
    cc: [],
    bcc: [],
    references: [],
    embedded: [],
    quotedAuthors: [],
    deliveredTo: [],
    observations: [],
    defects: [...(ref.defects ?? []), { code: 'unreadable', message }],
  };
}
