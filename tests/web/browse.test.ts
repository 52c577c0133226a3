import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, openBrowser, signedIn } from './browser.js';
import { openDesk, scanInto, type TestDesk } from './desk.js';
import { HOSTILE_LETTERS, HOSTILE_ROSTER, writeHostileMail } from './hostile-mail.js';

const browser: Browser | null = await openBrowser();
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk({ samples: true });
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await desk.close();
});

const audited = async (): Promise<{ action: string; who: string; detail: string }[]> => {
  const log = [];
  for await (const entry of desk.desk.store.auditLog()) log.push(entry);
  return log;
};

/** The control that has the focus, by what a screen reader would say. */
const focused = (page: Page): Promise<string> =>
  page.evaluate('document.activeElement.textContent.trim() || document.activeElement.id');

describe.skipIf(browser === null)('in a browser', () => {
  test('every page is accessible in each of its states, wide and narrow', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl());
    const first = await page.locator('[data-open]').first().getAttribute('href');
    const paths = [
      '/',
      '/?q=nothingatall',
      '/?state=waiting&category=silent-copy&set=1',
      '/?sort=newest&page=2',
      first!,
      `${first}&decide=dismiss`,
      '/help',
      '/accessibility',
      '/account',
      '/accounts',
      '/nothing-here',
    ];
    for (const path of paths) {
      await page.goto(desk.origin + path);
      await expectAccessible(page);
    }
    await page.goto(`${desk.origin}/?q=first+cut`);
    await page.locator('[data-open]').first().click();
    await page.locator('#thread ~ ol a').first().click();
    await expectAccessible(page);
    await page.goto(desk.origin + first);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 375, height: 800 });
    for (const path of ['/', first!, '/accounts']) {
      await page.goto(desk.origin + path);
      await expectAccessible(page);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(375);
    }
    await context.close();
  }, 90_000);

  test('by keyboard alone: open, dismiss with a ground, go on, confirm, sign out', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl());
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    const title = await focused(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.keyboard.press('d');
    await page.keyboard.press('Tab');
    expect(await focused(page)).toContain('Choose a ground');
    await page.keyboard.type('Harm');
    for (let n = 0; n < 8 && (await focused(page)) !== 'reason'; n += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.type('An agreed turn of phrase');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('This is the next finding').waitFor();
    await page.keyboard.press('c');
    for (let n = 0; n < 8 && (await focused(page)) !== 'reason'; n += 1)
      await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('This is the next finding').waitFor();
    await page.keyboard.press('u');
    await page.waitForURL((url) => url.pathname === '/');
    await page.keyboard.press('/');
    await page.keyboard.type('sawmill');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=sawmill/);
    const verdicts = (await audited()).filter(({ action }) => action === 'verdict');
    expect(verdicts.map(({ detail }) => detail.split(': ')[1])).toEqual(['dismiss', 'confirm']);
    expect((await audited()).filter(({ action }) => action === 'viewed').length).toBeGreaterThan(2);
    expect(await desk.desk.store.auditIntact()).toMatchObject({ intact: true });
    await context.close();
  }, 60_000);

  test('without JavaScript: filter, dismiss several for one reason, save a view, reopen', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl(), {
      javaScriptEnabled: false,
    });
    await page.getByLabel('Search').fill('bin rounds');
    await page.getByRole('button', { name: 'Apply', exact: true }).click();
    const ticks = page.locator('[data-tick]');
    const found = await ticks.count();
    expect(found).toBeGreaterThan(1);
    for (let n = 0; n < found; n += 1) await ticks.nth(n).check();
    await page.getByLabel('Verdict', { exact: true }).selectOption('dismiss');
    await page.getByLabel('Ground for dismissing').selectOption('proper-channel');
    await page.getByLabel('One reason for all of them').fill('Sent on by the list');
    await page.getByRole('button', { name: 'Give this verdict' }).click();
    await page.getByText(`${found} dismissed.`).waitFor();
    await page.getByText('No finding passes these filters').waitFor();
    await page.getByLabel('Save these filters as').fill('Bins');
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.getByRole('link', { name: 'Bins' }).waitFor();
    await page.goto(`${desk.origin}/?set=1&state=dismissed&q=bin+rounds`);
    await page.locator('[data-open]').first().click();
    await page.getByLabel('Reopen').check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('The verdict is saved.').waitFor();
    expect(await page.locator('.desk-history').textContent()).toContain('proper channel');
    await context.close();
  }, 60_000);

  test('labels in place of names, until a name is revealed with a reason', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl());
    await page.goto(`${desk.origin}/account`);
    await page.getByRole('button', { name: 'Show labels' }).click();
    await page.goto(`${desk.origin}/?q=Ullathorne`);
    const text = await page.locator('.desk-rows').textContent();
    expect(text).toMatch(/Member [A-Z0-9]{3}/);
    expect(text).not.toMatch(/Ullathorne|Desmond/);
    await page.locator('[data-open]').first().click();
    const main = page.locator('main');
    expect(await main.textContent()).not.toMatch(/Ullathorne|Desmond|marrowdale\.example/);
    await expectAccessible(page);
    await page.getByText('Reveal a name').click();
    await page.getByLabel('Whose').selectOption('*');
    await page.getByLabel('Why it has to be known').fill('to ask the officer');
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.waitForLoadState();
    expect(await main.textContent()).toContain('Ullathorne');
    expect((await audited()).at(-2)).toMatchObject({
      action: 'names-revealed',
      detail: expect.stringContaining('to ask the officer'),
    });
    await context.close();
  }, 60_000);

  test('letters full of scripts: nothing runs, no request leaves, nothing is lost', async () => {
    const mail = join(desk.folder, 'hostile');
    const roster = join(desk.folder, 'people.csv');
    writeHostileMail(mail);
    writeFileSync(roster, HOSTILE_ROSTER);
    await scanInto(desk.workspace, [mail], roster, '<script>window.ran=40</script>');
    const { context, page } = await signedIn(browser!, desk.signInUrl());
    const left: string[] = [];
    const refused: string[] = [];
    page.on('request', (it) => {
      if (!it.url().startsWith(`${desk.origin}/`)) left.push(it.url());
    });
    page.on('dialog', (it) => void it.dismiss().then(() => left.push('dialog')));
    page.on('console', (it) => {
      if (/Content Security Policy/.test(it.text())) refused.push(it.text());
    });
    const seen = new Set<string>();
    const check = async (): Promise<void> => {
      expect(await page.evaluate('window.ran'), page.url()).toBeUndefined();
      expect(new URL(page.url()).origin).toBe(desk.origin);
      expect(await page.locator('main script, main iframe, main img, main style').count()).toBe(0);
    };
    for (let number = 1; ; number += 1) {
      await page.goto(`${desk.origin}/?q=fenwick&category=silent-copy&page=${number}`);
      await check();
      const hrefs = await page
        .locator('[data-open]')
        .evaluateAll((all) => all.map((it) => (it as unknown as { href: string }).href));
      for (const href of hrefs) seen.add(href);
      if ((await page.getByRole('link', { name: 'Next page' }).count()) === 0) break;
    }
    expect(seen.size).toBe(HOSTILE_LETTERS);
    const messages = new Set<string>();
    for (const href of seen) {
      await page.goto(href);
      await check();
      const parts = await page.locator('.desk-attachment a').first().getAttribute('href');
      if (parts !== null) messages.add(parts);
    }
    expect(messages.size).toBe(HOSTILE_LETTERS);
    const [part] = messages;
    const file = await page.request.get(`${desk.origin}${part}`);
    expect(file.headers()).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': expect.stringMatching(/^attachment; filename="[A-Za-z0-9._-]+\.txt"$/),
      'x-content-type-options': 'nosniff',
    });
    const table = await (await page.request.get(`${desk.origin}/findings.csv?q=fenwick`)).text();
    expect(table).toContain('HYPERLINK');
    expect(table).not.toMatch(/(^|[\n,])"?[=+@-](?!\d)/);
    expect([left, refused]).toEqual([[], []]);
    await context.close();
  }, 120_000);
});
