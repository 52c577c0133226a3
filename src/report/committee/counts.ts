import type { ReportSummary, Tally } from '../../model/report.js';
import { number } from '../words.js';
import { isSeen, paragraph, type Section, tallyChart, tallyTable } from './blocks.js';

/** Findings by category, paragraph, severity, outcome and month, each beside the earlier period. */
export function countSections({ counts }: ReportSummary): Section[] {
  const categories = counts.byCategory.filter(isSeen);
  const clauses = counts.byClause.filter(isSeen);
  if (!isSeen(counts.total)) {
    return [
      { title: 'Findings', blocks: [paragraph('Nothing was found in either period.')] },
      { title: 'What became of them', blocks: [paragraph('There is nothing to conclude.')] },
    ];
  }
  return [
    {
      title: 'Findings',
      blocks: [
        tallyChart('Findings by month', 'Month', counts.byMonth, altOf('month', counts.byMonth)),
        paragraph(
          'The earlier column shows the month of the same place in the earlier period. A message counts in the month it was sent.',
        ),
        tallyChart('Findings by subject', 'Subject', categories, altOf('subject', categories)),
        tallyTable('Paragraphs that may be engaged', 'Paragraph', clauses),
        paragraph('One finding may engage several paragraphs, so these add up to more.'),
        tallyTable('Severity', 'Severity', counts.bySeverity),
        paragraph(
          'Severity says how serious the matter would be if it is what it seems; it is set by the pattern, not by the case.',
        ),
      ],
    },
    {
      title: 'What became of them',
      blocks: [
        tallyTable('Outcome so far', 'Outcome', counts.byOutcome),
        paragraph(
          'An agreement says that a person, having read the message, also thinks that a paragraph may be engaged. Whether it was is decided under the council’s own arrangements (Localism Act 2011, section 28).',
        ),
      ],
    },
  ];
}

function altOf(what: string, tallies: readonly Tally[]): string {
  const [most] = [...tallies].sort((a, b) => b.now - a.now);
  if (most === undefined) return `Bar chart of findings by ${what}: none.`;
  return `Bar chart of findings by ${what}, this period beside the earlier one. The most this period: ${most.label} with ${number(most.now)}, ${number(most.earlier)} before. All figures are in the table that follows.`;
}
