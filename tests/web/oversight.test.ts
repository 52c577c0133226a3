import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConnection } from '../../src/store/connection.js';
import type { Role } from '../../src/web/roles.js';
import { type Asking, askAs } from './asking.js';
import { openDesk, type TestDesk, tokenIn } from './desk.js';

let desk: TestDesk;
let officer: Asking;
let reviewer: Asking;
let auditor: Asking;
beforeAll(async () => {
  desk = await openDesk({ samples: true });
  officer = await askAs(desk, 'k.osei', ['monitoring_officer']);
  reviewer = await askAs(desk, 'r.iyer', ['reviewer']);
  auditor = await askAs(desk, 'a.bell', ['auditor']);
});
afterAll(() => desk.close());

const lastAudit = async (n = 1): Promise<string[]> =>
  (await desk.desk.store.oversight.auditPage({}, n)).map(({ who, action }) => `${who} ${action}`);

const CASE = {
  name: 'Review 2026/4',
  purpose: 'complaint 4',
  lawfulBasis: 'Art 6(1)(e); DPIA 12',
  authorisedBy: 'K Osei',
  sources: 'samples\n\nsamples',
  exclusions: 'Rep@Unison.example\nlegal.fenwick.example',
  'retain-day': '31',
  'retain-month': '3',
  'retain-year': '2028',
};

describe('cases', () => {
  test('a case is opened, changed, and shown with what it holds', async () => {
    const opened = await officer.post('/cases', CASE, '/cases/new');
    expect(opened.status).toBe(303);
    const path = opened.headers.get('location')!;
    const shown = await (await officer.get(path)).text();
    for (const text of ['complaint 4', 'DPIA 12', 'K Osei', '31 Mar 2028', '2 entries']) {
      expect(shown).toContain(text);
    }
    const { oversight } = desk.desk.store;
    const made = (await oversight.caseNamed(CASE.name))!;
    expect(made.exclusions).toEqual(['rep@unison.example', '@legal.fenwick.example']);
    expect(made.sources).toEqual(['samples']);
    await officer.post(path, { ...CASE, purpose: 'complaint 5' }, `${path}/edit`);
    expect((await oversight.case(made.id)).purpose).toBe('complaint 5');
    expect(await lastAudit(2)).toEqual(['k.osei case-amended', 'k.osei case-opened']);
  });

  test('mistakes are told at their fields, and what was entered is kept', async () => {
    const wrong = { ...CASE, name: '', exclusions: 'not an address', 'retain-month': '13' };
    const answer = await officer.post('/cases', wrong, '/cases/new');
    const html = await answer.text();
    expect(answer.status).toBe(400);
    for (const field of ['name', 'exclusions', 'retain-day']) {
      expect(html).toContain(`href="#${field}"`);
    }
    expect(html).toContain('complaint 4');
    const taken = await officer.post('/cases', { ...CASE, name: 'default' }, '/cases/new');
    expect(await taken.text()).toContain('There is a case of this name already');
  });

  test('a purge asks for the name, removes everything and shows the proof', async () => {
    const { oversight } = desk.desk.store;
    const { id } = (await oversight.caseNamed(CASE.name))!;
    const refused = await officer.post(
      `/cases/${id}/purge`,
      { confirm: 'no' },
      `/cases/${id}/purge`,
    );
    expect(refused.status).toBe(400);
    const form = { confirm: CASE.name };
    const proof = await officer.post(`/cases/${id}/purge`, form, `/cases/${id}/purge`);
    const html = await proof.text();
    expect(html).toContain('Nothing of it is left.');
    expect(html).toContain((await desk.desk.store.auditIntact()).head);
    expect((await officer.get(`/cases/${id}`)).status).toBe(400);
    expect(await lastAudit(2)).toEqual(['k.osei purge-checked', 'k.osei case-purged']);
  });
});

