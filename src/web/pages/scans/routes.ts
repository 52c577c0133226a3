import { join } from 'node:path';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { readRosterText, rosterFile } from '../../../pipeline/roster-file.js';
import { uploadedFiles, uploadsOf } from '../../../pipeline/uploads.js';
import type { Desk } from '../../desk.js';
import type { Page } from '../../page.js';
import { type Problem, shownProblems } from '../../problems.js';
import { OFFICERS, REVIEWERS } from '../../roles.js';
import type { Visit } from '../../visit.js';
import { liveProgress } from './live.js';
import { progressOf, standingOf, wholeRun } from './model.js';
import { placesFor, readPaths } from './sources.js';
import { keepUpload } from './uploading.js';

/** A mailbox of ten years; larger ones are pointed at where they lie. */
const UPLOAD_BYTES = 4 * 1024 ** 3;
/** Failures shown on one page; the number of all is told. */
const MOST_FAILURES = 200;

const idSchema = z.object({ id: z.string() });
const newSchema = z.object({ case: z.string().default('') });
const asideSchema = z.object({
  what: z.string().max(5_000),
  reason: z.string().trim().max(1_000).default(''),
});

/** Scans: started here or on the command line, shown as they go. */
export const scans: Page = {
  name: 'scans',
  nav: { text: 'Scans', href: '/scans' },
  routes: (desk) => [
    { method: 'GET', url: '/scans', roles: REVIEWERS, handler: (visit) => list(desk, visit) },
    {
      method: 'GET',
      url: '/scans/new',
      roles: OFFICERS,
      handler: (visit) => {
        const caseId = visit.query(newSchema).case;
        return showForm(desk, visit, { ...NOTHING, case: caseId }, []);
      },
    },
    {
      method: 'POST',
      url: '/scans',
      roles: OFFICERS,
      multipart: true,
      bodyLimit: UPLOAD_BYTES,
      handler: (visit) => start(desk, visit),
    },
    { method: 'GET', url: '/scans/:id', roles: REVIEWERS, handler: (v) => show(desk, v, []) },
    { method: 'GET', url: '/scans/:id/events', roles: REVIEWERS, handler: (v) => live(desk, v) },
    { method: 'POST', url: '/scans/:id/again', roles: OFFICERS, handler: (v) => again(desk, v) },
    { method: 'POST', url: '/scans/:id/stop', roles: OFFICERS, handler: (v) => stop(desk, v) },
    {
      method: 'POST',
      url: '/scans/:id/set-aside',
      roles: OFFICERS,
      handler: (visit) => setAside(desk, visit),
    },
  ],
};

async function list(desk: Desk, visit: Visit): Promise<unknown> {
  const all = await desk.store.oversight.scans();
  const now = desk.now();
  return visit.page('scans/list.njk', {
    title: 'Scans',
    scans: all.map((it) => ({ ...it, standing: standingOf(it, now) })),
    mayStart: visit.may(OFFICERS),
  });
}

interface ScanForm {
  readonly case: string;
  readonly sources: string | null;
  readonly uploads: readonly string[];
  readonly protocol: string;
}
const NOTHING: ScanForm = { case: '', sources: null, uploads: [], protocol: 'protocol-2007' };

async function showForm(
  desk: Desk,
  visit: Visit,
  form: ScanForm,
  problems: readonly Problem[],
): Promise<unknown> {
  const cases = await desk.store.oversight.cases();
  const chosen = cases.find((it) => it.id === form.case) ?? cases[0];
  const model = {
    title: 'Start a scan',
    cases,
    chosen: chosen?.id,
    exclusions: chosen?.exclusions.length ?? 0,
    form: { ...form, sources: form.sources ?? chosen?.sources.join('\n') ?? '' },
    uploads: chosen === undefined ? [] : await uploadedFiles(desk.config.dataDir, chosen.id),
    places: placesFor(desk.config),
    protocols: [...desk.catalogue().protocols.values()],
    hasRoster: (await readRosterText(desk.config.dataDir)) !== '',
    ...shownProblems(problems),
  };
  return visit.page('scans/form.njk', model, problems.length === 0 ? 200 : 400);
}

