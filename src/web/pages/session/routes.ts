import { z } from 'zod';
import type { Desk } from '../../desk.js';
import type { Page } from '../../page.js';
import { ALL } from '../../roles.js';
import { signOut, welcome } from '../../session-cookie.js';
import type { Visit } from '../../visit.js';

/** The eleventh attempt in a minute is refused. */
const ATTEMPTS = { max: 10, timeWindow: '1 minute' };

const targetSchema = z.object({ to: z.string().max(2_000).default('/') });
const tokenSchema = z.object({ token: z.string().max(200).default('') });

/** Signing in and out. */
export const session: Page = {
  name: 'session',
  routes: (desk) => [
    {
      method: 'GET',
      url: '/sign-in',
      roles: 'anyone',
      handler: (visit) => {
        const { to } = visit.query(targetSchema);
        return visit.page('session/sign-in.njk', { title: 'Sign in', to: ownPath(to) });
      },
    },
    {
      // The link only shows a button: whatever fetches links ahead must not use it up.
      method: 'GET',
      url: '/sign-in/link',
      roles: 'anyone',
      handler: (visit) => {
        const { token } = visit.query(tokenSchema);
        return visit.page('session/link.njk', { title: 'Open the review desk', linkToken: token });
      },
    },
    {
      method: 'POST',
      url: '/sign-in/link',
      roles: 'anyone',
      rateLimit: ATTEMPTS,
      handler: (visit) => redeem(desk, visit),
    },
    {
      method: 'POST',
      url: '/sign-in/new-link',
      roles: 'anyone',
      rateLimit: ATTEMPTS,
      handler: async (visit) => {
        desk.say(`A new link: ${desk.origin()}/sign-in/link?token=${desk.links.issue()}`);
        return visit.see('/sign-in', 'A new link stands in the terminal where Probity runs.');
      },
    },
    {
      method: 'POST',
      url: '/sign-out',
      roles: ALL,
      handler: async (visit) => {
        await visit.audit('signed-out', 'this session');
        signOut(desk, visit.request);
        return visit.see('/sign-in', 'You are signed out.');
      },
    },
    {
      method: 'POST',
      url: '/sign-out/everywhere',
      roles: ALL,
      handler: async (visit) => {
        const ended = desk.sessions.endAll(visit.visitor.id);
        await visit.audit('signed-out', `everywhere: ${ended} sessions`);
        signOut(desk, visit.request);
        return visit.see('/sign-in', 'You are signed out on every machine.');
      },
    },
  ],
};

async function redeem(desk: Desk, visit: Visit): Promise<unknown> {
  const { token } = visit.form(tokenSchema);
  if (!desk.links.redeem(token)) {
    await visit.audit('sign-in-refused', 'one-time link');
    return visit.page(
      'session/sign-in.njk',
      { title: 'Sign in', to: '/', problem: 'This link was used already, or is too old.' },
      403,
    );
  }
  const { name, addresses } = desk.owner;
  await welcome(
    desk,
    visit,
    { id: name, name, roles: ['monitoring_officer', 'admin'], addresses },
    'one-time link',
  );
  return visit.see('/');
}

/** Only a path of this app: a link that sends elsewhere after signing in is a trap. */
export function ownPath(to: string): string {
  return /^\/(?![/\\])/.test(to) && !/[\u0000-\u001f]/.test(to) ? to : '/';
}
