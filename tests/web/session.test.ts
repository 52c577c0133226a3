import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk, tokenIn } from './desk.js';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const get = (path: string, cookie = '', headers: Record<string, string> = {}) =>
  fetch(`${desk.origin}${path}`, { redirect: 'manual', headers: { cookie, ...headers } });

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map((it) => it.split(';')[0])
    .join('; ');

const post = (path: string, cookie: string, fields: Record<string, string>) =>
  fetch(`${desk.origin}${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie },
    body: new URLSearchParams(fields),
  });

async function signIn(): Promise<string> {
  const shown = await fetch(desk.signInUrl());
  const token = new URL(desk.signInUrl()).searchParams.get('token')!;
  const done = await post('/sign-in/link', cookiesOf(shown), {
    _csrf: tokenIn(await shown.text()),
    token,
  });
  expect(done.status).toBe(303);
  return cookiesOf(done);
}

describe('signing in', () => {
  test('nothing is open without it', async () => {
    for (const [route, roles] of desk.app.access.routes()) {
      const [method = '', path = ''] = route.split(' ');
      if (roles === 'anyone') continue;
      const answer = await fetch(`${desk.origin}${path}`, { method, redirect: 'manual' });
      if (method === 'GET')
        expect(answer.headers.get('location'), route).toMatch(/^\/sign-in\?to=/);
      else expect([401, 403], route).toContain(answer.status);
    }
  });

  test('the link works once', async () => {
    const shown = await fetch(desk.signInUrl());
    const token = desk.desk.links.issue();
    const fields = { _csrf: tokenIn(await shown.text()), token };
    expect((await post('/sign-in/link', cookiesOf(shown), fields)).status).toBe(303);
    expect((await post('/sign-in/link', cookiesOf(shown), fields)).status).toBe(403);
  });

  test('a link is too old after a quarter of an hour', async () => {
    const shown = await fetch(desk.signInUrl());
    const token = desk.desk.links.issue();
    desk.advance(16 * 60_000);
    const fields = { _csrf: tokenIn(await shown.text()), token };
    expect((await post('/sign-in/link', cookiesOf(shown), fields)).status).toBe(403);
  });

  test('a session ends after half an hour without a sign of life, and after half a day', async () => {
    const cookie = await signIn();
    desk.advance(29 * 60_000);
    expect((await get('/help', cookie)).status).toBe(200);
    desk.advance(31 * 60_000);
    expect((await get('/help', cookie)).status).toBe(303);
    const other = await signIn();
    for (let n = 0; n < 26; n += 1) {
      desk.advance(28 * 60_000);
      await get('/help', other);
    }
    expect((await get('/help', other)).status).toBe(303);
  });

  test('signing out everywhere ends the sessions on other machines', async () => {
    const [here, there] = [await signIn(), await signIn()];
    const page = await get('/help', here);
    const cookie = cookiesOf(page) || here;
    const form = { _csrf: tokenIn(await page.text()) };
    expect((await post('/sign-out/everywhere', cookie, form)).status).toBe(303);
    expect((await get('/help', there)).status).toBe(303);
  });

  test('a form without its token is refused', async () => {
    const cookie = await signIn();
    expect((await post('/sign-out', cookie, {})).status).toBe(403);
    expect((await post('/sign-out', cookie, { _csrf: 'x' })).status).toBe(403);
    expect((await get('/help', cookie)).status).toBe(200);
  });

  test('a role that does not include a page is refused, and the refusal is in the audit log', async () => {
    const cookie = await desk.cookieOf('m.doyle', []);
    expect((await get('/help', cookie)).status).toBe(403);
    const log = [];
    for await (const entry of desk.desk.store.auditLog()) log.push(entry);
    expect(log.at(-1)).toMatchObject({ who: 'm.doyle', action: 'refused', detail: 'GET /help' });
  });
});

describe('every answer', () => {
  test('has the headers', async () => {
    const { headers } = await get('/sign-in');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'none'/);
    expect(policy).toMatch(/script-src 'nonce-[^']+'/);
    expect(policy).not.toMatch(/unsafe/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
  });

  test('to another host name is a refusal', async () => {
    const { statusCode, payload } = await desk.app.inject({
      url: '/sign-in',
      headers: { host: 'evil.example' },
    });
    expect([statusCode, payload]).toEqual([400, expect.stringContaining('answers at')]);
  });

  test.each(['/assets/', '/assets/../app.js', '/assets/..%2f..%2fpackage.json', '/src', '/.git'])(
    'no folder and no file beside the assets: %s',
    async (path) => {
      const { statusCode } = await desk.app.inject({
        url: path,
        headers: { host: new URL(desk.origin).host },
      });
      expect(statusCode).toBe(404);
    },
  );
});
