import { categorySchema } from '../../model/category.js';
import type { ReportSummary, Tally } from '../../model/report.js';
import type { Block } from '../document.js';
import { number, plural } from '../words.js';
import { paragraph, type Section } from './blocks.js';
import { TRAINING } from './training.js';

const MOST_THEMES = 5;

/** Where findings gather, whether that changed, and what training may answer it. */
export function themesSection({ counts, reading }: ReportSummary): Section {
  const themes = counts.byCategory
    .filter(({ now }) => now > 0)
    .sort((a, b) => b.now - a.now)
    .slice(0, MOST_THEMES);
  const read = { now: reading.messages + reading.letters, earlier: reading.earlier };
  const items = themes.map(
    (tally) => `${tally.label}: ${changeOf(tally, read)} Consider ${trainingFor(tally)}.`,
  );
  const blocks: Block[] =
    items.length === 0
      ? [paragraph('Nothing was found in this period.')]
      : [
          paragraph(
            'Findings gather in these subjects. The training named is a suggestion for the committee; it blames nobody.',
          ),
          { kind: 'list', items },
        ];
  return { title: 'Themes and training', blocks };
}

function trainingFor({ key }: Tally): string {
  const category = categorySchema.safeParse(key);
  return category.success ? TRAINING[category.data] : 'guidance';
}

/** Messages read in the period and in the earlier one. */
export interface Read {
  readonly now: number;
  readonly earlier: number;
}

/**
 * Whether a count changed more than chance gives, for as many messages as were read: given the sum
 * of both, the count of the period is binomial with the share of messages read in it.
 */
export function changeOf({ now, earlier }: Pick<Tally, 'now' | 'earlier'>, read: Read): string {
  const found = `${plural(now, 'finding')}, ${number(earlier)} before;`;
  if (read.now === 0 || read.earlier === 0)
    return `${found} one period has no mail to compare with.`;
  const all = now + earlier;
  const share = read.now / (read.now + read.earlier);
  const isChance = Math.abs(now - all * share) <= 1.96 * Math.sqrt(all * share * (1 - share));
  if (isChance) return `${found} for the mail read, no more of a change than chance gives.`;
  const more = now > all * share ? 'a rise' : 'a fall';
  return `${found} for the mail read, ${more} larger than chance alone usually gives.`;
}
