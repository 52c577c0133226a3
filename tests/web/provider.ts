import { once } from 'node:events';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { freePort } from '../services.js';

/** A provider of OpenID Connect of the test's own, on this machine. */
export interface TestProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

/** People by the name they sign in with at the provider. */
export type People = Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;

export async function startProvider(redirectUri: string, people: People): Promise<TestProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'probity',
        client_secret: 'a secret of the test',
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles'], email: ['email'] },
    // As Entra does: the claims are in the ID token.
    conformIdTokenClaims: false,
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, ...people[id] }),
    }),
  });
  const server = createServer(provider.callback()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    issuer,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A browser as far as signing in needs one: cookies by host, redirects one by one. */
export class Browsing {
  readonly #cookies = new Map<string, Map<string, string>>();

  async go(url: string, form?: Record<string, string>): Promise<Response> {
    const { host } = new URL(url);
    const own = this.#cookies.get(host) ?? new Map<string, string>();
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...own].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      own.set(pair.slice(0, at), pair.slice(at + 1));
    }
    this.#cookies.set(host, own);
    return answer;
  }

  /** Follows redirects until a page, or until an address that `stop` wants. */
  async follow(url: string, stop: (url: string) => boolean = () => false): Promise<string> {
    let at = url;
    for (;;) {
      if (stop(at)) return at;
      const answer = await this.go(at);
      const to = answer.headers.get('location');
      if (to === null) return at;
      at = new URL(to, at).href;
    }
  }

  /** Fills in the provider's forms: who one is, then that it may be told. */
  async passProvider(url: string, login: string): Promise<string> {
    let at = await this.follow(url);
    for (const form of [{ prompt: 'login', login, password: 'x' }, { prompt: 'consent' }]) {
      if (!at.includes('/interaction/')) return at;
      const answer = await this.go(at, form);
      const to = new URL(answer.headers.get('location') ?? at, at).href;
      at = await this.follow(to, (it) => it.includes('/sign-in/callback'));
    }
    return at;
  }
}
