import type { ReportSummary, Tie } from '../../model/report.js';
import type { Block, TableBlock } from '../document.js';
import { monthTitle, number } from '../words.js';
import { paragraph, type Section } from './blocks.js';

/** More months than this do not fit a page; then quarters would be wanted, and the data has all. */
const MOST_MONTHS = 6;

/** Findings between people and between teams over the months. */
export function peopleSection({ people, teams, named }: ReportSummary): Section[] {
  if (people.length + teams.length === 0) return [];
  const blocks: Block[] = [
    paragraph(
      `Findings in messages from one person or team to another, for pairs with at least two. ${named ? 'People are shown by name: treat this section as confidential.' : 'People and teams stand under labels, the same throughout this report.'} A pair that writes much has more chance of a finding; this is no ranking. “Weighed” counts a finding of high severity three times and one of medium severity twice.`,
    ),
  ];
  if (teams.length > 0) blocks.push(tieTable('Between teams, by month', teams));
  if (people.length > 0) blocks.push(tieTable('Between people, by month', people));
  return [{ title: 'Between whom', blocks }];
}

function tieTable(caption: string, ties: readonly Tie[]): TableBlock {
  const months = (ties[0]?.months ?? []).slice(-MOST_MONTHS);
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'From', share: 24 },
      { title: 'To', share: 24 },
      ...months.map(({ month }) => ({
        title: monthTitle(month).replace(/^(...)\S*/, '$1'),
        isNumber: true,
        share: 30 / months.length,
      })),
      { title: 'All', isNumber: true, share: 10 },
      { title: 'Weighed', isNumber: true, share: 12 },
    ],
    rows: ties.map(({ from, to, months: counts, total, weight }) => [
      from,
      to,
      ...counts.slice(-MOST_MONTHS).map(({ count }) => number(count)),
      number(total),
      number(weight),
    ]),
  };
}
