import type { Tally } from '../../model/report.js';
import type { Block, Chart, TableBlock } from '../document.js';
import { changeText, number } from '../words.js';

export interface Section {
  readonly title: string;
  readonly blocks: readonly Block[];
}

export const SERIES = ['This period', 'Earlier period'] as const;

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

/** Numbers sections, and their paragraphs through all of them, as papers of a committee do. */
export function numbered(sections: readonly Section[]): Block[] {
  let last = 0;
  return sections.flatMap(({ title, blocks }, place) => [
    { kind: 'heading', level: 2, text: `${place + 1}. ${title}` } as const,
    ...blocks.map((block) => {
      if (block.kind !== 'paragraph') return block;
      last += 1;
      return { ...block, number: last };
    }),
  ]);
}

/** Counts beside the earlier ones, without lines that say nothing. */
export function tallyTable(caption: string, first: string, tallies: readonly Tally[]): TableBlock {
  return {
    kind: 'table',
    caption,
    columns: [
      { title: first, share: 46 },
      { title: SERIES[0], isNumber: true, share: 18 },
      { title: SERIES[1], isNumber: true, share: 18 },
      { title: 'Change', share: 18 },
    ],
    rows: tallies.map(({ label, now, earlier }) => [
      label,
      number(now),
      number(earlier),
      changeText(now, earlier),
    ]),
  };
}

export const isSeen = ({ now, earlier }: Tally): boolean => now + earlier > 0;

/** A chart with its table, which says the same. */
export function tallyChart(
  title: string,
  first: string,
  tallies: readonly Tally[],
  alt: string,
): Block {
  const chart: Chart = {
    title,
    alt,
    series: SERIES,
    bars: tallies.map(({ label, now, earlier }) => ({ label, values: [now, earlier] })),
  };
  return { kind: 'chart', chart, table: tallyTable(`${title}, in figures`, first, tallies) };
}
