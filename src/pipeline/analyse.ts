import type { UnreadSource } from '../model/case.js';
import {
  type Analysis,
  type AnalysisJob,
  analysisSchema,
  type DocumentRef,
  type ReviewJob,
} from '../model/job.js';
import type { Defect } from '../model/message.js';
import type { ChildPool, ItemOutcome } from '../queue/child-pool.js';
import { assertSameCatalogue, OTHER_CATALOGUE } from './judging.js';
import type { CatalogueSource } from './load-catalogue.js';
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
  const failed = first.flatMap((o) => (o.kind === 'failed' ? [{ ...o.order, raw: o.defect }] : []));
  const second = failed.length === 0 ? [] : judge(failed, await pool.runBatch(failed, shared));
  const gathered = new Gathering();
  for (const outcome of [...first, ...second]) gathered.add(outcome);
  return { scanId: job.scanId, batch: job.batch, ...gathered.result(job.refs) };
}

type Outcome = { readonly order: ReadingOrder } & (
  | Reading
  | { readonly kind: 'failed'; readonly defect: Defect }
);

/** Children open hostile input, so what they send is checked before anybody builds on it. */
function judge(
  orders: readonly ReadingOrder[],
  outcomes: readonly ItemOutcome<Reading>[],
): Outcome[] {
  return orders.map((order, i): Outcome => {
    const outcome = outcomes[i]!;
    if (!outcome.ok)
      return { order, kind: 'failed', defect: defectOf(outcome.cause, outcome.reason) };
    const reading = outcome.result;
    if (reading.kind === 'unread') return { order, ...reading };
    const analysis = analysisSchema.safeParse(reading.analysis);
    const isAsked = analysis.success && analysis.data.document.id === order.ref.id;
    if (isAsked) return { order, ...reading };
    return { order, kind: 'failed', defect: defectOf('threw', 'its result was not an analysis') };
  });
}

function defectOf(cause: 'threw' | 'hung' | 'memory' | 'died', reason: string): Defect {
  if (reason.startsWith(OTHER_CATALOGUE)) throw new Error(reason);
  return {
    code: `reader-${cause}`,
    message: `Reading the document was given up (${reason}); its raw text was judged instead.`,
  };
}

class Gathering {
  readonly #analyses = new Map<string, Analysis>();
  readonly #unread: UnreadSource[] = [];
  readonly #timings: Record<string, number> = {};

  add(outcome: Outcome): void {
    const { ref, raw } = outcome.order;
    if (outcome.kind === 'analysed') {
      this.#analyses.set(ref.id, outcome.analysis);
      addTimings(this.#timings, outcome.timings);
    } else if (outcome.kind === 'unread') {
      this.#unread.push({ path: ref.path, reason: outcome.reason });
    } else if (raw !== undefined) {
      this.#analyses.set(ref.id, { document: bareRecord(ref, raw, outcome.defect), findings: [] });
    }
  }

  /** In the order of the references, whatever was done twice. */
  result(refs: readonly DocumentRef[]): Pick<ReviewJob, 'analyses' | 'timings' | 'unread'> {
    const analyses = refs.flatMap((ref) => this.#analyses.get(ref.id) ?? []);
    const unread = this.#unread.length === 0 ? {} : { unread: this.#unread };
    return { analyses, timings: this.#timings, ...unread };
  }
}

/** The ledger row of a document that could not be read in any way. */
function bareRecord(ref: DocumentRef, first: Defect, second: Defect): Analysis['document'] {
  const message = `${first.message.replace('; its raw text was judged instead', '')} Its raw text could not be judged either (${second.message}).`;
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
