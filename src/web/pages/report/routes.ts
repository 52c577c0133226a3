import { parseRoster, type Roster } from '../../../people/roster.js';
import { gatherReport, type ReportRequest } from '../../../pipeline/report/gather.js';
import { makeReport } from '../../../pipeline/report/report.js';
import { readRosterText } from '../../../pipeline/roster-file.js';
import { readRosterOf } from '../../../pipeline/roster-of.js';
import { version } from '../../../pipeline/version.js';
import { spanTitle } from '../../../report/words.js';
import type { Desk } from '../../desk.js';
import { PageError } from '../../errors.js';
import type { Page } from '../../page.js';
import { type Problem, shownProblems } from '../../problems.js';
import { OFFICERS, REVIEWERS } from '../../roles.js';
import type { Visit } from '../../visit.js';
import { filterOf, queueQuerySchema } from '../queue/filter.js';
import { sendReport } from './download.js';
import { FORMATS, formSchema, previewOf, type ReportForm, readForm } from './model.js';

/** Reports of a period, to take away. */
export const report: Page = {
  name: 'report',
  nav: { text: 'Report', href: '/report' },
  routes: (desk) => {
    const alone = oneAtATime();
    return [
      { method: 'GET', url: '/report', roles: REVIEWERS, handler: (visit) => ask(desk, visit) },
      {
        method: 'POST',
        url: '/report',
        roles: REVIEWERS,
        handler: (visit) => alone(() => download(desk, visit)),
      },
      {
        method: 'POST',
        url: '/report/preview',
        roles: OFFICERS,
        handler: (visit) => alone(() => preview(desk, visit)),
      },
    ];
  },
};

/** A large report takes a gigabyte: a second one waits. */
function oneAtATime(): <T>(work: () => Promise<T>) => Promise<T> {
  let isBusy = false;
  return async (work) => {
    if (isBusy) throw new PageError(409, 'A report is being made. Try again in a minute.');
    isBusy = true;
    try {
      return await work();
    } finally {
      isBusy = false;
    }
  };
}

/** Names are for officers, and not while the session shows labels in their place. */
const mayName = (visit: Visit): boolean => visit.may(OFFICERS) && !visit.session.pseudonymised;

async function ask(desk: Desk, visit: Visit): Promise<unknown> {
  return showForm(desk, visit, { ...formSchema.parse({}), formats: ['docx'] }, []);
}

async function showForm(
  desk: Desk,
  visit: Visit,
  form: ReportForm,
  problems: readonly Problem[],
): Promise<unknown> {
  const cases = (await desk.store.oversight.cases()).map(({ name }) => name);
  const model = {
    title: 'Report',
    form,
    cases,
    formats: FORMATS,
    mayName: mayName(visit),
    ...shownProblems(problems),
  };
  return visit.page('report/form.njk', model, problems.length === 0 ? 200 : 400);
}

async function download(desk: Desk, visit: Visit): Promise<unknown> {
  const form = visit.form(formSchema);
  const { period, problems } = readForm(form, today(desk));
  if (form.people === 'names' && !mayName(visit)) {
    throw new PageError(403, 'Names in a report are for officers, in a session that shows names.');
  }
  if (period === null || problems.length > 0) return showForm(desk, visit, form, problems);
  await refuseConflicted(desk, visit, form);
  const { formats, people, reason } = form;
  const request = { ...(await requestOf(desk, form)), period, named: people === 'names' };
  const order = { ...request, formats, who: visit.visitor.id, reason: request.named ? reason : '' };
  return sendReport(visit, await makeReport(desk.store, order, desk.now().toISOString()));
}

/** What labels stand for, before the report goes anywhere: it tells names, so it is in the audit log. */
async function preview(desk: Desk, visit: Visit): Promise<unknown> {
  const form = { ...visit.form(formSchema), people: 'labels' as const, reason: '' };
  if (!mayName(visit)) {
    throw new PageError(403, 'The preview tells names, and this session shows labels.');
  }
  const { period, problems } = readForm(form, today(desk));
  if (period === null || problems.length > 0) return showForm(desk, visit, form, problems);
  await refuseConflicted(desk, visit, form);
  const request = { ...(await requestOf(desk, form)), period, named: false };
  const { report: made, taken } = await gatherReport(desk.store, request);
  const scope = form.case === '' ? 'all cases' : `case ${form.case}`;
  await visit.audit(
    'report-previewed',
    `${period.from} to ${period.to}, ${scope}; ${taken.length} labels`,
  );
  return visit.page('report/preview.njk', {
    title: 'What is taken out',
    form,
    span: spanTitle(period),
    findings: made.rows.length,
    labels: taken.length,
    ...previewOf(taken),
  });
}

/** Whoever may not see a finding makes no report that tells of it. */
async function refuseConflicted(desk: Desk, visit: Visit, form: ReportForm): Promise<void> {
  const caseId = (await desk.store.oversight.caseNamed(form.case))?.id ?? '';
  const filter = filterOf(queueQuerySchema.parse({ set: '1', case: caseId }));
  const { review } = desk.store;
  const all = await review.counts({ id: '', names: [] }, filter);
  const seen = await review.counts(visit.asker, filter);
  if (seen.total === all.total) return;
  throw new PageError(
    403,
    'Some of these findings are hidden from you, because they are about you or you declared a conflict. Ask somebody else to make the report.',
  );
}

const today = (desk: Desk): string => desk.now().toISOString().slice(0, 10);

async function requestOf(
  desk: Desk,
  form: ReportForm,
): Promise<Omit<ReportRequest, 'period' | 'named'>> {
  return {
    madeOn: today(desk),
    council: form.council,
    cases: form.case === '' ? [] : [form.case],
    roster: await rosterFor(desk, form.case),
    version: version(),
  };
}

/**
 * The desk's roster, else the one the case was scanned with. With mistakes in it no report is made:
 * names it should have taken out would stay in.
 */
async function rosterFor(desk: Desk, caseName: string): Promise<Roster> {
  const own = await readRosterText(desk.config.dataDir);
  if (own !== '') return parseRoster(own, 'roster.csv');
  const cases = await desk.store.oversight.cases();
  const texts = await Promise.all(
    cases
      .filter(({ name }) => caseName === '' || name === caseName)
      .map(({ id }) => readRosterOf(desk.store, id)),
  );
  const rosters = texts.filter((it) => it !== '').map((it) => parseRoster(it, 'roster'));
  return { entries: rosters.flatMap(({ entries }) => entries) };
}
