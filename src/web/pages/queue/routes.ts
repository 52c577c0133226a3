import type { Page } from '../../page.js';
import { ALL } from '../../roles.js';

/** The findings that wait for a person. */
export const queue: Page = {
  name: 'queue',
  nav: { text: 'Queue', href: '/' },
  routes: () => [
    {
      method: 'GET',
      url: '/',
      roles: ALL,
      handler: (visit) => visit.page('queue/view.njk', { title: 'Findings' }),
    },
  ],
};