/** Fields come before the file in the form, so that it goes into the right case's folder. */
async function start(desk: Desk, visit: Visit): Promise<unknown> {
  const { dataDir } = desk.config;
  let form: ScanForm = { ...NOTHING, sources: '' };
  const kept: string[] = [];
  for await (const part of visit.parts()) {
    if (part.type === 'field') form = withField(form, part.fieldname, String(part.value));
    else if (part.filename === undefined || part.filename === '') part.file.resume();
    else {
      await desk.store.oversight.case(form.case);
      kept.push(await keepUpload(dataDir, form.case, part));
    }
  }
  const chosen = await desk.store.oversight.case(form.case);
  const { paths, problems } = await readPaths(form.sources ?? '', desk.config);
  const earlier = await uploadedFiles(dataDir, chosen.id);
  const uploads = form.uploads.filter((name) => earlier.includes(name));
  const inUploads = uploads.map((name) => join(uploadsOf(dataDir, chosen.id), name));
  const sources = [...new Set([...paths, ...inUploads, ...kept])];
  if (sources.length === 0 && problems.length === 0) {
    problems.push({ field: 'sources', text: 'Choose a file, or say which file or folder to scan' });
  }
  if (!desk.catalogue().protocols.has(form.protocol)) {
    problems.push({ field: 'protocol', text: 'Choose a protocol' });
  }
  if (problems.length > 0) {
    // What was uploaded is there and ticked, so that it need not be sent again.
    const names = kept.map((path) => path.slice(uploadsOf(dataDir, chosen.id).length + 1));
    return showForm(desk, visit, { ...form, uploads: [...uploads, ...names] }, problems);
  }
  return begin(desk, visit, chosen.id, sources, form.protocol);
}

function withField(form: ScanForm, name: string, value: string): ScanForm {
  if (name === 'case') return { ...form, case: value };
  if (name === 'sources') return { ...form, sources: value };
  if (name === 'protocol') return { ...form, protocol: value };
  if (name === 'uploads') return { ...form, uploads: [...form.uploads, value] };
  return form;
}

async function begin(
  desk: Desk,
  visit: Visit,
  caseId: string,
  sources: readonly string[],
  protocol: string,
): Promise<unknown> {
  const { name: caseName } = await desk.store.oversight.case(caseId);
  const hasRoster = (await readRosterText(desk.config.dataDir)) !== '';
  const roster = hasRoster ? rosterFile(desk.config.dataDir) : '';
  const scanId = await desk.scans.start({ caseId, caseName, sources, roster, protocol });
  const detail = `case ${caseId}, scan ${scanId}: ${sources.length} sources`;
  await visit.audit('scan-started', detail);
  return visit.see(`/scans/${scanId}`);
}

async function show(desk: Desk, visit: Visit, problems: readonly Problem[]): Promise<unknown> {
  const scan = await desk.store.oversight.scan(visit.params(idSchema).id);
  const { since, until } = wholeRun(scan);
  const standing = standingOf(scan, desk.now());
  const model = {
    title: `Scan of ${scan.caseName}`,
    scan,
    standing,
    view: { ...progressOf(scan, since, until), standing },
    ...(await desk.store.oversight.failures(scan.id, MOST_FAILURES)),
    defects: await desk.store.oversight.defects(scan.id),
    isOurs: desk.scans.isOurs(scan.id),
    said: desk.scans.failure(scan.id),
    mayAct: visit.may(OFFICERS),
    ...shownProblems(problems),
  };
  return visit.page('scans/scan.njk', model, problems.length === 0 ? 200 : 400);
}

async function live(desk: Desk, visit: Visit): Promise<unknown> {
  const { id } = await desk.store.oversight.scan(visit.params(idSchema).id);
  const gone = new AbortController();
  visit.request.raw.once('close', () => gone.abort());
  return visit.reply
    .type('text/event-stream; charset=utf-8')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(liveProgress(desk, id, gone.signal)));
}

/** The same sources once more: what was recorded is not read again, what failed is. */
async function again(desk: Desk, visit: Visit): Promise<unknown> {
  const { caseId, settings } = await desk.store.oversight.scan(visit.params(idSchema).id);
  return begin(desk, visit, caseId, settings.sources, settings.protocol);
}

async function stop(desk: Desk, visit: Visit): Promise<unknown> {
  const { id } = visit.params(idSchema);
  await desk.scans.stop(id);
  await visit.audit('scan-stopped', `scan ${id}`);
  return visit.see(`/scans/${id}`, 'The scan was stopped. It can be gone on with.');
}

async function setAside(desk: Desk, visit: Visit): Promise<unknown> {
  const { id } = visit.params(idSchema);
  const { what, reason } = visit.form(asideSchema);
  if (reason === '') {
    const text = 'Enter why this need not be read';
    return show(desk, visit, [{ field: `reason-${what}`, text }]);
  }
  const at = desk.now().toISOString();
  await desk.store.oversight.setAside(id, what, reason, visit.visitor.id, at);
  return visit.see(`/scans/${id}`, 'Set aside. It stays on the list, with your reason.');
}
