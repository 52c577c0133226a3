import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpackOffice } from '../../src/formats/office-xml.js';
import { ApiKeys } from '../../src/pipeline/api-keys.js';
import { expectAccessible, openBrowser, signedIn } from './browser.js';
import { openDesk, type TestDesk } from './desk.js';

const BAD = `Dear Mrs Lowe,

We will resurface the lane by May, and you may take this letter as the council's word on it.

Yours sincerely,
Jane Marsh
Councillor for Mill ward
`;

let desk: TestDesk;
let keys: ApiKeys;
beforeAll(async () => {
  desk = await openDesk();
  keys = new ApiKeys(desk.desk.config.dataDir);
});
afterAll(() => desk.close());

const post = (body: unknown, key: string) =>
  fetch(`${desk.origin}/api/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });

describe('POST /api/check', () => {
  it('answers whoever has a key with findings, and keeps nothing of the text', async () => {
    const { secret } = keys.add('portal', 100, new Date());
    const answer = await post({ text: BAD, audience: 'resident' }, secret);
    expect(answer.status).toBe(200);
    const { author, findings } = (await answer.json()) as {
      author: { role: string };
      findings: { place: { line: number }; suggestions: { write: string }[] }[];
    };
    expect(author.role).toBe('member');
    expect(findings[0]).toMatchObject({ place: { line: 3 } });
    expect(findings[0]?.suggestions[0]?.write).toMatch(/^I have asked the Highways team/);
    const docx = readFileSync('samples/letters/hob-lane-collection.docx').toString('base64');
    const file = await post({ file: docx, name: 'hob.docx', author: 'Cllr Sproat' }, secret);
    expect(((await file.json()) as { format: string }).format).toBe('docx');
    expect(desk.said.join()).not.toContain('resurface');
    expect(readFileSync(`${desk.desk.config.dataDir}/api-keys.json`, 'utf8')).not.toContain(secret);
  });

  it('refuses no key, a wrong one, a revoked one, and what it cannot read', async () => {
    const { secret, key } = keys.add('short', 100, new Date());
    expect(
      (
        await post(
          { text: BAD },
          secret.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')),
        )
      ).status,
    ).toBe(401);
    expect((await post({ text: BAD, file: 'QQ==' }, secret)).status).toBe(400);
    expect((await post({}, secret)).status).toBe(400);
    const picture = await post(
      { file: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1').toString('base64'), name: 'a.png' },
      secret,
    );
    expect(await picture.json()).toEqual({ error: expect.stringContaining('save it as docx') });
    keys.revoke(key.id);
    expect((await post({ text: BAD }, secret)).status).toBe(401);
  });

  it('lets a key make so many requests a minute', async () => {
    const { secret } = keys.add('greedy', 2, new Date());
    const statuses = [];
    for (let i = 0; i < 3; i += 1)
      statuses.push((await post({ text: 'Dear all, hello.' }, secret)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(await (await post({ text: 'Dear all, hello.' }, secret)).json()).toEqual({
      error: expect.stringContaining('too many requests'),
    });
  });

  it('is described by an OpenAPI document', async () => {
    const document = (await (await fetch(`${desk.origin}/api/openapi.json`)).json()) as {
      openapi: string;
      paths: Record<string, { post: { responses: object } }>;
    };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths['/api/check']!.post.responses)).toContain('429');
  });
});

const browser = await openBrowser();
afterAll(() => browser?.close());

describe.skipIf(browser === null)('the page Check a letter', () => {
  it.each([
    ['wide', 1280],
    ['a phone', 375],
  ])('marks a pasted letter beside its findings on a screen that is %s', async (_, width) => {
    const { context, page } = await signedIn(browser!, desk.signInUrl(), { width });
    await page.goto(`${desk.origin}/check`);
    await expectAccessible(page);
    await page.getByLabel('Paste the letter').fill(BAD);
    await page.getByLabel('To whom it goes').fill('resident');
    await page.getByRole('button', { name: 'Check the letter' }).click();
    await page.getByRole('heading', { level: 1, name: /finding/ }).waitFor();
    expect(await page.locator('mark').first().textContent()).toContain(
      'We will resurface the lane',
    );
    expect(await page.locator('.check-suggestion__words').first().textContent()).toMatch(
      /^I have asked/,
    );
    const overflow = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(overflow).toBe(false);
    await expectAccessible(page);
    await context.close();
  });

  it('takes a file without a script, and gives it back with comments at the words', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl(), {
      javaScriptEnabled: false,
    });
    await page.goto(`${desk.origin}/check`);
    await page.setInputFiles('#file', 'samples/letters/hob-lane-collection.docx');
    await page.getByRole('button', { name: 'Check the letter' }).click();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download as Word with comments' }).click();
    const { files } = await unpackOffice(readFileSync(await (await download).path()));
    expect(files.get('word/comments.xml')?.toString()).toContain('may engage');
    await context.close();
  });

  it('says in one sentence what is missing', async () => {
    const { context, page } = await signedIn(browser!, desk.signInUrl());
    await page.goto(`${desk.origin}/check`);
    await page.getByRole('button', { name: 'Check the letter' }).click();
    await page.getByText('Paste the letter or choose its file').waitFor();
    await context.close();
  });
});
