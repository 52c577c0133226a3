import type { Page } from './page.js';
import { account } from './pages/account/routes.js';
import { audit } from './pages/audit/routes.js';
import { cases } from './pages/cases/routes.js';
import { check } from './pages/check/routes.js';
import { finding } from './pages/finding/routes.js';
import { help } from './pages/help/routes.js';
import { message } from './pages/message/routes.js';
import { patterns } from './pages/patterns/routes.js';
import { people } from './pages/people/routes.js';
import { quality } from './pages/quality/routes.js';
import { queue } from './pages/queue/routes.js';
import { report } from './pages/report/routes.js';
import { scans } from './pages/scans/routes.js';
import { session } from './pages/session/routes.js';

/**
 * All pages of the desk, in the order of the navigation.
 *
 * To add one, make a folder `src/web/pages/<name>/` and name it here:
 *
 * - `routes.ts` exports a `Page`: its routes, each with the roles that may use it (`roles.ts`). The
 *   server refuses everybody else before the handler runs, and sends who is not signed in to the
 *   login. A handler gets a `Visit` (`visit.ts`): what came in is read through a zod schema
 *   (`visit.query(schema)`, `form`, `params`), the answer is `visit.page('<name>/view.njk', model)`
 *   or, after a form, `visit.see(url, notice)`. For what cannot be done throw a `PageError`; the
 *   `UsageError` of a use case is shown as its sentence.
 * - `model.ts` makes what the view shows from what the store says; plain functions, tested alone.
 * - `view.njk` starts with `{% extends "layout.njk" %}` and fills `{% block content %}`; it has one
 *   `h1`. Macros of govuk-frontend and `@ministryofjustice/frontend` are there:
 *   `{% from "govuk/components/table/macro.njk" import govukTable %}`. Give values from mail as
 *   `text`, never as `html`. Filters are in `words.ts`.
 * - A form posts, holds `{{ token() }}` (from `forms.njk`), and works without JavaScript. For an
 *   upload set `multipart: true` on the route and read `visit.parts()`.
 * - Whoever sees a message, a name behind a label or an export leaves a row: `visit.audit(…)`.
 *   Verdicts and purges write theirs in the store.
 * - A query goes into `src/store/review` (SQL, paged, no words in memory that are not shown), work
 *   that takes more than the store into a use case of `src/pipeline`.
 * - Script is a module of `src/web/browser`, loaded by `app.ts`, for comfort only.
 * - Styles: a partial `src/web/styles/_<name>.scss`, used by `app.scss`. Inline styles are refused
 *   by the content security policy.
 * - Tests: `tests/web/`, see `tests/web/desk.ts`; each state of a page passes `expectAccessible`.
 */
export const pages: readonly Page[] = [
  queue,
  finding,
  message,
  check,
  cases,
  scans,
  people,
  patterns,
  quality,
  report,
  audit,
  account,
  session,
  help,
];
