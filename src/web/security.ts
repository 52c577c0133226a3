import formbody from '@fastify/formbody';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import type { Desk } from './desk.js';
import { PageError } from './errors.js';

/** Twenty a second: far more than a person with a fast keyboard, far less than a script wants. */
const REQUESTS_A_MINUTE = 1_200;

/** From wherever they come: many machines guessing at one account are one attack. */
const ATTEMPTS_AN_ACCOUNT = 10;

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts an attempt at the account that the form names. */
    readonly accountAttempts: ReturnType<FastifyInstance['createRateLimit']>;
  }
}

const accountIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'account' in body ? String(body.account) : '';

/** Headers, limits and refusals that hold for every answer (OWASP ASVS 5, chapters 3 and 13). */
export async function addSecurity(app: FastifyInstance, desk: Desk): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    // Pages show people's mail: nothing keeps a copy.
    reply.header('cache-control', 'no-store');
    // A page elsewhere whose name was pointed at this machine (DNS rebinding) gets nothing.
    const { host } = new URL(desk.origin());
    if (request.headers.host !== host) {
      throw new PageError(400, `This desk answers at ${desk.origin()} only.`);
    }
  });
  const isTls = desk.config.reviewUrl.startsWith('https:');
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: isTls ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  await app.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: '1 minute',
    errorResponseBuilder: (_request, { after }) =>
      new PageError(429, `Too many attempts. Try again in ${after}.`),
  });
  app.decorate(
    'accountAttempts',
    app.createRateLimit({
      max: ATTEMPTS_AN_ACCOUNT,
      timeWindow: '1 minute',
      keyGenerator: ({ body }) => `account ${accountIn(body)}`,
    }),
  );
  await app.register(formbody);
  await app.register(multipart, { limits: { files: 1, fields: 20, headerPairs: 50 } });
}
