import type { FastifyReply, FastifyRequest } from 'fastify';
import { EnvironmentError } from '../../../model/errors.js';
import type { ApiKeys } from '../../../pipeline/api-keys.js';
import type { CheckPool } from '../../../pipeline/check/check-pool.js';
import { apiRequestSchema } from './api-schema.js';

/** What the interface needs of the desk. */
export interface ApiTools {
  readonly keys: ApiKeys;
  readonly pool: () => CheckPool;
  readonly now: () => Date;
}

/** `POST /api/check`: JSON in, JSON out; neither the text nor a part of it is logged. */
export async function answerApi(
  request: FastifyRequest,
  reply: FastifyReply,
  { keys, pool, now }: ApiTools,
): Promise<FastifyReply> {
  const refuse = (status: number, error: string): FastifyReply =>
    reply.code(status).send({ error });
  if (keys.of(request.headers.authorization) === undefined) {
    reply.header('www-authenticate', 'Bearer realm="probity"');
    return refuse(401, 'Give a key of `probity keys add` as "Authorization: Bearer …".');
  }
  const read = apiRequestSchema.safeParse(request.body);
  if (!read.success) {
    const { path, message } = read.error.issues[0]!;
    return refuse(400, `${path.length === 0 ? 'The request' : path.join('.')}: ${message}.`);
  }
  const { text, file, name, author, audience } = read.data;
  try {
    const answer = await pool().check({
      want: 'report',
      path: name,
      bytes: file ?? Buffer.from(text ?? '').toString('base64'),
      author,
      audience,
      today: now().toISOString().slice(0, 10),
    });
    if (answer.kind === 'report') return reply.send(answer.report);
    return refuse(400, `The letter ${answer.kind === 'unreadable' ? answer.reason : ''}.`);
  } catch (error) {
    if (error instanceof EnvironmentError) return refuse(503, error.message);
    throw error;
  }
}
