import { z } from 'zod';
import { purge } from '../../../pipeline/purge.js';
import { uploadedFiles } from '../../../pipeline/uploads.js';
import { openQueue } from '../../../pipeline/workspace.js';
import type { Desk } from '../../desk.js';
import type { Page } from '../../page.js';
import { type Problem, shownProblems } from '../../problems.js';
import { OFFICERS, REVIEWERS, type Role } from '../../roles.js';
import type { Visit } from '../../visit.js';
import { type CaseForm, caseFormSchema, formOf, isDue, readCaseForm } from './model.js';

/** A list of cases shows no mail. */
const SEES_CASES: readonly Role[] = [...REVIEWERS, 'auditor'];

const idSchema = z.object({ id: z.string() });
const confirmSchema = z.object({ confirm: z.string().max(2_000).default('') });

/** The purposes and authorities under which mail is read. */
export const cases: Page = {
  name: 'cases',
  nav: { text: 'Cases', href: '/cases' },
  routes: (desk) => [
    { method: 'GET', url: '/cases', roles: SEES_CASES, handler: (visit) => list(desk, visit) },
    {
      method: 'GET',
      url: '/cases/new',
      roles: OFFICERS,
      handler: (visit) => showForm(visit, 'Open a case', '/cases', caseFormSchema.parse({}), []),
    },
    { method: 'POST', url: '/cases', roles: OFFICERS, handler: (visit) => open(desk, visit) },
    { method: 'GET', url: '/cases/:id', roles: SEES_CASES, handler: (visit) => show(desk, visit) },
    { method: 'GET', url: '/cases/:id/edit', roles: OFFICERS, handler: (v) => edit(desk, v) },
    { method: 'POST', url: '/cases/:id', roles: OFFICERS, handler: (v) => amend(desk, v) },
    {
      method: 'GET',
      url: '/cases/:id/purge',
      roles: OFFICERS,
      handler: (visit) => askToPurge(desk, visit, []),
    },
    {
      method: 'POST',
      url: '/cases/:id/purge',
      roles: OFFICERS,
      handler: (v) => purgeCase(desk, v),
    },
  ],
};

async function list(desk: Desk, visit: Visit): Promise<unknown> {
  const all = await desk.store.oversight.cases();
  const now = desk.now();
  return visit.page('cases/list.njk', {
    title: 'Cases',
    cases: all.map((it) => ({ ...it, isDue: isDue(it, now) })),
    mayOpen: visit.may(OFFICERS),
  });
}

async function show(desk: Desk, visit: Visit): Promise<unknown> {
  const { id } = visit.params(idSchema);
  const it = await desk.store.oversight.case(id);
  return visit.page('cases/case.njk', {
    title: it.name,
    case: it,
    isDue: isDue(it, desk.now()),
    scans: await desk.store.oversight.scans(id),
    uploads: await uploadedFiles(desk.config.dataDir, id),
    mayAmend: visit.may(OFFICERS),
    mayRead: visit.may(REVIEWERS),
  });
}

function showForm(
  visit: Visit,
  title: string,
  action: string,
  form: CaseForm,
  problems: readonly Problem[],
): Promise<unknown> {
  const status = problems.length === 0 ? 200 : 400;
  const model = { title, action, form, ...shownProblems(problems) };
  return visit.page('cases/form.njk', model, status);
}

async function open(desk: Desk, visit: Visit): Promise<unknown> {
  const form = visit.form(caseFormSchema);
  const { details, problems } = readCaseForm(form);
  const all = [...problems, ...(await takenName(desk, details.name, ''))];
  if (all.length > 0) return showForm(visit, 'Open a case', '/cases', form, all);
  const at = desk.now().toISOString();
  const { id } = await desk.store.oversight.openCase(details, visit.visitor.id, at);
  return visit.see(`/cases/${id}`, `The case “${details.name}” is open.`);
}

async function edit(desk: Desk, visit: Visit): Promise<unknown> {
  const it = await desk.store.oversight.case(visit.params(idSchema).id);
  return showForm(visit, `Change the case ${it.name}`, `/cases/${it.id}`, formOf(it), []);
}

async function amend(desk: Desk, visit: Visit): Promise<unknown> {
  const it = await desk.store.oversight.case(visit.params(idSchema).id);
  const form = visit.form(caseFormSchema);
  const { details, problems } = readCaseForm(form);
  const all = [...problems, ...(await takenName(desk, details.name, it.id))];
  const title = `Change the case ${it.name}`;
  if (all.length > 0) return showForm(visit, title, `/cases/${it.id}`, form, all);
  const at = desk.now().toISOString();
  await desk.store.oversight.amendCase(it.id, details, visit.visitor.id, at);
  return visit.see(`/cases/${it.id}`, 'The case was changed.');
}

async function takenName(desk: Desk, name: string, own: string): Promise<Problem[]> {
  const taken = await desk.store.oversight.caseNamed(name);
  if (taken === undefined || taken.id === own) return [];
  return [{ field: 'name', text: 'There is a case of this name already' }];
}

async function askToPurge(
  desk: Desk,
  visit: Visit,
  problems: readonly Problem[],
): Promise<unknown> {
  const it = await desk.store.oversight.case(visit.params(idSchema).id);
  const model = {
    title: `Purge the case ${it.name}`,
    case: it,
    uploads: await uploadedFiles(desk.config.dataDir, it.id),
    running: (await desk.store.oversight.scans(it.id)).some((scan) => scan.state === 'running'),
    ...shownProblems(problems),
  };
  return visit.page('cases/purge.njk', model, problems.length === 0 ? 200 : 400);
}

/** The name is typed in: what a purge removes cannot be had back. */
async function purgeCase(desk: Desk, visit: Visit): Promise<unknown> {
  const { id, name } = await desk.store.oversight.case(visit.params(idSchema).id);
  if (visit.form(confirmSchema).confirm.trim() !== name) {
    const text = `Enter the name of the case as it stands: ${name}`;
    return askToPurge(desk, visit, [{ field: 'confirm', text }]);
  }
  for (const scan of await desk.store.oversight.scans(id)) {
    if (desk.scans.isOurs(scan.id)) await desk.scans.stop(scan.id);
  }
  const queue = await openQueue(desk.config, desk.say);
  try {
    const at = desk.now().toISOString();
    const proof = await purge(id, visit.visitor.id, at, desk.workspace, queue);
    const title = proof.isClean ? `${name} is purged` : `${name} is not wholly purged`;
    return await visit.page('cases/proof.njk', { title, proof });
  } finally {
    await queue.close();
  }
}
