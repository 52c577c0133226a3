import { randomBytes } from 'node:crypto';
import csrf from '@fastify/csrf-protection';
import secureSession from '@fastify/secure-session';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from './desk.js';
import { PageError } from './errors.js';
import type { OidcChecks } from './oidc.js';
import type { Notice } from './render.js';
import { mayOneOf } from './roles.js';
import type { Session, Visitor } from './sessions.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Undefined when nobody is signed in. */
    deskSession: Session | undefined;
    /** The token of a multipart form, once its first field has been read. */
    uploadToken: string | undefined;
  }
}

declare module '@fastify/secure-session' {
  interface SessionData {
    id: string;
    notice: Notice;
    oidc: OidcChecks;
  }
}

/**
 * An encrypted cookie that holds the session's id, the secret of the form tokens and notices. Its
 * key is of this process: the sessions are too.
 */
export async function addSessions(app: FastifyInstance, desk: Desk): Promise<void> {
  const isTls = desk.config.reviewUrl.startsWith('https:');
  await app.register(secureSession, {
    key: randomBytes(32),
    // `__Host-`: browsers take it over TLS only, and from this host only.
    cookieName: isTls ? '__Host-probity' : 'probity',
    // `lax`, not `strict`: the browser comes back from the provider of OpenID Connect with it.
    cookie: { path: '/', httpOnly: true, sameSite: 'lax', secure: isTls },
  });
  await app.register(csrf, {
    sessionPlugin: '@fastify/secure-session',
    getToken: (request) => request.uploadToken ?? tokenIn(request.body),
  });
  app.decorateRequest('deskSession', undefined);
  app.decorateRequest('uploadToken', undefined);
}

function tokenIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('_csrf' in body)) return undefined;
  return typeof body._csrf === 'string' ? body._csrf : undefined;
}

/** Signs somebody in, notes that they can be given work, and writes both down. */
export async function welcome(
  desk: Desk,
  { request }: { readonly request: FastifyRequest },
  visitor: Visitor,
  how: string,
): Promise<void> {
  signIn(desk, request, visitor);
  const at = desk.now().toISOString();
  const { id, name, roles, addresses } = visitor;
  await desk.store.review.noteReviewer({ id, name, roles, addresses, seenAt: at });
  await desk.store.audit({ at, who: id, action: 'signed-in', detail: how });
}

/** Puts a visitor into a new session; what the cookie held before signing in is forgotten. */
function signIn(desk: Desk, request: FastifyRequest, visitor: Visitor): Session {
  const session = desk.sessions.begin(visitor);
  request.session.regenerate();
  request.session.set('id', session.id);
  request.deskSession = session;
  return session;
}

export function signOut(desk: Desk, request: FastifyRequest): void {
  if (request.deskSession !== undefined) desk.sessions.end(request.deskSession.id);
  request.deskSession = undefined;
  request.session.regenerate();
}

/** Finds the session and refuses who may not; the first thing done with any request. */
export function authorise(desk: Desk) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply | undefined> => {
    const id = request.session.get('id');
    request.deskSession = id === undefined ? undefined : desk.sessions.find(id);
    const roles = request.routeOptions.config.roles;
    // No such route: the page that says so is for anyone.
    if (roles === undefined || roles === 'anyone') return undefined;
    if (request.deskSession === undefined) return askToSignIn(request, reply);
    const { visitor } = request.deskSession;
    if (mayOneOf(visitor, roles)) return undefined;
    const at = desk.now().toISOString();
    const detail = `${request.method} ${request.routeOptions.url ?? ''}`;
    await desk.store.audit({ at, who: visitor.id, action: 'refused', detail });
    throw new PageError(403, 'Your role does not include this page.');
  };
}

function askToSignIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.method !== 'GET') {
    throw new PageError(401, 'You are no longer signed in, so nothing was saved. Sign in again.');
  }
  return reply.redirect(`/sign-in?to=${encodeURIComponent(request.url)}`, 303);
}
