import { z } from 'zod';
import { CATEGORIES } from '../../../model/categories.js';
import type { Category } from '../../../model/category.js';
import type { SampledDocument } from '../../../store/oversight/store.js';
import type { Desk } from '../../desk.js';
import { notFound } from '../../errors.js';
import type { Page } from '../../page.js';
import { type Problem, shownProblems } from '../../problems.js';
import { OFFICERS, REVIEWERS, type Role } from '../../roles.js';
import type { Visit } from '../../visit.js';
import { messageModel, peopleIn } from '../finding/message-model.js';
import { agreementOf, missRate, nextUnread } from './model.js';

const SEES_FIGURES: readonly Role[] = [...REVIEWERS, 'auditor'];

/** More than anybody reads; the interval hardly narrows beyond. */
const MOST_DRAWN = 500;

const drawSchema = z.object({ case: z.string().default(''), size: z.string().default('') });
const sampleSchema = z.object({ sample: z.coerce.number().int().positive() });
const placeSchema = sampleSchema.extend({ place: z.coerce.number().int().positive() });
const judgeSchema = z.object({
  missed: z.string().default(''),
  category: z.string().default(''),
  note: z.string().trim().max(2_000).default(''),
});

/** What is missed: random unflagged messages, read by people. */
export const quality: Page = {
  name: 'quality',
  nav: { text: 'Quality', href: '/quality' },
  routes: (desk) => [
    { method: 'GET', url: '/quality', roles: SEES_FIGURES, handler: (v) => overview(desk, v, []) },
    { method: 'POST', url: '/quality', roles: OFFICERS, handler: (v) => draw(desk, v) },
    { method: 'GET', url: '/quality/:sample', roles: REVIEWERS, handler: (v) => show(desk, v) },
    {
      method: 'GET',
      url: '/quality/:sample/:place',
      roles: REVIEWERS,
      handler: (visit) => read(desk, visit, judgeSchema.parse({}), []),
    },
    {
      method: 'POST',
      url: '/quality/:sample/:place',
      roles: REVIEWERS,
      handler: (v) => judge(desk, v),
    },
  ],
};

async function overview(desk: Desk, visit: Visit, problems: readonly Problem[]): Promise<unknown> {
  const { oversight } = desk.store;
  const samples = await oversight.samples();
  const { samples: readings, findings } = await oversight.agreement();
  const model = {
    title: 'Quality',
    samples: samples.map((it) => ({ ...it, miss: missRate(it) })),
    cases: (await oversight.cases()).filter((it) => it.documents > 0),
    readings: agreementOf(readings),
    findings: agreementOf(findings),
    mayDraw: visit.may(OFFICERS),
    mayRead: visit.may(REVIEWERS),
    ...shownProblems(problems),
  };
  return visit.page('quality/overview.njk', model, problems.length === 0 ? 200 : 400);
}

async function draw(desk: Desk, visit: Visit): Promise<unknown> {
  const form = visit.form(drawSchema);
  const size = Number(form.size);
  if (!Number.isInteger(size) || size < 1 || size > MOST_DRAWN) {
    const text = `Enter how many messages to draw, from 1 to ${MOST_DRAWN}`;
    return overview(desk, visit, [{ field: 'size', text }]);
  }
  const at = desk.now().toISOString();
  const { oversight } = desk.store;
  const key = await oversight.drawSample(form.case, size, visit.visitor.id, at);
  return visit.see(`/quality/${key}`, 'The sample is drawn. Read it in its order.');
}

async function show(desk: Desk, visit: Visit): Promise<unknown> {
  const { sample: key } = visit.params(sampleSchema);
  const { oversight } = desk.store;
  const sample = await oversight.sample(key);
  const documents = await oversight.sampledDocuments(key);
  const names = await visit.names(sample.caseId);
  await visit.audit('viewed', `case ${sample.caseId}, subjects of sample ${key}`);
  const own = (it: SampledDocument) =>
    it.judgements.find(({ reviewer }) => reviewer === visit.visitor.id);
  return visit.page('quality/sample.njk', {
    title: `Sample ${key}: ${sample.caseName}`,
    sample,
    miss: missRate(sample),
    next: nextUnread(documents, visit.visitor.id, 0),
    documents: documents.map((it) => ({
      place: it.place,
      subject: names.text(it.subject),
      sentAt: it.sentAt,
      own: own(it),
      // Others' judgements would sway whoever has not read the message yet.
      others:
        own(it) === undefined
          ? []
          : it.judgements.filter(({ reviewer }) => reviewer !== visit.visitor.id),
    })),
  });
}

async function read(
  desk: Desk,
  visit: Visit,
  form: z.infer<typeof judgeSchema>,
  problems: readonly Problem[],
): Promise<unknown> {
  const { sample: key, place } = visit.params(placeSchema);
  const { oversight } = desk.store;
  const sample = await oversight.sample(key);
  const documents = await oversight.sampledDocuments(key);
  const document = documents.find((it) => it.place === place);
  if (document === undefined) throw notFound('message of the sample');
  const { caseId } = sample;
  const { documentId } = document;
  const shown = await desk.messages.open(caseId, documentId);
  const people = peopleIn(shown);
  const isOwn = people.some(({ address }) => visit.visitor.addresses.includes(address));
  if (!isOwn) await visit.audit('viewed', `case ${caseId}, message ${documentId}, sample ${key}`);
  const names = await visit.names(caseId, people);
  const own = document.judgements.find(({ reviewer }) => reviewer === visit.visitor.id);
  const isAsked = problems.length > 0 || own === undefined;
  const model = {
    title: `Message ${place} of ${sample.size}`,
    sample,
    place,
    path: document.path,
    isOwn,
    message:
      shown.kind === 'opened' && !isOwn
        ? messageModel(shown.message, { caseId, documentId, evidence: [] }, names)
        : null,
    unread: shown.kind === 'unread' ? shown.reason : '',
    categories: CATEGORIES,
    form: isAsked ? form : { ...own, missed: own.missed ? 'yes' : 'no' },
    previous: place > 1 ? place - 1 : undefined,
    next: place < sample.size ? place + 1 : undefined,
    ...shownProblems(problems),
  };
  return visit.page('quality/message.njk', model, problems.length === 0 ? 200 : 400);
}

async function judge(desk: Desk, visit: Visit): Promise<unknown> {
  const { sample: key, place } = visit.params(placeSchema);
  const form = visit.form(judgeSchema);
  const category = CATEGORIES.find((it) => it === form.category);
  const problems: Problem[] = [];
  if (form.missed !== 'yes' && form.missed !== 'no') {
    problems.push({ field: 'missed', text: 'Say whether something should have been flagged' });
  } else if (form.missed === 'yes' && category === undefined) {
    problems.push({ field: 'category', text: 'Choose what the message may engage' });
  }
  if (problems.length > 0) return read(desk, visit, form, problems);
  const missed = form.missed === 'yes';
  const reviewer = visit.visitor.id;
  const said: Category | '' = missed && category !== undefined ? category : '';
  await desk.store.oversight.judge(key, place, {
    reviewer,
    missed,
    category: said,
    note: form.note,
    at: desk.now().toISOString(),
  });
  const next = nextUnread(await desk.store.oversight.sampledDocuments(key), reviewer, place);
  if (next === undefined) return visit.see(`/quality/${key}`, 'You have read the whole sample.');
  return visit.see(`/quality/${key}/${next}`);
}
