import { AlignmentType, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';
import type { TableBlock } from '../document.js';
import { plainText } from '../plain-text.js';

/** Width of the text on the page, in twentieths of a point. */
const WIDTH = 9_638;
const SMALL = 18;
const LINE = { style: 'single', size: 4, color: 'B1B4B6' } as const;
const STRONG = { style: 'single', size: 12, color: '12436D' } as const;
const NONE = { style: 'none', size: 0, color: 'auto' } as const;
const CELL = { top: 50, bottom: 50, left: 60, right: 60 };
/** Figures keep away from the text of the next column. */
const NUMBER_CELL = { ...CELL, right: 260 };
/** Shorter tables stay on one page. */
const KEPT_ROWS = 9;

/** A table with its caption before it; its first row is a header that Word repeats on every page. */
export function docxTable({ caption, columns, rows }: TableBlock): (Paragraph | Table)[] {
  const sum = columns.reduce((all, { share }) => all + share, 0);
  const widths = columns.map(({ share }) => Math.floor((WIDTH * share) / sum));
  const cell = (words: string, at: number, isHead: boolean, keepNext = isHead): TableCell =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      margins: columns[at]?.isNumber ? NUMBER_CELL : CELL,
      borders: { top: NONE, left: NONE, right: NONE, bottom: isHead ? STRONG : LINE },
      children: [
        new Paragraph({
          spacing: { after: 0, line: 240 },
          keepNext,
          alignment: columns[at]?.isNumber ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [new TextRun({ text: plainText(words), size: SMALL, bold: isHead })],
        }),
      ],
    });
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160, after: 60 },
      children: [new TextRun({ text: plainText(caption), bold: true })],
    }),
    new Table({
      width: { size: WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: 'fixed',
      borders: {
        top: NONE,
        bottom: NONE,
        left: NONE,
        right: NONE,
        insideHorizontal: NONE,
        insideVertical: NONE,
      },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map(({ title }, at) => cell(title, at, true)),
        }),
        ...rows.map(
          (cells, place) =>
            new TableRow({
              cantSplit: true,
              children: cells.map((words, at) => {
                const keepNext = rows.length <= KEPT_ROWS && place < rows.length - 1;
                return cell(words, at, false, keepNext);
              }),
            }),
        ),
      ],
    }),
    new Paragraph({ spacing: { after: 60, line: 120, lineRule: 'exact' }, children: [] }),
  ];
}
