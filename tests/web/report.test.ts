import { buffer } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readForm } from '../../src/web/pages/report/model.js';
import { textsInZip } from '../report/bytes.js';
import { type Asking, askAs } from './asking.js';
import { expectAccessible, openBrowser, signedIn } from './browser.js';
import { openDesk, type TestDesk } from './desk.js';

const browser: Browser | null = await openBrowser();
let desk: TestDesk;
let officer: Asking;
let reviewer: Asking;
beforeAll(async () => {
  desk = await openDesk({ samples: true });
  officer = await askAs(desk, 'a.moss', ['deputy']);
  reviewer = await askAs(desk, 'r.iyer', ['reviewer']);
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await desk.close();
});

const DAYS = { period: 'days', from: '2024-01-01', to: '2026-12-31' };
const lastAudit = async (): Promise<string> => {
  const [last] = await desk.desk.store.oversight.auditPage({}, 1);
  return `${last?.who} ${last?.action} ${last?.detail}`;
};

test('periods: the quarter that ended last, days that are none, days the wrong way round', () => {
  const form = {
    ...{ period: 'days' as const, from: '2026-02-30', to: '2026-01-01', case: '', council: '' },
    ...{ formats: ['csv' as const], people: 'labels' as const, reason: '' },
  };
  const quarter = readForm({ ...form, period: 'quarter' }, '2026-11-05');
  expect(quarter).toEqual({ period: { from: '2026-07-01', to: '2026-09-30' }, problems: [] });
  expect(readForm(form, '2026-11-05').problems.map(({ field }) => field)).toEqual(['from']);
  const turned = readForm({ ...form, from: '2026-02-01' }, '2026-11-05');
  expect(turned.problems.map(({ field }) => field)).toEqual(['to']);
});

test('a report with labels is a file to save, and names nobody', async () => {
  const answer = await reviewer.post('/report', { ...DAYS, formats: 'html' }, '/report');
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toBe(
    'attachment; filename="probity-report-2024-01-01-2026-12-31.html"',
  );
  const html = await answer.text();
  expect(html).toContain('Member 1');
  expect(html).not.toMatch(/Ullathorne|marrowdale\.example/);
  expect(await lastAudit()).toMatch(/^r\.iyer report .*all cases, html; people by labels$/);
});

test('names are for officers who say why, and the reason is in the audit log', async () => {
  const named = { ...DAYS, formats: 'csv', people: 'names' };
  const reason = 'hearing of 4 May';
  const refused = await reviewer.post('/report', { ...named, reason }, '/report');
  expect(refused.status).toBe(403);
  expect((await reviewer.post('/report/preview', named, '/report')).status).toBe(403);
  const silent = await officer.post('/report', named, '/report');
  expect(silent.status).toBe(400);
  expect(await silent.text()).toContain('href="#reason"');
  const answer = await officer.post('/report', { ...named, reason }, '/report');
  expect(await answer.text()).toContain('ullathorne');
  expect(await lastAudit()).toMatch(/^a\.moss report .*csv; people named: hearing of 4 May$/);
});

test('while labels stand for names, neither names nor the preview are to be had', async () => {
  const shy = await askAs(desk, 'b.lund', ['deputy']);
  await shy.post('/account/labels', { on: '1' }, '/account');
  const form = { ...DAYS, formats: 'csv', people: 'names', reason: 'to see' };
  expect((await shy.post('/report', form, '/report')).status).toBe(403);
  expect((await shy.post('/report/preview', form, '/report')).status).toBe(403);
});

test('somebody from whom findings are hidden makes no report', async () => {
  const { review } = desk.desk.store;
  const seen = review.every(
    { id: '', names: [] },
    {
      ...{ states: [], categories: [], severities: [], layers: [], sure: [], clauses: [] },
      ...{
        caseId: '',
        person: '',
        mailbox: '',
        assignee: '',
        words: '',
        sentFrom: 0,
        sentUntil: 0,
      },
    },
  );
  const { value } = await seen[Symbol.asyncIterator]().next();
  await review.declareConflict(
    { caseId: value!.caseId, id: value!.id },
    { reviewer: 'c.holt', reason: 'a friend', at: '2026-10-01T09:00:00Z', assignee: '' },
  );
  const partial = await askAs(desk, 'c.holt', ['deputy']);
  const answer = await partial.post('/report', { ...DAYS, formats: 'csv' }, '/report');
  expect(answer.status).toBe(403);
  expect(await answer.text()).toContain('hidden from you');
});

describe.skipIf(browser === null)('in a browser', () => {
  test.each([1280, 375])(
    '%i wide: mistakes, and what labels take out',
    async (width) => {
      const { context, page } = await signedIn(browser!, desk.signInUrl(), { width });
      const shots = process.env.SHOTS ?? '';
      const look = async (name: string): Promise<void> => {
        await expectAccessible(page);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        if (shots !== '')
          await page.screenshot({ path: `${shots}/${name}-${width}.png`, fullPage: true });
      };
      await page.goto(`${desk.origin}/report`);
      await look('form');
      await page.getByLabel('From one day to another').check();
      await page.getByLabel('By name').check();
      await page.getByRole('button', { name: 'Download the report' }).click();
      await page.getByRole('alert').waitFor();
      await look('mistakes');
      await page.getByLabel('First day').fill(DAYS.from);
      await page.getByLabel('Last day').fill(DAYS.to);
      await page.getByRole('button', { name: 'Preview' }).click();
      await page.getByRole('heading', { name: 'What is taken out' }).waitFor();
      expect(await page.locator('table').textContent()).toContain('Ullathorne');
      await look('preview');
      expect(await lastAudit()).toMatch(/^k\.osei report-previewed 2024-01-01 to 2026-12-31/);
      await context.close();
    },
    30_000,
  );

  test('without JavaScript: a preview, then a zip of two formats', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl(), {
      javaScriptEnabled: false,
    });
    await page.goto(`${desk.origin}/report`);
    await page.getByLabel('From one day to another').check();
    await page.getByLabel('First day').fill(DAYS.from);
    await page.getByLabel('Last day').fill(DAYS.to);
    await page.getByLabel('CSV').check();
    await page.getByRole('button', { name: 'Preview' }).click();
    const button = page.getByRole('button', { name: 'Download the report with labels' });
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    expect(file.suggestedFilename()).toBe('probity-report-2024-01-01-2026-12-31.zip');
    const names = [...(await textsInZip(await buffer(await file.createReadStream()))).keys()];
    expect(names.map((name) => name.split('.').at(-1))).toEqual(['docx', 'csv']);
    await context.close();
  }, 30_000);
});
