import type { Multipart } from '@fastify/multipart';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Asker } from '../store/review/store.js';
import type { Desk } from './desk.js';
import { PageError } from './errors.js';
import { type Nameable, type Names, PLAIN } from './names.js';
import { namesFor } from './names-for.js';
import { type Notice, pageOf } from './render.js';
import { mayOneOf, type Role } from './roles.js';
import type { Session, Visitor } from './sessions.js';

/** One request to a page: what came in, checked, and the ways to answer. */
export interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Who is there; on pages open to anyone perhaps nobody, with no roles and an empty id. */
  readonly visitor: Visitor;
  /** The session; throws on a page that is open to anyone when nobody is signed in. */
  readonly session: Session;
  /** Parts of the address, the query, the form: as the schema says, or a page of status 400 (404 for parts of the address). */
  params<T>(schema: z.ZodType<T>): T;
  query<T>(schema: z.ZodType<T>): T;
  form<T>(schema: z.ZodType<T>): T;
  /** Fields and files of a form on a `multipart` route, in order; the form's first field is its token. */
  parts(): AsyncGenerator<Multipart>;
  may(roles: readonly Role[]): boolean;
  /** How people of a case are named on the page: as they are, or by labels. `seen`: people of the mail shown. */
  names(caseId: string, seen?: readonly Nameable[]): Promise<Names>;
  /** Who the store's questions are asked for. */
  readonly asker: Asker;
  /** Renders `pages/<view>` in the layout. `title` is the heading and the window's title. */
  page<M extends { readonly title: string }>(
    view: string,
    model: M,
    status?: number,
  ): Promise<FastifyReply>;
  /** Sends the browser on after a form (status 303), with a notice on the next page. */
  see(url: string, notice?: string): FastifyReply;
  /** Appends to the audit log who did what. `detail` outlives a purge: ids and counts, no words of mail. */
  audit(action: string, detail: string): Promise<void>;
}

export const NOBODY: Visitor = { id: '', name: '', roles: [], addresses: [] };

export function visitOf(desk: Desk, request: FastifyRequest, reply: FastifyReply): Visit {
  const session = request.deskSession;
  const visitor = session?.visitor ?? NOBODY;
  return {
    request,
    reply,
    visitor,
    get session() {
      if (session === undefined) throw new PageError(401, 'Sign in first.');
      return session;
    },
    params: (schema) => checked(schema, request.params, 404),
    query: (schema) => checked(schema, request.query, 400),
    form: (schema) => checked(schema, request.body, 400),
    parts: () => partsOf(request),
    asker: askerOf(visitor),
    names: async (caseId, seen = []) =>
      session === undefined ? PLAIN : namesFor(desk, session, caseId, seen),
    may: (roles) => mayOneOf(visitor, roles),
    page: async (view, model, status = 200) => {
      const html = pageOf(view, model, { visitor, session, request, reply });
      return reply.code(status).type('text/html; charset=utf-8').send(html);
    },
    see: (url, notice) => {
      if (notice !== undefined) request.session.set('notice', { text: notice } satisfies Notice);
      return reply.redirect(url, 303);
    },
    audit: (action, detail) =>
      desk.store.audit({ at: desk.now().toISOString(), who: visitor.id, action, detail }),
  };
}

function checked<T>(schema: z.ZodType<T>, value: unknown, status: 400 | 404): T {
  const read = schema.safeParse(value ?? {});
  if (read.success) return read.data;
  if (status === 404) throw new PageError(404, 'There is no such page.');
  const { path, message } = read.error.issues[0]!;
  const where = path.length === 0 ? 'The request' : `“${path.join('.')}”`;
  throw new PageError(400, `${where} cannot be used: ${message}.`);
}

/** A single word is too common to be taken for somebody's name. */
const askerOf = ({ id, name, addresses }: Visitor): Asker => ({
  id,
  names: [...addresses, ...(name.includes(' ') ? [name] : [])],
});

/** Nothing is read from an upload before its first field has shown that our own form sent it. */
async function* partsOf(request: FastifyRequest): AsyncGenerator<Multipart> {
  let isTrusted = false;
  // Files are as large as the route takes; without this they would be cut at the size of a form.
  const { bodyLimit } = request.routeOptions;
  const limits = bodyLimit === undefined ? {} : { limits: { fileSize: bodyLimit } };
  for await (const part of request.parts(limits)) {
    if (!isTrusted) {
      const isToken = part.type === 'field' && part.fieldname === '_csrf';
      request.uploadToken = isToken && typeof part.value === 'string' ? part.value : '';
      await checkToken(request);
      isTrusted = true;
    } else yield part;
  }
}

/** The plug-in's own check answers by itself; here what it would answer is thrown. */
function checkToken(request: FastifyRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const { csrfProtection } = request.server;
    const refuse = { send: reject } as unknown as FastifyReply;
    csrfProtection.call(request.server, request, refuse, () => resolve());
  });
}
