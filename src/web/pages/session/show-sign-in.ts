import { z } from 'zod';
import type { Desk } from '../../desk.js';
import type { Visit } from '../../visit.js';

const targetSchema = z.object({ to: z.string().max(2_000).catch('/').default('/') });

/** The ways in that this desk has. */
export async function showSignIn(
  desk: Desk,
  visit: Visit,
  problem = '',
  wanted?: string,
): Promise<unknown> {
  const to = wanted ?? visit.query(targetSchema).to;
  const accounts = await desk.store.review.accounts();
  const model = {
    title: 'Sign in',
    to: ownPath(to),
    problem,
    hasProvider: desk.oidc !== null,
    hasAccounts: accounts.some(({ disabled }) => !disabled),
    hasLinks: desk.oidc === null,
  };
  return visit.page('session/sign-in.njk', model, problem === '' ? 200 : 403);
}

/** Only a path of this app: a link that sends elsewhere after signing in is a trap. */
export function ownPath(to: string): string {
  return /^\/(?![/\\])/.test(to) && !/[\u0000-\u001f]/.test(to) ? to : '/';
}
