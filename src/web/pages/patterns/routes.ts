import { z } from 'zod';
import { DETECTORS } from '../../../detectors/detectors.js';
import { CATEGORIES } from '../../../model/categories.js';
import { type PatternMeta, roleWordSchema } from '../../../model/pattern.js';
import { waysInWords } from '../../../patterns/ways-in-words.js';
import { everyPattern } from '../../../pipeline/every-pattern.js';
import { tryText } from '../../../pipeline/try-text.js';
import type { Desk } from '../../desk.js';
import { notFound } from '../../errors.js';
import type { Page } from '../../page.js';
import { type Problem, shownProblems } from '../../problems.js';
import { ALL, OFFICERS } from '../../roles.js';
import type { Visit } from '../../visit.js';
import { citedBy, coverageOf, listOf, precisionOf } from './model.js';

const listSchema = z.object({ category: z.string().default('') });
const clausesSchema = z.object({ protocol: z.string().default('protocol-2007') });
const idSchema = z.object({ category: z.string(), name: z.string() });
const switchSchema = z.object({
  off: z.enum(['yes', 'no']),
  reason: z.string().trim().max(1_000).default(''),
});

/** As long as a long letter; a scan reads more, but in a process that may be killed. */
const MOST_CHARACTERS = 10_000;
const trySchema = z.object({
  text: z.string().default(''),
  from: roleWordSchema.catch('member'),
  to: roleWordSchema.catch('officer'),
  medium: z.enum(['email', 'letter']).catch('email'),
  unsocial: z.string().default(''),
  pattern: z.string().default(''),
});
type TryForm = z.infer<typeof trySchema>;

/** What scans look for, and how it fares here. */
export const patterns: Page = {
  name: 'patterns',
  nav: { text: 'Patterns', href: '/patterns' },
  routes: (desk) => [
    { method: 'GET', url: '/patterns', roles: ALL, handler: (visit) => list(desk, visit) },
    {
      method: 'GET',
      url: '/patterns/clauses',
      roles: ALL,
      handler: (visit) => clauses(desk, visit),
    },
    {
      method: 'GET',
      url: '/patterns/try',
      roles: ALL,
      handler: (visit) => showTrial(desk, visit, visit.query(trySchema), false),
    },
    {
      method: 'POST',
      url: '/patterns/try',
      roles: ALL,
      handler: (visit) => showTrial(desk, visit, visit.form(trySchema), true),
    },
    {
      method: 'GET',
      url: '/patterns/:category/:name',
      roles: ALL,
      handler: (visit) => show(desk, visit, []),
    },
    {
      method: 'POST',
      url: '/patterns/:category/:name/switch',
      roles: OFFICERS,
      handler: (visit) => switchPattern(desk, visit),
    },
  ],
};

async function list(desk: Desk, visit: Visit): Promise<unknown> {
  const { category } = visit.query(listSchema);
  const { oversight } = desk.store;
  const metas = everyPattern(desk.catalogue());
  return visit.page('patterns/list.njk', {
    title: 'Patterns',
    category,
    categories: CATEGORIES,
    patterns: listOf(metas, await oversight.tallies(), await oversight.switches(), category),
  });
}

async function clauses(desk: Desk, visit: Visit): Promise<unknown> {
  const catalogue = desk.catalogue();
  const wanted = visit.query(clausesSchema).protocol;
  const protocol = catalogue.protocols.get(wanted);
  if (protocol === undefined) throw notFound('protocol of this name');
  return visit.page('patterns/clauses.njk', {
    title: 'Clauses and the patterns that may show them',
    protocol,
    protocols: [...catalogue.protocols.values()],
    clauses: coverageOf(protocol, everyPattern(catalogue)),
    off: await desk.store.oversight.switchedOff(),
  });
}

function patternOf(desk: Desk, visit: Visit): PatternMeta {
  const { category, name } = visit.params(idSchema);
  const meta = everyPattern(desk.catalogue()).find((it) => it.id === `${category}/${name}`);
  if (meta === undefined) throw notFound('pattern of this name');
  return meta;
}

async function show(desk: Desk, visit: Visit, problems: readonly Problem[]): Promise<unknown> {
  const meta = patternOf(desk, visit);
  const catalogue = desk.catalogue();
  const pattern = catalogue.patterns.find((it) => it.id === meta.id);
  const history = await desk.store.oversight.switchHistory(meta.id);
  const model = {
    title: meta.title,
    meta,
    cited: citedBy(meta, catalogue),
    words: pattern === undefined ? null : waysInWords(pattern, catalogue),
    examples: pattern?.examples ?? [],
    mails: DETECTORS.find((it) => it.meta.id === meta.id)?.examples ?? [],
    precision: precisionOf(meta.id, await desk.store.oversight.tallies()),
    history,
    isOff: history.at(-1)?.off ?? false,
    maySwitch: visit.may(OFFICERS),
    ...shownProblems(problems),
  };
  return visit.page('patterns/pattern.njk', model, problems.length === 0 ? 200 : 400);
}

async function switchPattern(desk: Desk, visit: Visit): Promise<unknown> {
  const { id } = patternOf(desk, visit);
  const form = visit.form(switchSchema);
  const off = form.off === 'yes';
  if (form.reason === '') {
    const text = `Enter why it is switched ${off ? 'off' : 'on'}`;
    return show(desk, visit, [{ field: 'reason', text }]);
  }
  const at = desk.now().toISOString();
  const who = visit.visitor.id;
  await desk.store.oversight.switchPattern({ pattern: id, off, reason: form.reason, who, at });
  const told = off ? 'Switched off: scans begun from now on leave it out.' : 'Switched on again.';
  return visit.see(`/patterns/${id}`, told);
}

async function showTrial(
  desk: Desk,
  visit: Visit,
  form: TryForm,
  isAsked: boolean,
): Promise<unknown> {
  const catalogue = desk.catalogue();
  const known = catalogue.patterns.map(({ id }) => id);
  const pattern = known.includes(form.pattern) ? form.pattern : '';
  const problems: Problem[] = [];
  if (isAsked && form.text.trim() === '') {
    problems.push({ field: 'text', text: 'Enter the text to try' });
  } else if (form.text.length > MOST_CHARACTERS) {
    problems.push({ field: 'text', text: 'The text must be 10,000 characters or fewer' });
  }
  const isTried = isAsked && problems.length === 0;
  const trial = { ...form, pattern, isUnsocial: form.unsocial !== '', protocol: 'protocol-2007' };
  const asked = catalogue.patterns.find((it) => it.id === pattern);
  const model = {
    title: 'Try a text',
    form: { ...form, pattern },
    known,
    roles: roleWordSchema.options.filter((role) => role !== 'anyone'),
    isTried,
    findings: isTried ? tryText(trial, catalogue) : [],
    titles: Object.fromEntries(everyPattern(catalogue).map(({ id, title }) => [id, title])),
    asked: asked === undefined ? null : waysInWords(asked, catalogue),
    off: await desk.store.oversight.switchedOff(),
    ...shownProblems(problems),
  };
  return visit.page('patterns/try.njk', model, problems.length === 0 ? 200 : 400);
}
