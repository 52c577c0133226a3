import { z } from 'zod';
import { ROLES } from '../../../model/person.js';
import { decodeRoster } from '../../../people/roster-text.js';
import { readRosterText, saveRosterText } from '../../../pipeline/roster-file.js';
import type { Desk } from '../../desk.js';
import { PageError } from '../../errors.js';
import type { Page } from '../../page.js';
import { type Problem, shownProblems } from '../../problems.js';
import { OFFICERS, REVIEWERS } from '../../roles.js';
import type { Visit } from '../../visit.js';
import {
  addressesOf,
  formOf,
  type PersonForm,
  personFormSchema,
  problemsOf,
  readRoster,
  rosterText,
  search,
  shownMistakes,
  versionOf,
} from './model.js';

const PAGE_PEOPLE = 100;
const MOST_UNKNOWN = 50;
/** A council of 70 members and 10,000 officers has 2 MB. */
const IMPORT_BYTES = 16 * 1024 * 1024;

const listSchema = z.object({
  words: z.string().trim().max(200).default(''),
  role: z.string().default(''),
  page: z.coerce.number().int().min(1).catch(1),
});
const rowSchema = z.object({
  row: z.coerce.number().int().nonnegative().optional(),
  version: z.string().default(''),
});
const unknownSchema = z.object({ case: z.string().default('') });

/** Who is member and who is officer. */
export const people: Page = {
  name: 'people',
  nav: { text: 'People', href: '/people' },
  routes: (desk) => [
    { method: 'GET', url: '/people', roles: REVIEWERS, handler: (visit) => list(desk, visit) },
    { method: 'GET', url: '/people/edit', roles: OFFICERS, handler: (visit) => edit(desk, visit) },
    { method: 'POST', url: '/people/edit', roles: OFFICERS, handler: (v) => save(desk, v) },
    { method: 'POST', url: '/people/remove', roles: OFFICERS, handler: (v) => remove(desk, v) },
    {
      method: 'GET',
      url: '/people/import',
      roles: OFFICERS,
      handler: async (visit) => showImport(visit, await readRosterText(desk.config.dataDir), false),
    },
    {
      method: 'POST',
      url: '/people/import',
      roles: OFFICERS,
      multipart: true,
      bodyLimit: IMPORT_BYTES,
      handler: (visit) => importRoster(desk, visit),
    },
    { method: 'GET', url: '/people/unknown', roles: OFFICERS, handler: (v) => unknown(desk, v) },
  ],
};

/** The roster is the key to the labels: it is closed while they stand for names. */
function refuseLabelled(visit: Visit): void {
  if (!visit.session.pseudonymised) return;
  throw new PageError(
    403,
    'Names are shown as labels in this session, and this page would tell them. Your account, at the top, has a button that shows names again.',
  );
}

async function list(desk: Desk, visit: Visit): Promise<unknown> {
  refuseLabelled(visit);
  const query = visit.query(listSchema);
  const text = await readRosterText(desk.config.dataDir);
  const { entries, mistakes } = readRoster(text);
  const found = search(entries, query);
  const pages = Math.max(Math.ceil(found.length / PAGE_PEOPLE), 1);
  const page = Math.min(query.page, pages);
  return visit.page('people/list.njk', {
    title: 'People',
    query,
    roles: ROLES,
    people: found.slice((page - 1) * PAGE_PEOPLE, page * PAGE_PEOPLE),
    found: found.length,
    all: entries.length,
    page,
    pages,
    version: versionOf(text),
    mistakes: mistakes.length,
    mayChange: visit.may(OFFICERS),
  });
}

async function edit(desk: Desk, visit: Visit): Promise<unknown> {
  refuseLabelled(visit);
  const { row } = visit.query(rowSchema);
  const { text, entries } = await sound(desk);
  const given = visit.query(personFormSchema);
  const entry = row === undefined ? undefined : entries[row];
  if (row !== undefined && entry === undefined) throw changedMeanwhile();
  const form = entry === undefined ? { ...given, role: given.role || 'officer' } : formOf(entry);
  return showForm(visit, { row, version: versionOf(text) }, form, []);
}

interface Place {
  readonly row?: number | undefined;
  readonly version: string;
}

function showForm(
  visit: Visit,
  place: Place,
  form: PersonForm,
  problems: readonly Problem[],
): Promise<unknown> {
  const title = place.row === undefined ? 'Add a person' : `Change ${form.name}`;
  const model = { title, ...place, form, roles: ROLES, ...shownProblems(problems) };
  return visit.page('people/form.njk', model, problems.length === 0 ? 200 : 400);
}

