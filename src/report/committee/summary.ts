import type { ReportSummary, Tally } from '../../model/report.js';
import { agreedText, number, plural } from '../words.js';
import { paragraph, type Section } from './blocks.js';

/** How many findings the judged ones suggest would hold, were all reviewed. */
export function expected({ counts, precision }: ReportSummary): string {
  const { low, high, of } = precision.overall;
  if (of === 0)
    return 'No finding of this period has been judged yet, so how many hold is not known.';
  const [least, most] = [low, high].map((share) => Math.round(share * counts.total.now));
  return `If the rest are like those judged, a reviewer would agree with ${number(least!)} to ${number(most!)} of the ${plural(counts.total.now, 'finding')}.`;
}

/** Summary in plain words. */
export function summarySection(summary: ReportSummary): Section {
  const { counts, reading, reviewTimes, precision } = summary;
  const { now, earlier } = counts.total;
  const read = reading.messages + reading.letters;
  const most = top(counts.byCategory);
  return {
    title: 'Summary',
    blocks: [
      {
        kind: 'note',
        text: 'A finding is correspondence that may engage a paragraph of the member/officer protocol. It is picked out by a computer and is a reason to look, not a verdict on anybody.',
      },
      paragraph(
        `${plural(read, 'message')} of the period ${read === 1 ? 'was' : 'were'} read. In them ${plural(now, 'finding was', 'findings were')} made; in the earlier period there ${earlier === 1 ? 'was' : 'were'} ${number(earlier)}, in ${plural(reading.earlier, 'message')} read.`,
      ),
      ...(most === undefined
        ? []
        : [
            paragraph(
              `Most findings (${number(most.now)}) concern the subject “${most.label}”. Counts depend on how much was read, so a rise does not by itself mean that conduct changed.`,
            ),
          ]),
      paragraph(
        `${plural(reviewTimes.concluded, 'finding has', 'findings have')} been concluded by a reviewer and ${plural(reviewTimes.open, 'is', 'are')} open. ${agreedText(precision.overall)} ${expected(summary)}`.trim(),
      ),
      paragraph(
        'The committee is invited to note this report and to consider the training in section 7.',
      ),
    ],
  };
}

const top = (tallies: readonly Tally[]): Tally | undefined =>
  tallies.filter(({ now }) => now > 0).sort((a, b) => b.now - a.now)[0];
