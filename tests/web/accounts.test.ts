import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../services.js';
import { openDesk, type TestDesk, tokenIn } from './desk.js';
import { Browsing, startProvider, type TestProvider } from './provider.js';

describe('a local account', () => {
  let desk: TestDesk;
  beforeAll(async () => {
    desk = await openDesk();
  });
  afterAll(() => desk.close());

  const form = async (
    browsing: Browsing,
    page: string,
    to: string,
    fields: Record<string, string>,
  ) => {
    const html = await (await browsing.go(desk.origin + page)).text();
    return browsing.go(desk.origin + to, { _csrf: tokenIn(html), ...fields });
  };
  const attempt = (browsing: Browsing, account: string, password: string) =>
    form(browsing, '/sign-in', '/sign-in/password', { account, password });

  test('is made by an administrator, signs in, is disabled, and is out at once', async () => {
    const admin = new Browsing();
    const token = desk.desk.links.issue();
    await form(admin, `/sign-in/link?token=${token}`, '/sign-in/link', { token });
    const fields = {
      id: 'r.dale',
      name: 'Rosa Dale',
      roles: 'reviewer',
      password: 'a long enough one',
    };
    expect((await form(admin, '/accounts', '/accounts', fields)).status).toBe(303);

    const rosa = new Browsing();
    expect((await attempt(rosa, 'r.dale', 'a long enough on')).status).toBe(403);
    expect((await attempt(rosa, 'r.dale', 'a long enough one')).headers.get('location')).toBe('/');
    expect((await rosa.go(`${desk.origin}/`)).status).toBe(200);
    expect((await rosa.go(`${desk.origin}/accounts`)).status).toBe(403);

    await form(admin, '/accounts', '/accounts', { ...fields, password: '', disabled: '1' });
    expect((await rosa.go(`${desk.origin}/`)).status).toBe(303);
    expect((await attempt(rosa, 'r.dale', 'a long enough one')).status).toBe(403);
    const stored = await desk.desk.store.review.account('r.dale');
    expect(stored?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test('the eleventh attempt in a minute is refused', async () => {
    const other = await openDesk();
    const at = async (browsing: Browsing) => {
      const html = await (await browsing.go(`${other.origin}/sign-in`)).text();
      return browsing.go(`${other.origin}/sign-in/password`, {
        _csrf: tokenIn(html),
        account: 'nobody',
        password: 'wrong',
      });
    };
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) statuses.push((await at(new Browsing())).status);
    await other.close();
    expect(statuses).toEqual([...Array(10).fill(403), 429]);
  });

  test('from many machines, too', async () => {
    const address = 'https://probity.council.example';
    const other = await openDesk({ environment: { PROBITY_REVIEW_URL: address } });
    const headers = (n: number) => ({
      host: 'probity.council.example',
      'x-forwarded-for': `192.0.2.${n}`,
    });
    const statuses: number[] = [];
    for (let n = 0; n < 11; n += 1) {
      const page = await other.app.inject({ url: '/sign-in', headers: headers(n) });
      expect(page.headers['set-cookie']).toMatch(
        /^__Host-probity=.*HttpOnly; Secure; SameSite=Lax/,
      );
      const cookie = String(page.headers['set-cookie']).split(';')[0]!;
      const answer = await other.app.inject({
        method: 'POST',
        url: '/sign-in/password',
        headers: { ...headers(n), cookie, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({
          _csrf: tokenIn(page.payload),
          account: 'k.osei',
          password: 'wrong',
        }).toString(),
      });
      statuses.push(answer.statusCode);
    }
    await other.close();
    expect(statuses).toEqual([...Array(10).fill(403), 429]);
  });
});

describe('a provider of OpenID Connect', () => {
  let desk: TestDesk;
  let provider: TestProvider;
  beforeAll(async () => {
    const port = await freePort();
    const people = {
      kezia: {
        name: 'Kezia Osei',
        email: 'Kezia.Osei@fenwick.example',
        roles: ['monitoring_officer', 'caretaker'],
      },
      stranger: { name: 'Sam Stranger', email: 'sam@fenwick.example', roles: [] },
    };
    provider = await startProvider(`http://127.0.0.1:${port}/sign-in/callback`, people);
    desk = await openDesk({
      port,
      environment: {
        PROBITY_OIDC_ISSUER: provider.issuer,
        PROBITY_OIDC_CLIENT_ID: 'probity',
        PROBITY_OIDC_CLIENT_SECRET: 'a secret of the test',
      },
    });
  });
  afterAll(async () => {
    await desk.close();
    await provider.close();
  });

  test('says who somebody is and what their roles are', async () => {
    const browsing = new Browsing();
    const back = await browsing.passProvider(`${desk.origin}/sign-in/provider?to=/help`, 'kezia');
    const done = await browsing.go(back);
    expect(done.headers.get('location')).toBe('/help');
    const account = await (await browsing.go(`${desk.origin}/account`)).text();
    expect(account).toContain('<strong>Kezia Osei</strong> (monitoring officer)');
    expect(account).toContain('kezia.osei@fenwick.example');
    const [reviewer] = await desk.desk.store.review.reviewers();
    expect(reviewer?.id).toMatch(/^kezia\.osei@fenwick\.example#[0-9a-f]{12}$/);
    // The same answer again, and an answer to nobody's question, sign nobody in.
    for (const again of [browsing, new Browsing()]) {
      expect((await again.go(back)).status).toBe(403);
    }
  });

  test('an answer to another question is refused', async () => {
    const browsing = new Browsing();
    const back = new URL(await browsing.passProvider(`${desk.origin}/sign-in/provider`, 'kezia'));
    back.searchParams.set('state', 'another');
    expect((await browsing.go(back.href)).status).toBe(403);
    expect((await browsing.go(`${desk.origin}/`)).status).toBe(303);
  });

  test('who has no role is told so', async () => {
    const browsing = new Browsing();
    const back = await browsing.passProvider(`${desk.origin}/sign-in/provider`, 'stranger');
    const answer = await browsing.go(back);
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('no role')]);
  });

  test('the link of the terminal opens nothing then', async () => {
    const browsing = new Browsing();
    const token = desk.desk.links.issue();
    const html = await (await browsing.go(`${desk.origin}/sign-in/link?token=${token}`)).text();
    const answer = await browsing.go(`${desk.origin}/sign-in/link`, {
      _csrf: tokenIn(html),
      token,
    });
    expect(answer.status).toBe(403);
  });
});
