import type { ReportSummary } from '../../model/report.js';
import type { Block } from '../document.js';
import { agreedText, categoryTitle, number, plural, rateText } from '../words.js';
import { paragraph, type Section } from './blocks.js';

const days = (count: number | null): string => (count === null ? 'none' : plural(count, 'day'));

/** How long reviews took, and how sure the figures are. */
export function surenessSections(summary: ReportSummary): Section[] {
  return [timesSection(summary), figuresSection(summary)];
}

function timesSection({ reviewTimes: times }: ReportSummary): Section {
  const done: Block =
    times.concluded === 0
      ? paragraph('No finding of this period has been concluded yet.')
      : paragraph(
          `Of ${plural(times.concluded, 'concluded finding')}, half were concluded within ${days(times.medianDays)} of being found and nine in ten within ${days(times.ninetiethDays)}.`,
        );
  const open =
    times.open === 0
      ? 'None is open.'
      : `${plural(times.open, 'is', 'are')} open; the oldest was found ${days(times.oldestOpenDays)} ago.`;
  return { title: 'How long reviews took', blocks: [done, paragraph(open)] };
}

function figuresSection({ precision, missRate }: ReportSummary): Section {
  const missed =
    missRate === null
      ? 'Nobody has read a sample of the messages in which nothing was found, so how much is missed is not known. Probity misses polite and indirect wording more often than it finds it.'
      : `Of unflagged messages drawn at random and read by a person, ${rateText(missRate)} held something that should have been found.`;
  const blocks: Block[] = [
    paragraph(agreedText(precision.overall)),
    paragraph(missed),
    paragraph(
      'The interval is where the true share lies in 19 of 20 such samples (Wilson). Findings that were judged first are often the plainest, so the share among the rest may be lower.',
    ),
  ];
  if (precision.byCategory.length > 0) {
    blocks.push({
      kind: 'table',
      caption: 'Findings that reviewers agreed with, by subject',
      columns: [
        { title: 'Subject', share: 46 },
        { title: 'Judged', isNumber: true, share: 12 },
        { title: 'Agreed', isNumber: true, share: 12 },
        { title: 'Share, 95% interval', share: 30 },
      ],
      rows: precision.byCategory.map(({ category, rate }) => [
        categoryTitle(category),
        number(rate.of),
        number(rate.hits),
        `${percent(rate.value)}, ${percent(rate.low)} to ${percent(rate.high)}`,
      ]),
    });
  }
  return { title: 'How sure these figures are', blocks };
}

const percent = (share: number): string => `${Math.round(share * 100)}%`;
