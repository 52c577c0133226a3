import type { Desk } from '../../desk.js';
import type { Page } from '../../page.js';
import { ALL } from '../../roles.js';
import { signOut } from '../../session-cookie.js';
import { showSignIn } from './show-sign-in.js';
import { askProvider, comeBack, redeemLink, signInWithPassword, tokenSchema } from './ways.js';

/** The eleventh attempt in a minute is refused. */
const ATTEMPTS = { max: 10, timeWindow: '1 minute' };

/** Signing in and out. */
export const session: Page = {
  name: 'session',
  routes: (desk: Desk) => [
    {
      method: 'GET',
      url: '/sign-in',
      roles: 'anyone',
      handler: (visit) => showSignIn(desk, visit),
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
      handler: (visit) => redeemLink(desk, visit),
    },
    {
      method: 'POST',
      url: '/sign-in/new-link',
      roles: 'anyone',
      rateLimit: ATTEMPTS,
      handler: async (visit) => {
        if (desk.oidc !== null) return visit.see('/sign-in');
        desk.say(`A new link: ${desk.origin()}/sign-in/link?token=${desk.links.issue()}`);
        return visit.see('/sign-in', 'A new link stands in the terminal where Probity runs.');
      },
    },
    {
      method: 'POST',
      url: '/sign-in/password',
      roles: 'anyone',
      rateLimit: ATTEMPTS,
      handler: (visit) => signInWithPassword(desk, visit),
    },
    {
      method: 'GET',
      url: '/sign-in/provider',
      roles: 'anyone',
      handler: (visit) => askProvider(desk, visit),
    },
    {
      method: 'GET',
      url: '/sign-in/callback',
      roles: 'anyone',
      rateLimit: ATTEMPTS,
      handler: (visit) => comeBack(desk, visit),
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
