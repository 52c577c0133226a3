import { z } from 'zod';
import { dismissalSchema } from '../../../model/finding.js';
import type { QueueRow } from '../../../store/review/store.js';
import type { Desk } from '../../desk.js';
import { PageError } from '../../errors.js';
import type { Names } from '../../names.js';
import type { Page } from '../../page.js';
import { ALL, REVIEWERS } from '../../roles.js';
import { giveVerdicts } from '../../verdict.js';
import type { Visit } from '../../visit.js';
import { exportFindings } from './export.js';
import { addressOf, filterOf, orderOf, queryFrom, queueQuerySchema } from './filter.js';
import { PAGE_ROWS, queueModel, senderOf } from './model.js';

const oneOrMore = z
  .union([z.string().transform((it) => [it]), z.array(z.string())])
  .default([])
  .transform((keys) => keys.map((key) => key.split('/')))
  .pipe(z.array(z.tuple([z.string(), z.string()])).max(200));

const bulkSchema = z.object({
  finding: oneOrMore,
  decision: z.enum(['', 'confirm', 'dismiss']).default(''),
  dismissal: dismissalSchema.or(z.literal('')).default(''),
  reason: z.string().max(5_000).trim().default(''),
  alike: z.enum(['', '1']).default(''),
  view: z.string().max(4_000).default(''),
});

const viewSchema = z.object({
  name: z.string().trim().min(1, 'give the view a name').max(80),
  view: z.string().max(4_000).default(''),
});

/** The findings that wait for a person. */
export const queue: Page = {
  name: 'queue',
  nav: { text: 'Queue', href: '/' },
  routes: (desk) => [
    {
      method: 'GET',
      url: '/',
      roles: ALL,
      handler: (visit) =>
        visit.may(REVIEWERS)
          ? showQueue(desk, visit)
          : visit.page('queue/elsewhere.njk', { title: 'Review desk' }),
    },
    {
      method: 'GET',
      url: '/findings.csv',
      roles: REVIEWERS,
      handler: (visit) => exportFindings(desk, visit),
    },
    {
      method: 'POST',
      url: '/verdicts',
      roles: REVIEWERS,
      handler: (visit) => judgeSeveral(desk, visit),
    },
    {
      method: 'POST',
      url: '/views',
      roles: REVIEWERS,
      handler: async (visit) => {
        const { name, view } = visit.form(viewSchema);
        const query = addressOf(queryFrom(view));
        await desk.store.review.saveView(visit.visitor.id, { name, query });
        return visit.see(`/?${query}`, `The view “${name}” is saved.`);
      },
    },
    {
      method: 'POST',
      url: '/views/remove',
      roles: REVIEWERS,
      handler: async (visit) => {
        const { name } = visit.form(viewSchema);
        await desk.store.review.dropView(visit.visitor.id, name);
        return visit.see('/', `The view “${name}” is gone.`);
      },
    },
  ],
};

async function showQueue(desk: Desk, visit: Visit, problem = ''): Promise<unknown> {
  const query = visit.query(queueQuerySchema);
  const filter = filterOf(query);
  const { review } = desk.store;
  const offset = (query.page - 1) * PAGE_ROWS;
  const found = await review.queue(visit.asker, filter, orderOf(query), offset, PAGE_ROWS + 1);
  const counts = await review.counts(visit.asker, filter);
  const views = await review.views(visit.visitor.id);
  const rows = found.slice(0, PAGE_ROWS);
  const names = await namesOfRows(visit, rows);
  const hasMore = found.length > PAGE_ROWS;
  const me = visit.visitor.id;
  const model = queueModel({ query, counts, rows, hasMore, views, me, names });
  return visit.page('queue/view.njk', { ...model, problem });
}

/** Rows of several cases: each case has its own roster and labels. */
async function namesOfRows(
  visit: Visit,
  rows: readonly QueueRow[],
): Promise<(caseId: string) => Names> {
  const byCase = new Map<string, Names>();
  for (const { caseId } of rows) {
    if (byCase.has(caseId)) continue;
    const seen = rows.filter((row) => row.caseId === caseId).map(senderOf);
    byCase.set(caseId, await visit.names(caseId, seen));
  }
  const [first] = byCase.keys();
  const others = await visit.names(first ?? '');
  return (caseId) => byCase.get(caseId) ?? others;
}

async function judgeSeveral(desk: Desk, visit: Visit): Promise<unknown> {
  const { finding, decision, dismissal, reason, alike, view } = visit.form(bulkSchema);
  const back = `/?${addressOf(queryFrom(view))}`;
  if (finding.length === 0)
    throw new PageError(400, 'Tick the findings that are meant, then choose what becomes of them.');
  if (decision === '')
    throw new PageError(400, 'Choose whether to confirm or to dismiss the findings.');
  const refs = finding.map(([caseId, id]) => ({ caseId, id }));
  const all = alike === '1' ? await withAlike(desk, visit, refs) : refs;
  const given = await giveVerdicts(desk, visit, all, {
    decision,
    reason,
    ...(dismissal === '' ? {} : { dismissal }),
  });
  const done = `${given.done} ${decision === 'confirm' ? 'confirmed' : 'dismissed'}.`;
  const left = given.refused.length === 0 ? '' : ` Not changed: ${given.refused.join(' ')}`;
  return visit.see(back, `${done}${left}`);
}

/** Near-duplicates of what was ticked, as many as one reason can answer for. */
const MOST_ALIKE = 500;

interface Ref {
  readonly caseId: string;
  readonly id: string;
}

async function withAlike(desk: Desk, visit: Visit, refs: readonly Ref[]): Promise<Ref[]> {
  const all = new Map(refs.map((ref) => [`${ref.caseId}/${ref.id}`, ref]));
  for (const ref of refs) {
    for (const other of await desk.store.review.alike(visit.asker, ref, MOST_ALIKE)) {
      if (other.state === 'waiting') {
        all.set(`${other.caseId}/${other.id}`, { caseId: other.caseId, id: other.id });
      }
    }
  }
  return [...all.values()];
}
