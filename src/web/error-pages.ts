import { randomBytes } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AuthorError, EnvironmentError, UsageError } from '../model/errors.js';
import type { Desk } from './desk.js';
import { PageError } from './errors.js';
import { visitOf } from './visit.js';

interface Told {
  readonly status: number;
  readonly sentence: string;
}

const TITLES: Readonly<Record<number, string>> = {
  401: 'You are signed out',
  403: 'You may not do this',
  404: 'Page not found',
  409: 'Somebody was quicker',
  413: 'Too large',
  429: 'Too many attempts',
  503: 'Not possible just now',
};

/** Every failure is a page in the layout: what happened, in one sentence, and a way on. */
export function addErrorPages(app: FastifyInstance, desk: Desk): void {
  app.setErrorHandler((error: FastifyError, request, reply) =>
    show(desk, request, reply, tell(desk, error)),
  );
  app.setNotFoundHandler((request, reply) =>
    show(desk, request, reply, { status: 404, sentence: 'There is no such page.' }),
  );
}

function show(
  desk: Desk,
  request: FastifyRequest,
  reply: FastifyReply,
  { status, sentence }: Told,
): Promise<FastifyReply> | FastifyReply {
  // Programs that ask the interface read no pages.
  if (request.url.startsWith('/api/')) return reply.code(status).send({ error: sentence });
  const title = TITLES[status] ?? (status < 500 ? 'This cannot be done' : 'Something went wrong');
  // Before the headers and the session are there, a page in the layout cannot be made.
  if (reply.cspNonce === null || request.session === undefined) {
    return reply.code(status).type('text/plain; charset=utf-8').send(`${title}. ${sentence}\n`);
  }
  return visitOf(desk, request, reply).page('error.njk', { title, sentence, status }, status);
}

function tell(desk: Desk, error: FastifyError): Told {
  if (error instanceof PageError) return { status: error.status, sentence: error.message };
  if (error instanceof UsageError || error instanceof AuthorError) {
    return { status: 400, sentence: error.message };
  }
  if (error instanceof EnvironmentError) return { status: 503, sentence: error.message };
  const byCode = OF_FASTIFY[error.code];
  if (byCode !== undefined) return byCode;
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return { status: error.statusCode, sentence: 'The request could not be read.' };
  }
  // The reason may quote mail: it goes to the terminal, the reader gets what finds it there.
  const reference = randomBytes(4).toString('hex');
  desk.say(`[${reference}] ${error.stack ?? error.message}`);
  const sentence = `Nothing was saved. The terminal where Probity runs says more, under ${reference}.`;
  return { status: 500, sentence };
}

const OF_FASTIFY: Readonly<Record<string, Told>> = {
  FST_CSRF_MISSING_SECRET: {
    status: 403,
    sentence: 'The form is too old, so nothing was saved. Go back, reload the page and try again.',
  },
  FST_CSRF_INVALID_TOKEN: {
    status: 403,
    sentence: 'The form is too old, so nothing was saved. Go back, reload the page and try again.',
  },
  FST_ERR_CTP_BODY_TOO_LARGE: {
    status: 413,
    sentence: 'What was sent is larger than this form takes; nothing was saved.',
  },
  FST_REQ_FILE_TOO_LARGE: {
    status: 413,
    sentence: 'The file is larger than this form takes; nothing was saved.',
  },
};
