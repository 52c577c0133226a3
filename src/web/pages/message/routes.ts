import { z } from 'zod';
import type { OpenedMessage } from '../../../pipeline/open-message.js';
import type { Desk } from '../../desk.js';
import { notFound } from '../../errors.js';
import type { Page } from '../../page.js';
import { REVIEWERS } from '../../roles.js';
import type { Visit } from '../../visit.js';
import { messageModel, peopleIn } from '../finding/message-model.js';

const hexId = z.string().regex(/^[0-9a-f]{24}$/);
const refSchema = z.object({ caseId: hexId, documentId: hexId });
const partSchema = refSchema.extend({ part: z.string().regex(/^(body|attachment:[\d.]+)$/) });

/** One message of a case, and its texts as files. */
export const message: Page = {
  name: 'message',
  routes: (desk) => [
    {
      method: 'GET',
      url: '/messages/:caseId/:documentId',
      roles: REVIEWERS,
      handler: (visit) => show(desk, visit),
    },
    {
      method: 'GET',
      url: '/messages/:caseId/:documentId/parts/:part',
      roles: REVIEWERS,
      handler: (visit) => download(desk, visit),
    },
  ],
};

async function show(desk: Desk, visit: Visit): Promise<unknown> {
  const { caseId, documentId } = visit.params(refSchema);
  const document = await desk.store.review.document(caseId, documentId);
  const isHidden = await desk.store.review.isHidden(visit.asker, caseId, documentId);
  if (document === undefined || isHidden) throw notFound('message');
  await visit.audit('viewed', `case ${caseId}, message ${documentId}`);
  const shown = await desk.messages.open(caseId, documentId);
  const names = await visit.names(caseId, peopleIn(shown));
  return visit.page('message/view.njk', {
    title: names.text(document.subject) || '(no subject)',
    path: document.path,
    message:
      shown.kind === 'opened'
        ? messageModel(shown.message, { caseId, documentId, evidence: [] }, names)
        : null,
    unread: shown.kind === 'unread' ? shown.reason : '',
  });
}

/** The text that was read from a part: never the part itself, which may be anything. */
async function download(desk: Desk, visit: Visit): Promise<unknown> {
  const { caseId, documentId, part: wanted } = visit.params(partSchema);
  if (await desk.store.review.isHidden(visit.asker, caseId, documentId)) throw notFound('message');
  const shown = await desk.messages.open(caseId, documentId);
  const part =
    shown.kind === 'opened' ? shown.message.parts.find(({ id }) => id === wanted) : undefined;
  if (part === undefined) throw notFound('attachment');
  await visit.audit('downloaded', `case ${caseId}, message ${documentId}, ${wanted}`);
  const names = await visit.names(caseId, peopleIn(shown));
  return visit.reply
    .type('text/plain; charset=utf-8')
    .header('content-disposition', `attachment; filename="${fileName(part)}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(names.text(part.text));
}

/** A sender chose the name: letters, digits and dots of it are kept, and the end says what it is. */
function fileName({ id, name }: OpenedMessage['parts'][number]): string {
  const safe = name
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return `${safe || id.replace(/[:.]/g, '-')}.txt`;
}
