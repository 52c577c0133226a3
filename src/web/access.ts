import type { Page } from './page.js';
import { mayOneOf, type Role } from './roles.js';
import type { Visitor } from './sessions.js';

export type Allowed = readonly Role[] | 'anyone';

declare module 'fastify' {
  interface FastifyInstance {
    /** Which roles may use which route, and the navigation that follows from it. */
    readonly access: AccessTable;
  }
}

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
  readonly active: boolean;
}

/** One table for the whole app: `GET /findings/:id` → roles. */
export class AccessTable {
  readonly #routes = new Map<string, Allowed>();
  readonly #navigation: { readonly text: string; readonly href: string }[] = [];

  allow(method: string, url: string, roles: Allowed): void {
    this.#routes.set(`${method} ${url}`, roles);
  }

  addToNavigation({ nav }: Page): void {
    if (nav !== undefined) this.#navigation.push(nav);
  }

  routes(): ReadonlyMap<string, Allowed> {
    return this.#routes;
  }

  /** What this visitor may open; `url` is where they are. */
  navigationFor(visitor: Visitor, url: string): NavigationItem[] {
    const { pathname } = new URL(url, 'http://desk.example');
    return this.#navigation.flatMap(({ text, href }) => {
      const roles = this.#routes.get(`GET ${href}`);
      if (roles === undefined || roles === 'anyone' || !mayOneOf(visitor, roles)) return [];
      const active = pathname === href || pathname.startsWith(`${href}/`);
      return [{ text, href, active }];
    });
  }
}
