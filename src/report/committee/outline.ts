import type { Report } from '../../model/report.js';
import type { Block, ReportDocument } from '../document.js';
import { dayTitle, spanTitle } from '../words.js';
import { annexes } from './annex.js';
import { numbered, type Section } from './blocks.js';
import { countSections } from './counts.js';
import { implications, methodSection } from './frame.js';
import { peopleSection } from './people.js';
import { readSection } from './read.js';
import { summarySection } from './summary.js';
import { surenessSections } from './sureness.js';
import { themesSection } from './themes.js';

/** What a standards committee is given, in the order it is used to. */
export function committeeReport(report: Report): ReportDocument {
  const { summary } = report;
  const sections: Section[] = [
    summarySection(summary),
    readSection(summary),
    ...countSections(summary),
    ...surenessSections(summary),
    themesSection(summary),
    ...peopleSection(summary),
    implications(),
  ];
  return {
    title: summary.title,
    subtitle: spanTitle(summary.period),
    facts: [
      ...(summary.council === '' ? [] : [['Council', summary.council] as const]),
      ['Period', spanTitle(summary.period)],
      ['Compared with', spanTitle(summary.earlier)],
      ['Made on', dayTitle(summary.madeOn)],
      [
        'People',
        summary.named
          ? 'shown by name: confidential'
          : 'replaced by labels; check before it leaves the council',
      ],
    ],
    blocks: [...numbered(sections), ...annexes(report), ...sectionBlocks(methodSection(summary))],
    date: summary.madeOn,
  };
}

const sectionBlocks = ({ title, blocks }: Section): Block[] => [
  { kind: 'heading', level: 2, text: title },
  ...blocks,
];
