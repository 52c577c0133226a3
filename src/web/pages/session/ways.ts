import { z } from 'zod';
import type { Desk } from '../../desk.js';
import { PageError } from '../../errors.js';
import type { Identity } from '../../oidc.js';
import { isPassword, MOST_LENGTH } from '../../passwords.js';
import { rolesAmong } from '../../roles.js';
import { welcome } from '../../session-cookie.js';
import type { Visit } from '../../visit.js';
import { ownPath, showSignIn } from './show-sign-in.js';

export const tokenSchema = z.object({ token: z.string().max(200).default('') });
const targetSchema = z.object({ to: z.string().max(2_000).catch('/').default('/') });
const passwordSchema = targetSchema.extend({
  account: z.string().trim().max(200).default(''),
  password: z.string().max(MOST_LENGTH).default(''),
});

/** The link of the terminal: whoever can read that terminal could read the store itself. */
export async function redeemLink(desk: Desk, visit: Visit): Promise<unknown> {
  const { token } = visit.form(tokenSchema);
  if (desk.oidc !== null || !desk.links.redeem(token)) {
    await visit.audit('sign-in-refused', 'one-time link');
    return showSignIn(desk, visit, 'This link was used already, or is too old.', '/');
  }
  const { name, addresses } = desk.owner;
  const roles = ['monitoring_officer', 'admin'] as const;
  await welcome(desk, visit, { id: name, name, roles, addresses }, 'one-time link');
  return visit.see('/');
}

/** A local account. One answer for every mistake, so that no account can be guessed. */
export async function signInWithPassword(desk: Desk, visit: Visit): Promise<unknown> {
  const { account: id, password, to } = visit.form(passwordSchema);
  const attempts = await visit.request.server.accountAttempts(visit.request);
  if (!attempts.isAllowed && attempts.isExceeded) {
    throw new PageError(429, 'Too many attempts at this account. Try again in a minute.');
  }
  const account = await desk.store.review.account(id);
  const isOpen = account !== undefined && !account.disabled;
  if (!(await isPassword(password, isOpen ? account.password : undefined)) || !isOpen) {
    await visit.audit('sign-in-refused', `account ${id.slice(0, 40)}`);
    return showSignIn(desk, visit, 'The name or the password is wrong.', to);
  }
  const { name, roles, address } = account;
  const addresses = address === '' ? [] : [address];
  await welcome(desk, visit, { id, name, roles: rolesAmong(roles), addresses }, 'password');
  return visit.see(ownPath(to));
}

export async function askProvider(desk: Desk, visit: Visit): Promise<unknown> {
  if (desk.oidc === null) return visit.see('/sign-in');
  const { url, checks } = await desk.oidc.begin(ownPath(visit.query(targetSchema).to));
  visit.request.session.set('oidc', checks);
  return visit.reply.redirect(url.href, 303);
}

/** The browser is back from the provider, with an answer that is checked against what was asked. */
export async function comeBack(desk: Desk, visit: Visit): Promise<unknown> {
  const checks = visit.request.session.get('oidc');
  visit.request.session.set('oidc', undefined);
  if (desk.oidc === null || checks === undefined) {
    return showSignIn(desk, visit, 'Signing in took too long. Try again.', '/');
  }
  let identity: Identity;
  try {
    const { search } = new URL(visit.request.url, desk.origin());
    identity = await desk.oidc.finish(search, checks);
  } catch (error) {
    desk.say(`Signing in failed: ${error instanceof Error ? error.message : String(error)}`);
    await visit.audit('sign-in-refused', 'provider');
    return showSignIn(desk, visit, 'The provider did not confirm who you are. Try again.', '/');
  }
  const id = await idOf(desk, identity);
  if (identity.roles.length === 0) {
    await visit.audit('sign-in-refused', `${id}: no role`);
    const problem = 'You are known, but have no role here. Ask who runs Probity for one.';
    return showSignIn(desk, visit, problem, '/');
  }
  const { name, roles, addresses } = identity;
  await welcome(desk, visit, { id, name, roles, addresses }, 'provider');
  return visit.see(checks.to);
}

/** Readable for people, unique by its end: who changes their address keeps the id. */
async function idOf(desk: Desk, { subject, name, addresses }: Identity): Promise<string> {
  const known = await desk.store.review.reviewers();
  const end = `#${subject}`;
  return known.find(({ id }) => id.endsWith(end))?.id ?? `${addresses[0] ?? name}${end}`;
}
