import { z } from 'zod';
import { dismissalSchema } from '../../../model/finding.js';
import type { DocumentRecord } from '../../../model/job.js';
import type { FindingRef, Reviewer } from '../../../store/review/store.js';
import type { Desk } from '../../desk.js';
import { PageError } from '../../errors.js';
import type { Nameable } from '../../names.js';
import type { Page } from '../../page.js';
import { mayOneOf, OFFICERS, REVIEWERS, rolesAmong } from '../../roles.js';
import { giveVerdict, hindrance, itemFor } from '../../verdict.js';
import type { Visit } from '../../visit.js';
import { filterOf, orderOf, queryFrom } from '../queue/filter.js';
import { senderOf } from '../queue/model.js';
import { peopleIn } from './message-model.js';
import { findingModel } from './model.js';

const hexId = z.string().regex(/^[0-9a-f]{24}$/);
export const refSchema = z.object({ caseId: hexId, id: hexId });

const DECISIONS = ['confirm', 'dismiss', 'escalate', 'second-opinion', 'reopen', 'note'] as const;

const wayShape = {
  view: z.string().max(4_000).default(''),
  at: z.coerce.number().int().min(0).catch(0).default(0),
};
const showSchema = z.object({
  ...wayShape,
  decide: z.enum(DECISIONS).or(z.literal('')).catch('').default(''),
});
const verdictSchema = z.object({
  ...wayShape,
  decision: z.enum(DECISIONS).optional(),
  dismissal: dismissalSchema.or(z.literal('')).default(''),
  addressee: z.string().max(200).default(''),
  reason: z.string().max(5_000).trim().default(''),
  after: z.enum(['stay', 'next']).default('stay'),
});
const assignSchema = z.object({
  ...wayShape,
  assignee: z.string().max(200).default(''),
  expected: z.string().max(200).default(''),
});
const revealSchema = z.object({
  ...wayShape,
  label: z.string().min(1).max(40),
  reason: z.string().trim().min(1, 'say why the name has to be known').max(500),
});
const conflictSchema = z.object({
  ...wayShape,
  reason: z.string().trim().min(1, 'say in a few words what the conflict is').max(2_000),
});

/** One finding, whole: the message with the evidence in it, and the verdict. */
export const finding: Page = {
  name: 'finding',
  routes: (desk) => [
    {
      method: 'GET',
      url: '/findings/:caseId/:id',
      roles: REVIEWERS,
      handler: (visit) => show(desk, visit),
    },
    {
      method: 'POST',
      url: '/findings/:caseId/:id/verdict',
      roles: REVIEWERS,
      handler: (visit) => judge(desk, visit),
    },
    {
      method: 'POST',
      url: '/findings/:caseId/:id/assign',
      roles: REVIEWERS,
      handler: (visit) => assign(desk, visit),
    },
    {
      method: 'POST',
      url: '/findings/:caseId/:id/reveal',
      roles: REVIEWERS,
      handler: (visit) => reveal(visit),
    },
    {
      method: 'POST',
      url: '/findings/:caseId/:id/conflict',
      roles: REVIEWERS,
      handler: (visit) => declare(desk, visit),
    },
  ],
};

/** Earlier and later messages of a thread, findings of the same two people: enough to see a course. */
const MOST_AROUND = 30;
const MOST_BETWEEN = 10;

async function show(desk: Desk, visit: Visit, problem = '', decided = ''): Promise<unknown> {
  const ref = visit.params(refSchema);
  const way = problem === '' ? visit.query(showSchema) : { ...visit.form(showSchema), decide: '' };
  const item = await itemFor(desk, visit, ref);
  const { review } = desk.store;
  await visit.audit('viewed', `case ${ref.caseId}, finding ${ref.id}`);
  const documentId = item.document.id;
  const shown = await desk.messages.open(ref.caseId, documentId);
  const thread = await review.thread(ref.caseId, documentId, MOST_AROUND);
  const model = findingModel({
    item,
    shown,
    thread,
    sameDocument: await review.sameDocument(visit.asker, ref),
    between: await review.between(visit.asker, ref, MOST_BETWEEN),
    alike: await review.alike(visit.asker, ref, MOST_BETWEEN),
    reviewers: (await review.reviewers()).filter(mayReview),
    catalogue: desk.catalogue(),
    names: await visit.names(ref.caseId, [...peopleIn(shown), ...thread.map(writerOf)]),
    me: visit.visitor.id,
    hindrance: hindrance(visit, item),
    ...way,
    decide: decided || way.decide,
    problem,
    ...(await neighbours(desk, visit, ref, way)),
  });
  return visit.page('finding/view.njk', model, problem === '' ? 200 : 400);
}

const writerOf = ({ from, fromName, fromRole }: DocumentRecord): Nameable =>
  senderOf({ person: from, personName: fromName, role: fromRole });

