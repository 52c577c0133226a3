import { z } from 'zod';
import { ApiKeys } from '../../../pipeline/api-keys.js';
import { type CheckPool, createCheckPool } from '../../../pipeline/check/check-pool.js';
import type { Desk } from '../../desk.js';
import { PageError } from '../../errors.js';
import type { Page } from '../../page.js';
import { ALL } from '../../roles.js';
import type { Visit } from '../../visit.js';
import { type ApiTools, answerApi } from './api.js';
import { API_BYTES, openApiDocument } from './api-schema.js';
import { FORM_BYTES, type LetterForm, readLetterForm } from './form.js';
import { piecesOf, shownFindings } from './model.js';

/** A check is 20 ms of work in one of two children: two writers never wait for each other. */
const CHILDREN = 2;

const pools = new WeakMap<Desk, CheckPool>();

/** Children are started by the first letter, and end with the desk. */
function poolOf(desk: Desk): CheckPool {
  let pool = pools.get(desk);
  if (pool === undefined) {
    pool = createCheckPool(CHILDREN);
    pools.set(desk, pool);
  }
  return pool;
}

/** `Check a letter`, for everybody who is signed in, and the same over HTTP for programs with a key. */
export const check: Page = {
  name: 'check',
  nav: { text: 'Check a letter', href: '/check' },
  close: async (desk) => pools.get(desk)?.close(),
  routes: (desk) => {
    const keys = new ApiKeys(desk.config.dataDir);
    const tools: ApiTools = { keys, pool: () => poolOf(desk), now: desk.now };
    return [
      {
        method: 'GET',
        url: '/check',
        roles: ALL,
        handler: (visit) => visit.page('check/view.njk', { title: 'Check a letter' }),
      },
      {
        method: 'POST',
        url: '/check',
        roles: ALL,
        multipart: true,
        bodyLimit: FORM_BYTES,
        handler: async (visit) => showChecked(desk, visit, await readLetterForm(visit)),
      },
      {
        method: 'POST',
        url: '/check/annotated',
        roles: ALL,
        bodyLimit: FORM_BYTES,
        handler: (visit) => sendAnnotated(desk, visit),
      },
      {
        method: 'GET',
        url: '/api',
        roles: 'anyone',
        handler: (visit) =>
          visit.page('check/api.njk', { title: 'Check letters by program', origin: desk.origin() }),
      },
      {
        method: 'GET',
        url: '/api/openapi.json',
        roles: 'anyone',
        handler: async (visit) => visit.reply.send(openApiDocument(desk.origin())),
      },
      {
        method: 'POST',
        url: '/api/check',
        roles: 'anyone',
        byKey: true,
        bodyLimit: API_BYTES,
        rateLimit: {
          timeWindow: '1 minute',
          keyGenerator: ({ headers, ip }) => keys.of(headers.authorization)?.id ?? ip,
          max: ({ headers }) => keys.of(headers.authorization)?.perMinute ?? STRANGERS_A_MINUTE,
          errorResponseBuilder: (_request, { after }) =>
            new PageError(429, `This key has made too many requests; try again in ${after}.`),
        },
        handler: ({ request, reply }) => answerApi(request, reply, tools),
      },
    ];
  },
};

/** Requests a minute of whoever shows no key that is known. */
const STRANGERS_A_MINUTE = 20;

const today = (desk: Desk): string => desk.now().toISOString().slice(0, 10);

const audienceOf = (text: string): string[] => (text === '' ? [] : [text]);

async function showChecked(desk: Desk, visit: Visit, form: LetterForm): Promise<unknown> {
  const bytes = form.bytes.toString('base64');
  const { name, author, audience } = form;
  const answer = await poolOf(desk).check({
    want: 'report',
    path: name,
    bytes,
    author,
    audience: audienceOf(audience),
    today: today(desk),
  });
  if (answer.kind !== 'report') {
    const reason = answer.kind === 'unreadable' ? answer.reason : 'cannot be checked';
    throw new PageError(400, `The letter ${reason}.`);
  }
  const { report, text } = answer;
  return visit.page('check/result.njk', {
    title: 'What the check found',
    name,
    author: report.author,
    audience: report.audience,
    notices: report.notices,
    defects: report.defects,
    suppressed: report.suppressed,
    findings: shownFindings(report),
    pieces: piecesOf(text, report.findings),
    text,
    letter: bytes,
    given: { author, audience },
  });
}

const annotatedSchema = z.object({
  name: z.string().max(300),
  letter: z.base64(),
  author: z.string().max(200),
  audience: z.string().max(200),
});

/** Nothing is kept between the pages, so the form carries the letter back. */
async function sendAnnotated(desk: Desk, visit: Visit): Promise<unknown> {
  const { name, letter, author, audience } = visit.form(annotatedSchema);
  const answer = await poolOf(desk).check({
    want: 'annotated',
    path: name,
    bytes: letter,
    author,
    audience: audienceOf(audience),
    today: today(desk),
  });
  if (answer.kind !== 'annotated' || answer.docx === '') {
    throw new PageError(400, 'This document cannot be rewritten without losing something of it.');
  }
  const file = `${name.replace(/\.[^.]*$/, '').replace(/[^\w .-]+/g, '_')} checked.docx`;
  return visit.reply
    .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
    .header('content-disposition', `attachment; filename="${file}"`)
    .send(Buffer.from(answer.docx, 'base64'));
}
