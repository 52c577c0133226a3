import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import statics from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { packageRoot } from '../pipeline/package-root.js';

const require = createRequire(import.meta.url);

/** Asked again each time, answered with 304: a new version is seen at once. */
const REVALIDATED = { 'cache-control': 'no-cache' };

/** The style sheet, our script, and the components' script: nothing comes from elsewhere. */
export async function addAssets(app: FastifyInstance): Promise<void> {
  const built = join(packageRoot(), 'dist', 'web');
  await app.register(statics, { root: built, serve: false });
  const components = join(
    dirname(require.resolve('govuk-frontend/package.json')),
    'dist/govuk/govuk-frontend.min.js',
  );
  const config = { roles: 'anyone', rateLimit: false } as const;
  app.get('/assets/app.css', { config }, (_request, reply) =>
    reply.headers(REVALIDATED).sendFile('app.css', { cacheControl: false }),
  );
  app.get('/assets/govuk-frontend.js', { config }, (_request, reply) =>
    reply
      .headers(REVALIDATED)
      .sendFile('govuk-frontend.min.js', dirname(components), { cacheControl: false }),
  );
  app.get('/assets/icon.svg', { config }, (_request, reply) =>
    reply
      .headers(REVALIDATED)
      .sendFile('icon.svg', join(packageRoot(), 'src/web/styles'), { cacheControl: false }),
  );
  app.get('/assets/:name', { config }, (request, reply) => {
    const { name } = request.params as { name: string };
    if (!/^[a-z-]+\.js$/.test(name)) return reply.callNotFound();
    return reply
      .headers(REVALIDATED)
      .sendFile(name, join(built, 'browser'), { cacheControl: false });
  });
}
