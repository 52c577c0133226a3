import { z } from 'zod';
import type { Case } from '../../../model/case.js';
import { isAddress } from '../../../people/addresses.js';
import { isIsoDay } from '../../../people/dates.js';
import type { CaseDetails } from '../../../store/oversight/store.js';
import type { Problem } from '../../problems.js';

const line = z.string().trim().max(2_000).default('');

/** The form as the browser sends it. */
export const caseFormSchema = z.object({
  name: line,
  purpose: line,
  lawfulBasis: line,
  authorisedBy: line,
  sources: z.string().max(20_000).default(''),
  exclusions: z.string().max(200_000).default(''),
  'retain-day': line,
  'retain-month': line,
  'retain-year': line,
});
export type CaseForm = z.infer<typeof caseFormSchema>;

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n/)
    .map((it) => it.trim())
    .filter((it) => it !== '');

/** What the form says, and what is wrong with it; nothing is saved while anything is. */
export function readCaseForm(form: CaseForm): {
  readonly details: CaseDetails;
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const report = (field: string, text: string): void => void problems.push({ field, text });
  if (form.name === '') report('name', 'Enter a name, such as Review 2026/4');
  if (form.name.length > 100) report('name', 'The name must be 100 characters or fewer');
  if (form.purpose === '') report('purpose', 'Enter what the mail is read for');
  if (form.authorisedBy === '') report('authorisedBy', 'Enter the officer who authorised it');
  const retainUntil = readDate(form, report);
  const exclusions = linesOf(form.exclusions).map((entry) => readExclusion(entry, report));
  return {
    details: {
      name: form.name,
      purpose: form.purpose,
      lawfulBasis: form.lawfulBasis,
      authorisedBy: form.authorisedBy,
      sources: [...new Set(linesOf(form.sources))],
      exclusions: [...new Set(exclusions)],
      retainUntil,
    },
    problems,
  };
}

type Report = (field: string, text: string) => void;

function readDate(form: CaseForm, report: Report): string {
  const [day, month, year] = [form['retain-day'], form['retain-month'], form['retain-year']];
  if (day + month + year === '') return '';
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isIsoDay(iso)) report('retain-day', 'Enter a date that is there, such as 31 3 2028');
  return iso;
}

/** `union.example` is taken for its domain. */
function readExclusion(entry: string, report: Report): string {
  const plain = entry.toLowerCase();
  const asDomain = plain.includes('@') ? plain : `@${plain}`;
  const address = asDomain.startsWith('@') ? `anybody${asDomain}` : asDomain;
  if (!isAddress(address)) {
    report('exclusions', `“${entry}” is neither an address nor a domain such as @union.example`);
  }
  return asDomain;
}

/** What the form shows of a case that is there. */
export function formOf(it: Case): CaseForm {
  const [year = '', month = '', day = ''] = it.retainUntil.split('-');
  return {
    name: it.name,
    purpose: it.purpose,
    lawfulBasis: it.lawfulBasis,
    authorisedBy: it.authorisedBy,
    sources: it.sources.join('\n'),
    exclusions: it.exclusions.join('\n'),
    'retain-day': day.replace(/^0/, ''),
    'retain-month': month.replace(/^0/, ''),
    'retain-year': year,
  };
}

/** Whether the day until which the case may be kept is over. */
export const isDue = ({ retainUntil }: Pick<Case, 'retainUntil'>, now: Date): boolean =>
  retainUntil !== '' && retainUntil < now.toISOString().slice(0, 10);