const mayReview = ({ roles }: Reviewer): boolean =>
  mayOneOf({ roles: rolesAmong(roles) }, REVIEWERS);

interface Way {
  readonly view: string;
  readonly at: number;
}

/** The findings before and after in the queue the reader came from, as it is now. */
async function neighbours(desk: Desk, visit: Visit, ref: FindingRef, { view, at }: Way) {
  const query = queryFrom(view);
  const from = Math.max(at - 1, 0);
  const rows = await desk.store.review.queue(visit.asker, filterOf(query), orderOf(query), from, 3);
  const href = (offset: number): string => {
    const row = rows[offset - from];
    if (row === undefined || (row.id === ref.id && row.caseId === ref.caseId)) return '';
    return `/findings/${row.caseId}/${row.id}?${new URLSearchParams({ view, at: String(offset) })}`;
  };
  // Once decided, a finding leaves the queue and the next one moves up to its place.
  const isStillThere = rows.some((row) => row.id === ref.id && row.caseId === ref.caseId);
  return {
    previous: at === 0 ? '' : href(at - 1),
    next: isStillThere ? href(at + 1) : href(at),
  };
}

async function judge(desk: Desk, visit: Visit): Promise<unknown> {
  const ref = visit.params(refSchema);
  const { view, at, decision, dismissal, addressee, reason, after } = visit.form(verdictSchema);
  if (decision === undefined) return show(desk, visit, 'Choose a verdict.');
  const asks = decision === 'escalate' || decision === 'second-opinion';
  try {
    await giveVerdict(desk, visit, ref, {
      decision,
      reason,
      ...(decision === 'dismiss' && dismissal !== '' ? { dismissal } : {}),
      ...(asks && addressee !== '' ? { addressee } : {}),
    });
  } catch (error) {
    if (!(error instanceof PageError) || error.status !== 400) throw error;
    return show(desk, visit, error.message, decision);
  }
  const { next } = await neighbours(desk, visit, ref, { view, at });
  const own = `/findings/${ref.caseId}/${ref.id}?${new URLSearchParams({ view, at: String(at) })}`;
  if (after === 'stay') return visit.see(own, 'The verdict is saved.');
  if (next === '')
    return visit.see(`/?${view}`, 'The verdict is saved. That was the last one here.');
  return visit.see(next, 'The verdict is saved. This is the next finding.');
}

async function assign(desk: Desk, visit: Visit): Promise<unknown> {
  const ref = visit.params(refSchema);
  const { view, at, assignee, expected } = visit.form(assignSchema);
  const item = await itemFor(desk, visit, ref);
  const me = visit.visitor.id;
  const isOthers = item.assignee !== '' && item.assignee !== me;
  if (isOthers && !visit.may(OFFICERS)) throw new PageError(409, hindrance(visit, item));
  const when = desk.now().toISOString();
  const done = await desk.store.review.assign(ref, { assignee, by: me, at: when, expected });
  if (!done)
    throw new PageError(409, 'Somebody took or gave the finding meanwhile. Open it again.');
  const way = new URLSearchParams({ view, at: String(at) });
  const told =
    assignee === me
      ? 'You have taken the finding.'
      : assignee === ''
        ? 'Nobody has the finding now.'
        : `The finding is with ${assignee} now.`;
  return visit.see(`/findings/${ref.caseId}/${ref.id}?${way}`, told);
}

/** The finding goes to the deputy (from the deputy to the monitoring officer), and is hidden. */
async function declare(desk: Desk, visit: Visit): Promise<unknown> {
  const ref = visit.params(refSchema);
  const { view, reason } = visit.form(conflictSchema);
  await itemFor(desk, visit, ref);
  const { id: reviewer, roles } = visit.visitor;
  const wanted = roles.includes('deputy') ? 'monitoring_officer' : 'deputy';
  const others = (await desk.store.review.reviewers()).filter(({ id }) => id !== reviewer);
  const assignee = others.find((it) => it.roles.includes(wanted))?.id ?? '';
  const at = desk.now().toISOString();
  await desk.store.review.declareConflict(ref, { reviewer, reason, at, assignee });
  const told =
    assignee === ''
      ? 'No deputy has signed in yet; it waits for one.'
      : `It is with ${assignee} now.`;
  return visit.see(
    `/?${view}`,
    `The conflict is noted, and the finding is hidden from you. ${told}`,
  );
}

/** Names behind labels, for this session; who asked and why is in the audit log. */
async function reveal(visit: Visit): Promise<unknown> {
  const { caseId, id } = visit.params(refSchema);
  const { view, at, label, reason } = visit.form(revealSchema);
  await visit.audit('names-revealed', `case ${caseId}, finding ${id}, ${label}: ${reason}`);
  visit.session.revealed.add(`${caseId} ${label}`);
  return visit.see(`/findings/${caseId}/${id}?${new URLSearchParams({ view, at: String(at) })}`);
}
