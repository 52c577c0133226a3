import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, openBrowser, signedIn } from './browser.js';
import { openDesk, type TestDesk } from './desk.js';

const browser: Browser | null = await openBrowser();
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(async () => {
  await browser?.close();
  await desk.close();
});

const LISTS = ['/cases', '/scans', '/people', '/people/unknown', '/quality', '/audit'];

async function visitAll(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(desk.origin + path);
    await expectAccessible(page);
    const spill = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(spill), `${path} is wider than the window`).toBeLessThanOrEqual(0);
  }
}

const submit = async (page: Page, name: string | RegExp): Promise<void> => {
  const next = page.waitForEvent('load');
  await page.getByRole('button', { name }).click();
  await next;
};

/** A browser on a busy machine. */
const PATIENCE = { timeout: 90_000 };

describe.skipIf(browser === null)('in a browser', PATIENCE, () => {
  test('pages without anything on them, on a telephone', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl(), { width: 375 });
    await visitAll(page, [...LISTS, '/cases/new', '/scans/new', '/people/edit']);
    await context.close();
  });

  test('without script: a case, a roster, a scan, a sample, a pattern off, the log, the purge', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl(), {
      javaScriptEnabled: false,
    });
    await page.goto(`${desk.origin}/cases/new`);
    await submit(page, 'Save');
    expect(await page.getByText('Nothing was saved yet').count()).toBe(1);
    await page.getByLabel('Name').fill('Review 4');
    await page.getByLabel('Purpose').fill('complaint 4');
    await page.getByLabel('Authorising officer').fill('K Osei');
    await page.getByLabel('Sources').fill('samples');
    await submit(page, 'Save');

    await page.goto(`${desk.origin}/people/import`);
    await page.getByLabel('Or a file').setInputFiles('samples/roster.csv');
    await submit(page, 'Import');
    expect(await page.getByText('no mistakes').count()).toBe(1);

    await page.goto(`${desk.origin}/scans/new`);
    await submit(page, 'Start the scan');
    const scan = page.url();
    const follow = page.getByRole('link', { name: 'Show how far it is now' });
    while ((await follow.count()) > 0) await follow.click();
    expect(await page.getByText('done', { exact: true }).count()).toBe(1);
    expect(scan).toMatch(/\/scans\/[0-9a-f]{24}$/);

    await page.goto(`${desk.origin}/quality`);
    await submit(page, 'Draw a sample');
    await submit(page, 'Read the next message');
    await page.getByLabel('No', { exact: true }).check();
    await submit(page, 'Save and go on');
    expect(page.url()).toMatch(/\/quality\/1\/2$/);

    await page.goto(`${desk.origin}/patterns/silent-copy/bcc`);
    await page.getByLabel('Reason').fill('our gateway adds it');
    await submit(page, 'Switch it off');
    expect(await page.getByText('switched off', { exact: true }).count()).toBe(1);
    await context.close();
  });

  test('a scan is followed as it goes, and the pages with something on them', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl());
    await page.goto(`${desk.origin}/scans/new`);
    await submit(page, 'Start the scan');
    await page.waitForURL('**/scans/*');
    await page.getByText('The scan has ended').waitFor();
    await expectAccessible(page);
    const [only] = await desk.desk.store.oversight.cases();
    await visitAll(page, ['/cases', `/cases/${only!.id}`, '/people', '/quality', '/quality/1/1']);
    await visitAll(page, ['/patterns?category=secrecy', '/patterns/clauses?protocol=generic']);
    await visitAll(page, ['/patterns/silent-copy/bcc', '/audit']);
    await page.goto(`${desk.origin}/patterns/try`);
    await submit(page, 'Try it');
    await expectAccessible(page);
    await page.goto(`${desk.origin}/people/import`);
    await page.getByLabel('The roster').fill('name,email\nA,b');
    await submit(page, 'Import');
    await expectAccessible(page);
    await context.close();
  });

  test('by keyboard alone: the log is checked, the case is purged', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl());
    await page.goto(`${desk.origin}/audit`);
    await press(page, 'Check the log');
    await page.getByText('The audit log is intact').first().waitFor();
    await expectAccessible(page);
    await page.goto(`${desk.origin}/cases`);
    await press(page, 'Review 4');
    await press(page, 'Purge');
    await focus(page, 'Enter the name of the case to purge it: Review 4');
    await page.keyboard.type('Review 4');
    await page.keyboard.press('Enter');
    await page.getByText('Nothing of it is left.').waitFor();
    await expectAccessible(page);
    expect(await desk.desk.store.oversight.cases()).toEqual([]);
    await context.close();
  });
});

/** What a screen reader would call the focused element, as far as the pages need it. */
const NAME = `(() => {
  const it = document.activeElement;
  const label = it.labels && it.labels[0];
  return ((label || it).textContent || '').trim();
})()`;

/** Tabs until the element of that name has the focus, as somebody without a mouse does. */
async function focus(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < 80; tabs += 1) {
    if ((await page.evaluate(NAME)) === name) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to “${name}” with the Tab key on ${page.url()}`);
}

async function press(page: Page, name: string): Promise<void> {
  await focus(page, name);
  const next = page.waitForEvent('load');
  await page.keyboard.press('Enter');
  await next;
}
