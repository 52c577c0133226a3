import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { service } from '../services.js';

/** Debian's Chromium, one for a test file; null where it is not installed (said aloud). */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = service('chromium');
  if (executablePath === null) return null;
  // Without --no-sandbox Chromium refuses to run as root, as containers do.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

export interface ContextOptions {
  readonly javaScriptEnabled?: boolean;
  readonly width?: number;
}

/** A browser of somebody's own, signed in through the link. */
export async function signedIn(
  browser: Browser,
  signInUrl: string,
  { javaScriptEnabled = true, width = 1280 }: ContextOptions = {},
): Promise<{ readonly context: BrowserContext; readonly page: Page }> {
  const context = await browser.newContext({
    javaScriptEnabled,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(signInUrl);
  await page.getByRole('button', { name: 'Open the desk' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  return { context, page };
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** axe-core finds nothing on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  // Through the debugger, so the page's own policy need not allow it.
  await page.evaluate(axe);
  const found = (await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(WCAG)} })`,
  )) as AxeResults;
  const told = found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((it) => it.html).join('\n  ')}`,
  );
  expect(told, page.url()).toEqual([]);
}