/** A roster with mistakes cannot be changed person by person: it is mended as a whole. */
async function sound(desk: Desk) {
  const text = await readRosterText(desk.config.dataDir);
  const { entries, mistakes } = readRoster(text);
  if (mistakes.length === 0) return { text, entries };
  throw new PageError(409, 'The roster has mistakes. Mend them under People, Import, first.');
}

const changedMeanwhile = (): PageError =>
  new PageError(
    409,
    'The roster was changed since you opened this page, so nothing was saved. Open it again.',
  );

async function save(desk: Desk, visit: Visit): Promise<unknown> {
  refuseLabelled(visit);
  const place = visit.form(rowSchema);
  const form = visit.form(personFormSchema);
  const { text, entries } = await sound(desk);
  if (place.version !== versionOf(text)) throw changedMeanwhile();
  const forms = entries.map(formOf);
  const row = place.row ?? forms.length;
  forms[row] = form;
  const changed = rosterText(forms);
  const { mistakes } = readRoster(changed);
  const problems = problemsOf(mistakes, row + 2);
  if (mistakes.length > 0) {
    const other = { field: 'name', text: mistakes[0]!.message };
    return showForm(visit, place, form, problems.length === 0 ? [other] : problems);
  }
  await keep(desk, visit, changed, place.row === undefined ? '1 added' : '1 changed', forms.length);
  return visit.see('/people', 'The roster was saved. Scans begun from now on go by it.');
}

async function remove(desk: Desk, visit: Visit): Promise<unknown> {
  refuseLabelled(visit);
  const { row, version } = visit.form(rowSchema);
  const { text, entries } = await sound(desk);
  if (row === undefined || version !== versionOf(text)) throw changedMeanwhile();
  const left = entries.filter((_, at) => at !== row).map(formOf);
  await keep(desk, visit, left.length === 0 ? '' : rosterText(left), '1 removed', left.length);
  return visit.see('/people', 'The person was removed from the roster.');
}

async function keep(
  desk: Desk,
  visit: Visit,
  text: string,
  what: string,
  count: number,
): Promise<void> {
  await saveRosterText(desk.config.dataDir, text);
  await visit.audit('roster-changed', `${what}; ${count} rows, version ${versionOf(text)}`);
}

function showImport(visit: Visit, text: string, isTried: boolean): Promise<unknown> {
  refuseLabelled(visit);
  const { mistakes } = readRoster(text);
  const shown = shownMistakes(text, mistakes);
  const isWrong = isTried && shown.length > 0;
  const model = { title: 'Import a roster', text, mistakes: shown, isTried };
  return visit.page('people/import.njk', model, isWrong ? 400 : 200);
}

/** A chosen file goes before the text in the box; both are kept only without any mistake. */
async function importRoster(desk: Desk, visit: Visit): Promise<unknown> {
  refuseLabelled(visit);
  let text = '';
  for await (const part of visit.parts()) {
    if (part.type === 'field') {
      if (part.fieldname === 'text') text = String(part.value);
    } else {
      const bytes = await part.toBuffer();
      if (bytes.length > 0) text = decodeRoster(bytes);
    }
  }
  const { entries, mistakes } = readRoster(text);
  if (mistakes.length > 0) return showImport(visit, text, true);
  await keep(desk, visit, text.trim() === '' ? '' : text, 'imported', entries.length);
  return visit.see('/people', `The roster was imported: ${entries.length} rows, no mistakes.`);
}

async function unknown(desk: Desk, visit: Visit): Promise<unknown> {
  refuseLabelled(visit);
  const cases = await desk.store.oversight.cases();
  const wanted = visit.query(unknownSchema).case;
  const chosen = cases.find((it) => it.id === wanted) ?? cases[0];
  const { entries } = readRoster(await readRosterText(desk.config.dataDir));
  const known = addressesOf(entries);
  const found =
    chosen === undefined
      ? []
      : await desk.store.oversight.unknownCorrespondents(chosen.id, known, MOST_UNKNOWN);
  if (chosen !== undefined) {
    await visit.audit('correspondents-viewed', `case ${chosen.id}: ${found.length} shown`);
  }
  const title = 'Unknown correspondents';
  return visit.page('people/unknown.njk', { title, cases, chosen: chosen?.id, found });
}
