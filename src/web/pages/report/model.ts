import { z } from 'zod';
import type { Span } from '../../../model/report.js';
import { lastSpan, readSpan } from '../../../pipeline/report/period.js';
import type { Taken } from '../../../report/redact/labels.js';
import { REPORT_FORMATS, type ReportFormat } from '../../../report/report-formats.js';
import type { Problem } from '../../problems.js';

const PERIODS = ['month', 'quarter', 'year', 'days'] as const;
const text = z.string().trim().max(300).default('');

/** The form, as it was filled in. Choices that are none of ours are passed over. */
export const formSchema = z.object({
  period: z.enum(PERIODS).catch('quarter').default('quarter'),
  from: text,
  to: text,
  case: text,
  council: text,
  formats: z
    .union([z.string().transform((it) => [it]), z.array(z.string())])
    .default([])
    .transform((given) => REPORT_FORMATS.filter((known) => given.includes(known))),
  // Anything but a clear wish for names is a report with labels.
  people: z.enum(['labels', 'names']).catch('labels').default('labels'),
  reason: text,
});
export type ReportForm = z.infer<typeof formSchema>;

export const FORMATS: readonly {
  readonly value: ReportFormat;
  readonly text: string;
}[] = [
  { value: 'docx', text: 'Word (docx), for the council’s own template' },
  { value: 'pdf', text: 'PDF, accessible (PDF/UA)' },
  { value: 'html', text: 'Web page (html)' },
  { value: 'xlsx', text: 'Excel (xlsx), one row a finding' },
  { value: 'csv', text: 'CSV, one row a finding' },
  { value: 'json', text: 'JSON, for another program' },
  { value: 'sarif', text: 'SARIF, for another program' },
];

/** The days the form means, as of `today`, and what is wrong with it. */
export function readForm(
  form: ReportForm,
  today: string,
): { readonly period: Span | null; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const period = form.period === 'days' ? readDays(form, problems) : lastSpan(form.period, today);
  if (form.formats.length === 0) {
    problems.push({ field: 'formats', text: 'Choose at least one format' });
  }
  if (form.people === 'names' && form.reason === '') {
    problems.push({ field: 'reason', text: 'Say why people are named' });
  }
  return { period, problems };
}

function readDays({ from, to }: ReportForm, problems: Problem[]): Span | null {
  const found = (
    [
      ['from', from],
      ['to', to],
    ] as const
  ).filter(([, day]) => !z.iso.date().safeParse(day).success);
  for (const [field] of found) {
    const which = field === 'from' ? 'first' : 'last';
    problems.push({ field, text: `Enter the ${which} day as year-month-day, such as 2026-07-01` });
  }
  if (found.length > 0) return null;
  if (to < from) {
    problems.push({ field: 'to', text: 'The last day is before the first day' });
    return null;
  }
  return readSpan(from, to);
}

/** A browser need not show more; the command line lists them all. */
const MOST_LABELS = 1_000;

/** What the preview shows, kind by kind. */
export function previewOf(taken: readonly Taken[]): {
  readonly rows: readonly { readonly label: string; readonly words: string }[];
  readonly left: number;
} {
  const rows = taken
    .slice(0, MOST_LABELS)
    .map(({ label, words }) => ({ label, words: words.join(' | ') }));
  return { rows, left: taken.length - rows.length };
}
