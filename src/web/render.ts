import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import nunjucks from 'nunjucks';
import { packageRoot } from '../pipeline/package-root.js';
import type { Session, Visitor } from './sessions.js';
import { filters } from './words.js';

/** Told once, at the top of the page that comes next. */
export interface Notice {
  readonly text: string;
}

export interface Surroundings {
  readonly visitor: Visitor;
  readonly session: Session | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

const require = createRequire(import.meta.url);
const packageFolder = (name: string): string => dirname(require.resolve(`${name}/package.json`));

/**
 * Views are read from the source folder, as patterns are: they are data, and are not compiled.
 * Everything is escaped; `| safe` is for markup made by our own templates only, and no value from
 * mail may be given to an `html` parameter of a component.
 */
const views = new nunjucks.Environment(
  new nunjucks.FileSystemLoader([
    join(packageRoot(), 'src', 'web', 'views'),
    join(packageRoot(), 'src', 'web', 'pages'),
    join(packageFolder('govuk-frontend'), 'dist'),
    packageFolder('@ministryofjustice/frontend'),
  ]),
  { autoescape: true, trimBlocks: true, lstripBlocks: true },
);
for (const [name, filter] of Object.entries(filters)) views.addFilter(name, filter);

/** The page as HTML. `view` is below `pages` or `views`: `queue/view.njk`. */
export function pageOf(view: string, model: object, around: Surroundings): string {
  const { visitor, session, request, reply } = around;
  const notice = request.session.get('notice');
  if (notice !== undefined) request.session.set('notice', undefined);
  return views.render(view, {
    ...model,
    visitor,
    signedIn: session !== undefined,
    pseudonymised: session?.pseudonymised ?? false,
    keysOn: session?.keys ?? false,
    navigation: request.server.access.navigationFor(visitor, request.url),
    csrf: reply.generateCsrf(),
    cspNonce: reply.cspNonce.script,
    notice,
    path: request.url,
  });
}
