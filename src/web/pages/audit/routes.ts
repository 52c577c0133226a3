import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Desk } from '../../desk.js';
import type { Page } from '../../page.js';
import { shownProblems } from '../../problems.js';
import { AUDITORS } from '../../roles.js';
import type { Visit } from '../../visit.js';
import { auditQuerySchema, queryOf, readFilter } from './model.js';

const PAGE_LINES = 50;

/** Who saw and did what. */
export const audit: Page = {
  name: 'audit',
  nav: { text: 'Audit', href: '/audit' },
  routes: (desk) => [
    { method: 'GET', url: '/audit', roles: AUDITORS, handler: (visit) => list(desk, visit) },
    { method: 'GET', url: '/audit/export', roles: AUDITORS, handler: (v) => exportLog(desk, v) },
    { method: 'POST', url: '/audit/check', roles: AUDITORS, handler: (v) => check(desk, v) },
  ],
};

async function list(desk: Desk, visit: Visit): Promise<unknown> {
  const query = visit.query(auditQuerySchema);
  const { filter, problems } = readFilter(query);
  const { oversight } = desk.store;
  const lines = await oversight.auditPage(filter, PAGE_LINES + 1, query.before);
  const last = lines.length > PAGE_LINES ? lines[PAGE_LINES - 1] : undefined;
  const filtered = queryOf(query);
  const model = {
    title: 'Audit log',
    query,
    lines: lines.slice(0, PAGE_LINES),
    total: await oversight.auditCount(filter),
    names: await oversight.auditNames(),
    older: last === undefined ? '' : `/audit?${filtered}&before=${last.seq}`,
    newest: query.before === undefined ? '' : `/audit?${filtered}`,
    exportHref: `/audit/export?${filtered}`,
    ...shownProblems(problems),
  };
  return visit.page('audit/list.njk', model, problems.length === 0 ? 200 : 400);
}

/** A cell that begins like a formula is defused: a spreadsheet shows it and does not run it. */
async function exportLog(desk: Desk, visit: Visit): Promise<unknown> {
  const { filter } = readFilter(visit.query(auditQuerySchema));
  const count = await desk.store.oversight.auditCount(filter);
  await visit.audit('audit-exported', `${count} entries`);
  const rows = stringify({
    header: true,
    columns: ['seq', 'at', 'who', 'action', 'detail', 'hash'],
    escape_formulas: true,
    bom: true,
  });
  const entries = Readable.from(desk.store.oversight.auditEntries(filter));
  entries.on('error', (error) => rows.destroy(error));
  return visit.reply
    .header('content-disposition', 'attachment; filename="audit-log.csv"')
    .type('text/csv; charset=utf-8')
    .send(entries.pipe(rows));
}

/** Reckons the chain of hashes from the first entry, and shows the place where it breaks. */
async function check(desk: Desk, visit: Visit): Promise<unknown> {
  const state = await desk.store.auditIntact();
  await visit.audit('audit-checked', state.intact ? 'intact' : `broken at ${state.brokenAt}`);
  const around =
    state.brokenAt === undefined
      ? []
      : (await desk.store.oversight.auditPage({}, 3, state.brokenAt + 2)).reverse();
  const title = state.intact ? 'The audit log is intact' : 'The audit log was tampered with';
  return visit.page('audit/check.njk', { title, state, around });
}
