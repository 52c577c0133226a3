import type { RateLimitOptions } from '@fastify/rate-limit';
import type { Desk } from './desk.js';
import type { Role } from './roles.js';
import type { Visit } from './visit.js';

/** One page, or a few that belong together: a folder of `src/web/pages`. See `pages.ts`. */
export interface Page {
  /** Name of its folder. */
  readonly name: string;
  /** Its place in the navigation, shown to whoever may open it. */
  readonly nav?: { readonly text: string; readonly href: string };
  readonly routes: (desk: Desk) => readonly PageRoute[];
  /** Ends what the page started. */
  readonly close?: (desk: Desk) => Promise<void>;
}

export interface PageRoute {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Who may: checked on the server before anything else happens. `anyone`: also before signing in. */
  readonly roles: readonly Role[] | 'anyone';
  /** Stricter than the app's own limit. */
  readonly rateLimit?: RateLimitOptions;
  /** Bytes a form or upload may have; 1 MiB unless told. */
  readonly bodyLimit?: number;
  /** The form uploads a file: read it through `visit.parts()`, which checks its token. */
  readonly multipart?: true;
  /** Asks for a key in a header of its own instead of the session's cookie: no form, and no token of one. */
  readonly byKey?: true;
  readonly handler: (visit: Visit) => Promise<unknown>;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    roles?: readonly Role[] | 'anyone';
  }
}
