import type { Page } from '../../page.js';
import { ALL } from '../../roles.js';

/** What helps to use the desk: the keys, the words, the accessibility statement. */
export const help: Page = {
  name: 'help',
  routes: () => [
    {
      method: 'GET',
      url: '/help',
      roles: ALL,
      handler: (visit) => visit.page('help/view.njk', { title: 'Help', keys: KEYS }),
    },
    {
      method: 'GET',
      url: '/accessibility',
      roles: 'anyone',
      handler: (visit) =>
        visit.page('help/accessibility.njk', { title: 'Accessibility statement' }),
    },
  ],
};

/** Single keys work while the focus is not in a field, and can be switched off (WCAG 2.2, 2.1.4). */
const KEYS = [
  { key: 'j', does: 'next finding' },
  { key: 'k', does: 'previous finding' },
  { key: 'Enter or o', does: 'open the finding' },
  { key: 'x', does: 'tick the finding for a verdict on several' },
  { key: 'c', does: 'confirm' },
  { key: 'd', does: 'dismiss' },
  { key: 'e', does: 'escalate' },
  { key: 'n', does: 'write a note' },
  { key: 'u', does: 'back to the queue' },
  { key: '/', does: 'search' },
  { key: '?', does: 'show these keys' },
] as const;
