import fastify, { type FastifyInstance } from 'fastify';
import { AccessTable } from './access.js';
import { addAssets } from './assets.js';
import type { Desk } from './desk.js';
import { addErrorPages } from './error-pages.js';
import type { PageRoute } from './page.js';
import { pages } from './pages.js';
import { addSecurity } from './security.js';
import { addSessions, authorise } from './session-cookie.js';
import { visitOf } from './visit.js';

/** A form is small; uploads say how much they take. */
const FORM_BYTES = 1024 * 1024;

/**
 * The web app over an open desk; it listens when told to. Behind a TLS proxy on this machine the
 * proxy's word is taken for where a request came from.
 */
export async function buildApp(desk: Desk): Promise<FastifyInstance> {
  const app = fastify({
    logger: false,
    bodyLimit: FORM_BYTES,
    trustProxy: desk.config.reviewUrl === '' ? false : 'loopback',
    routerOptions: { ignoreTrailingSlash: true },
    // A slow client must not hold a socket for ever (OWASP ASVS 5, 13.2).
    requestTimeout: 120_000,
  });
  app.decorate('access', new AccessTable());
  addErrorPages(app, desk);
  await addSecurity(app, desk);
  await addSessions(app, desk);
  app.addHook('onRoute', ({ url, config }) => {
    if (config?.roles === undefined) throw new Error(`${url} does not say who may use it`);
  });
  app.addHook('onRequest', authorise(desk));
  await addAssets(app);
  for (const page of pages) {
    app.access.addToNavigation(page);
    for (const route of page.routes(desk)) addRoute(app, desk, route);
    app.addHook('onClose', async () => page.close?.(desk));
  }
  return app;
}

function addRoute(app: FastifyInstance, desk: Desk, route: PageRoute): void {
  const { method, url, roles, rateLimit, bodyLimit, multipart, byKey, handler } = route;
  app.access.allow(method, url, roles);
  app.route({
    method,
    url,
    exposeHeadRoute: false,
    ...(bodyLimit === undefined ? {} : { bodyLimit }),
    config: { roles, ...(rateLimit === undefined ? {} : { rateLimit }) },
    // A multipart form is checked by `visit.parts`, which reads the token from its first field.
    ...(method === 'POST' && !multipart && !byKey ? { preHandler: app.csrfProtection } : {}),
    handler: async (request, reply) => {
      const answer = await handler(visitOf(desk, request, reply));
      return reply.sent ? reply : answer;
    },
  });
}
