import type { Category } from '../model/category.js';
import type { Rate } from '../model/evaluation.js';
import type { Clause } from '../model/finding.js';
import type { Span } from '../model/report.js';
import type { ReviewState } from '../model/review.js';

/** What a committee reads for a category: what it is about, never that it was so. */
const CATEGORY_TITLES: Readonly<Record<Category, string>> = {
  'silent-copy': 'Copies not announced to everybody',
  'officer-criticism': 'Criticism of an identifiable officer',
  'bullying-pressure': 'Pressure, deadlines and threats',
  'member-obligation': 'Letters that commit or instruct for the council',
  'party-political': 'Party or campaign work and officers',
  'staffing-interference': 'Members and staffing matters',
  'special-treatment': 'Favours, delegated decisions and procedure',
  confidentiality: 'Confidential matters and the media',
  familiarity: 'Close personal familiarity',
  secrecy: 'Work kept from management',
  'single-member-decision': 'Decisions by one councillor',
  'officer-canvassing': 'Officers seeking favour or advantage',
  'out-of-hours': 'Contact at unsocial hours',
  procedure: 'Steps that the protocol prescribes',
};

export const categoryTitle = (category: Category): string => CATEGORY_TITLES[category];

/** Outcomes as a person decided them; none says that anybody did anything. */
export const OUTCOME_TITLES: Readonly<Record<ReviewState, string>> = {
  waiting: 'Waiting for review',
  escalated: 'Passed to a more senior reviewer',
  'second-opinion': 'With a second reviewer',
  confirmed: 'Reviewer agrees it may engage a paragraph',
  dismissed: 'Set aside by the reviewer',
};

/** The same where there is little room. */
export const OUTCOME_SHORT: Readonly<Record<ReviewState, string>> = {
  waiting: 'Waiting',
  escalated: 'Passed on',
  'second-opinion': 'Second reviewer',
  confirmed: 'May engage: agreed',
  dismissed: 'Set aside',
};

export const clauseTitle = ({ protocol, ref, title }: Clause): string =>
  `${protocol} ¶${ref}${title === '' ? '' : `: ${title}`}`;

const MONTHS =
  'January February March April May June July August September October November December'.split(
    ' ',
  );

/** `2026-07` → `July 2026` */
export const monthTitle = (month: string): string =>
  `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;

/** `2026-07-01` → `1 July 2026`; other text as it is. */
export const dayTitle = (day: string): string =>
  /^\d{4}-\d\d-\d\d/.test(day) ? `${Number(day.slice(8, 10))} ${monthTitle(day.slice(0, 7))}` : day;

/** `2026-07-01` → `1 Jul 2026` */
export const dayShort = (day: string): string => dayTitle(day).replace(/ (...)\S* /, ' $1 ');

export const spanTitle = ({ from, to }: Span): string => `${dayTitle(from)} to ${dayTitle(to)}`;

/** `12,345`; not `toLocaleString`, whose data may be missing from a build of Node. */
export const number = (value: number): string =>
  String(value).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** `1 finding`, `2 findings` */
export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** `78% (95% interval 65% to 87%; 39 of 50)` */
export const rateText = ({ hits, of, value, low, high }: Rate): string =>
  of === 0
    ? 'not known (none of 0)'
    : `${percent(value)} (95% interval ${percent(low)} to ${percent(high)}; ${number(hits)} of ${number(of)})`;

/** `3 more than before`, `as many as before` */
export function changeText(now: number, earlier: number): string {
  if (now === earlier) return 'no change';
  return now > earlier ? `${number(now - earlier)} more` : `${number(earlier - now)} fewer`;
}

/** What reviewers made of the findings they judged. */
export const agreedText = (rate: Rate): string =>
  rate.of === 0
    ? 'No finding of this period has been judged yet, so how many hold is not known.'
    : `Of the findings that reviewers judged, they agreed with ${rateText(rate)}.`;
