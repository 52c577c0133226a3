import { z } from 'zod';
import type { Account } from '../../../store/review/store.js';
import type { Desk } from '../../desk.js';
import { notFound, PageError } from '../../errors.js';
import type { Page } from '../../page.js';
import { hashPassword, isPassword, LEAST_LENGTH, MOST_LENGTH } from '../../passwords.js';
import { ALL, ROLE_NAMES, ROLES } from '../../roles.js';
import type { Visit } from '../../visit.js';

const newPassword = z
  .string()
  .min(LEAST_LENGTH, `a password has at least ${LEAST_LENGTH} characters`)
  .max(MOST_LENGTH, `a password has at most ${MOST_LENGTH} characters`);

const switchSchema = z.object({ on: z.enum(['', '1']).default('') });
const changeSchema = z.object({ current: z.string().max(MOST_LENGTH), password: newPassword });
const accountSchema = z.object({
  id: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, 'a sign-in name has small letters, figures, . _ - only'),
  name: z.string().trim().min(1, 'give a name').max(100),
  address: z.email().or(z.literal('')).default(''),
  roles: z
    .union(
      [z.enum(ROLES).transform((it) => [it]), z.array(z.enum(ROLES))],
      'tick at least one role',
    )
    .default([]),
  password: newPassword.or(z.literal('')).default(''),
  disabled: z.enum(['', '1']).default(''),
});

/** One's own settings, and the accounts of others for who looks after them. */
export const account: Page = {
  name: 'account',
  nav: { text: 'Accounts', href: '/accounts' },
  routes: (desk) => [
    {
      method: 'GET',
      url: '/account',
      roles: ALL,
      handler: async (visit) => {
        const own = await desk.store.review.account(visit.visitor.id);
        return visit.page('account/view.njk', {
          title: 'Your settings',
          roles: visit.visitor.roles.map((role) => ROLE_NAMES[role]),
          hasPassword: own !== undefined,
          keys: visit.session.keys,
          least: LEAST_LENGTH,
        });
      },
    },
    {
      method: 'POST',
      url: '/account/labels',
      roles: ALL,
      handler: async (visit) => {
        const { on } = visit.form(switchSchema);
        visit.session.pseudonymised = on === '1';
        await visit.audit('names-shown-as', on === '1' ? 'labels' : 'names');
        return visit.see(
          '/account',
          on === '1' ? 'Names are shown as labels.' : 'Names are shown.',
        );
      },
    },
    {
      method: 'POST',
      url: '/account/keys',
      roles: ALL,
      handler: async (visit) => {
        visit.session.keys = visit.form(switchSchema).on === '1';
        return visit.see('/account', visit.session.keys ? 'Keys are on.' : 'Keys are off.');
      },
    },
    {
      method: 'POST',
      url: '/account/password',
      roles: ALL,
      rateLimit: { max: 10, timeWindow: '1 minute' },
      handler: (visit) => changePassword(desk, visit),
    },
    {
      method: 'GET',
      url: '/accounts',
      roles: ['admin'],
      handler: async (visit) => {
        const accounts = await desk.store.review.accounts();
        return visit.page('account/accounts.njk', {
          title: 'Accounts',
          accounts: accounts.map(({ password: _, ...it }) => it),
          roles: Object.entries(ROLE_NAMES).map(([value, text]) => ({ value, text })),
          least: LEAST_LENGTH,
        });
      },
    },
    {
      method: 'POST',
      url: '/accounts',
      roles: ['admin'],
      handler: (visit) => saveAccount(desk, visit),
    },
  ],
};

async function changePassword(desk: Desk, visit: Visit): Promise<unknown> {
  const { current, password } = visit.form(changeSchema);
  const own = await desk.store.review.account(visit.visitor.id);
  if (own === undefined) throw notFound('account of yours');
  if (!(await isPassword(current, own.password))) {
    throw new PageError(403, 'The password you have now is another one; nothing was changed.');
  }
  await desk.store.review.putAccount({ ...own, password: await hashPassword(password) });
  await visit.audit('password-changed', `account ${own.id}`);
  desk.sessions.endAll(own.id);
  return visit.see('/sign-in', 'The password is changed. Sign in with the new one.');
}

/** Makes an account or changes one; whoever it belongs to is signed out, since their rights may differ. */
async function saveAccount(desk: Desk, visit: Visit): Promise<unknown> {
  const { id, name, address, roles, password, disabled } = visit.form(accountSchema);
  const known = await desk.store.review.account(id);
  if (known === undefined && password === '') {
    throw new PageError(400, 'A new account needs a password to begin with.');
  }
  if (roles.length === 0) throw new PageError(400, 'Tick at least one role.');
  const hash = password === '' ? (known?.password ?? '') : await hashPassword(password);
  const saved: Account = {
    id,
    name,
    roles,
    address: address.toLowerCase(),
    password: hash,
    disabled: disabled === '1',
    createdAt: known?.createdAt ?? desk.now().toISOString(),
  };
  await desk.store.review.putAccount(saved);
  desk.sessions.endAll(id);
  const what = known === undefined ? 'account-made' : 'account-changed';
  await visit.audit(what, `${id}: ${roles.join(', ')}${saved.disabled ? ', disabled' : ''}`);
  return visit.see('/accounts', `The account ${id} is saved.`);
}
