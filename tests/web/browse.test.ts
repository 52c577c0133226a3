import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, openBrowser, signedIn } from './browser.js';
import { openDesk, type TestDesk } from './desk.js';

const browser: Browser | null = await openBrowser();
let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk({ samples: true });
});
afterAll(async () => {
  await browser?.close();
  await desk.close();
});

describe.skipIf(browser === null)('in a browser', () => {
  test('signing in, the keys, signing out', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl());
    await expectAccessible(page);
    await page.keyboard.press('?');
    expect(await page.getByRole('dialog').isVisible()).toBe(true);
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    for (const path of ['/help', '/accessibility', '/nothing-here']) {
      await page.goto(desk.origin + path);
      await expectAccessible(page);
    }
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await expectAccessible(page);
    await context.close();
  });
});
