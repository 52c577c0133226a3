import { afterAll, expect, it } from 'vitest';
import type { AnalysisJob, DocumentRef } from '../../src/model/job.js';
import { analyseBatch } from '../../src/pipeline/analyse.js';
import { createAnalysisContext } from '../../src/pipeline/analysis-context.js';
import { digestOf, documentId } from '../../src/pipeline/document-id.js';
import { readCatalogue } from '../../src/pipeline/kept-catalogue.js';
import type { ReadingOrder } from '../../src/pipeline/read-document.js';
import { createReadingPool } from '../../src/pipeline/reading-pool.js';
import type { ItemOutcome } from '../../src/queue/child-pool.js';
import { newFolder, plainMail, ROSTER, silentCopy, write } from './mail.js';

const catalogue = readCatalogue();
const context = createAnalysisContext(catalogue, ROSTER, 'protocol-2007');
const pool = createReadingPool(1);
afterAll(() => pool.close());

const folder = newFolder();

function refOf(path: string, content: string): DocumentRef {
  write(folder, { [path]: content });
  const bytes = Buffer.from(content);
  return {
    id: documentId(path, digestOf(bytes)),
    path,
    file: `${folder}/${path}`,
    offset: 0,
    length: bytes.length,
    format: 'eml',
    ordinal: 0,
  };
}

const jobOf = (...refs: DocumentRef[]): AnalysisJob => ({ scanId: 's', batch: 1, refs, context });

it('gives an analysis for every document, in order, and where the time went', async () => {
  const refs = [refOf('a.eml', silentCopy(1)), refOf('b.eml', plainMail(2))];
  const { analyses, timings, unread } = await analyseBatch(jobOf(...refs), pool, catalogue);
  expect(analyses.map((a) => a.document.id)).toEqual(refs.map((ref) => ref.id));
  expect(analyses.map((a) => a.findings.map((f) => f.pattern))).toEqual([['silent-copy/bcc'], []]);
  expect(Object.keys(timings)).toEqual(expect.arrayContaining(['read', 'parse', 'segment']));
  expect(unread).toBeUndefined();
});

it('refuses to judge bytes that are not those that were listed', async () => {
  const changed = refOf('changed.eml', plainMail(3));
  const gone = { ...refOf('gone.eml', plainMail(4)), file: `${folder}/nowhere.eml` };
  write(folder, { 'changed.eml': plainMail(5) });
  const { analyses, unread } = await analyseBatch(jobOf(changed, gone), pool, catalogue);
  expect(analyses).toEqual([]);
  expect(unread?.map((u) => `${u.path} ${u.reason}`)).toEqual([
    'changed.eml changed while it was scanned; scan it again',
    'gone.eml does not exist when its turn came; scan it again',
  ]);
});

it('refuses a job made with another catalogue', async () => {
  const other = {
    ...jobOf(refOf('a.eml', plainMail(1))),
    context: { ...context, analysisKey: 'x' },
  };
  await expect(analyseBatch(other, pool, catalogue)).rejects.toThrow(/another catalogue/);
});

/** A pool whose children fail on documents as told, the first time or always; the rest is real. */
function failing(fails: (order: ReadingOrder) => boolean): typeof pool {
  return {
    ...pool,
    runBatch: async (orders, shared) => {
      const outcomes = await pool.runBatch(orders, shared);
      return orders.map((order, i): ItemOutcome<never> | (typeof outcomes)[number] =>
        fails(order) ? { ok: false, cause: 'hung', reason: 'no result within 10 s' } : outcomes[i]!,
      );
    },
  };
}

it('judges the raw text of a document on which reading hangs', async () => {
  const refs = [refOf('bad.eml', silentCopy(6)), refOf('good.eml', plainMail(7))];
  const once = failing((order) => order.ref.path === 'bad.eml' && order.raw === undefined);
  const { analyses } = await analyseBatch(jobOf(...refs), once, catalogue);
  const [bad, good] = analyses;
  expect(bad?.document.defects.map((d) => d.code)).toContain('reader-hung');
  expect(bad?.findings.map((f) => f.pattern)).toEqual(['silent-copy/bcc']);
  expect(good?.document.defects).toEqual([]);
});

it('records a document that cannot be read in any way with the reason', async () => {
  const ref = refOf('worse.eml', silentCopy(8));
  const { analyses } = await analyseBatch(
    jobOf(ref),
    failing(() => true),
    catalogue,
  );
  expect(analyses).toHaveLength(1);
  const [{ document, findings } = { document: null, findings: null }] = analyses;
  expect(findings).toEqual([]);
  expect(document).toMatchObject({ id: ref.id, path: 'worse.eml', fromRole: 'unknown' });
  expect(document?.defects).toEqual([
    {
      code: 'unreadable',
      message:
        'The document could not be read, nor its raw text be judged (no result within 10 s).',
    },
  ]);
});

it('believes no child that speaks of another document', async () => {
  const [mine, other] = [refOf('mine.eml', plainMail(9)), refOf('other.eml', plainMail(10))];
  const lying: typeof pool = {
    ...pool,
    runBatch: (orders, shared) =>
      pool.runBatch(
        orders.map((o) => ({ ...o, ref: other })),
        shared,
      ),
  };
  const { analyses } = await analyseBatch(jobOf(mine), lying, catalogue);
  expect(analyses.map((a) => [a.document.id, a.document.defects[0]?.code])).toEqual([
    [mine.id, 'unreadable'],
  ]);
});