describe('the audit log', () => {
  test('is searched by person, deed, words and day', async () => {
    await desk.desk.store.audit({
      at: '2026-03-04T10:00:00Z',
      who: 'm.chand',
      action: 'message-viewed',
      detail: 'finding 12ab',
    });
    const { oversight } = desk.desk.store;
    expect(await oversight.auditCount({ who: 'm.chand', words: '12AB' })).toBe(1);
    expect(await oversight.auditCount({ who: 'm.chand', from: '2026-03-05' })).toBe(0);
    expect(await oversight.auditCount({ action: 'message-viewed', until: '2026-03-04' })).toBe(1);
    const html = await (await auditor.get('/audit?who=m.chand')).text();
    expect(html).toContain('finding 12ab');
    expect((await auditor.get('/audit?from=yesterday')).status).toBe(400);
  });

  test('is paged, newest first', async () => {
    const at = '2026-03-04T10:00:00Z';
    for (let n = 1; n <= 60; n += 1) {
      await desk.desk.store.audit({ at, who: 'pager', action: 'viewed', detail: `entry ${n}.` });
    }
    const first = await (await auditor.get('/audit?who=pager')).text();
    expect(first).toContain('entry 60.');
    expect(first).not.toContain('entry 10.');
    const older = /href="([^"]+)"[^>]*>Older/.exec(first)![1]!.replaceAll('&amp;', '&');
    const second = await (await auditor.get(older)).text();
    expect(second).toContain('entry 10.');
    expect(second).not.toContain('Older');
  });

  test('is exported with formulas defused, and the export is an entry', async () => {
    const detail = '=HYPERLINK("https://evil.example";"x")';
    await desk.desk.store.audit({
      at: '2026-03-04T10:00:00Z',
      who: '@SUM(1)',
      action: '+1',
      detail,
    });
    const answer = await auditor.get('/audit/export');
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    const csv = await answer.text();
    expect(csv).toContain(`"'=HYPERLINK`);
    expect(csv).not.toMatch(/(^|[,"])[=@+-]/m);
    expect(await lastAudit()).toEqual(['a.bell audit-exported']);
  });

  test('the check says where the chain breaks', async () => {
    const whole = await auditor.post('/audit/check', {}, '/audit');
    expect(await whole.text()).toContain('The audit log is intact');
    const { session, exec, close } = openConnection(
      `${desk.desk.config.dataDir}/probity.db`,
      undefined,
      1000,
    );
    exec('DROP TRIGGER audit_no_update');
    await session.run(`UPDATE audit SET who = 'nobody' WHERE seq = 3`);
    close();
    const broken = await auditor.post('/audit/check', {}, '/audit');
    expect(await broken.text()).toContain('The chain breaks at entry 3.');
  });
});

/** Which roles may open what; everybody else is refused, and the refusal is an entry. */
const ALLOWED: Readonly<Record<string, readonly Role[]>> = {
  'GET /cases': ['monitoring_officer', 'deputy', 'reviewer', 'auditor'],
  'GET /cases/new': ['monitoring_officer', 'deputy'],
  'GET /audit': ['monitoring_officer', 'auditor'],
  'GET /audit/export': ['monitoring_officer', 'auditor'],
};

test.each(Object.entries(ALLOWED))('%s is for its roles only', async (route, allowed) => {
  const path = route.split(' ')[1]!;
  for (const role of ['monitoring_officer', 'deputy', 'reviewer', 'auditor', 'admin'] as const) {
    const { get } = await askAs(desk, `only.${role}`, [role]);
    const { status } = await get(path);
    expect(status === 403, `${role}: ${status}`).toBe(!allowed.includes(role));
  }
});

test('posting is refused by role too', async () => {
  const token = tokenIn(await (await reviewer.get('/help')).text());
  const answer = await reviewer.postRaw('/cases', { ...CASE, _csrf: token });
  expect(answer.status).toBe(403);
  expect(await lastAudit()).toEqual(['r.iyer refused']);
});
