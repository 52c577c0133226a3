import type { TableBlock } from '../document.js';
import { plainText } from '../plain-text.js';
import type { Pdf, PdfElement } from './pdfkit.js';

const SIZE = 8.5;
const LINE = '#b1b4b6';
const STRONG = '#12436d';

/** A table whose cells know their headers; rows are not cut by the end of a page. */
export function pdfTable(pdf: Pdf, root: PdfElement, { caption, columns, rows }: TableBlock): void {
  const { left, right, bottom } = pdf.page.margins;
  const width = pdf.page.width - left - right;
  if (pdf.y + 90 > pdf.page.height - bottom) pdf.addPage();
  root.add(
    pdf.struct('P', () => {
      pdf.font('bold').fontSize(10).fillColor('#0b0c0c');
      pdf.text(plainText(caption), left, pdf.y + 2, { width });
    }),
  );
  pdf.y += 3;
  const sum = columns.reduce((all, { share }) => all + share, 0);
  pdf.font('regular').fontSize(SIZE).fillColor('#0b0c0c');
  const look = (at: number) => ({
    align: { x: columns[at]?.isNumber ? ('right' as const) : ('left' as const) },
    padding: { top: 3, bottom: 3, left: 2, right: columns[at]?.isNumber ? 14 : 5 },
  });
  const table = pdf.table({
    structParent: root,
    position: { x: left, y: pdf.y },
    maxWidth: width,
    columnStyles: columns.map(({ share }) => ({ width: (width * share) / sum })),
    defaultStyle: { border: { top: 0, left: 0, right: 0, bottom: 0 } },
  });
  // Not a border of cells: pdfkit would describe it to readers in a way that no reader knows.
  const rule = (thick: number, colour: string): void => {
    pdf.markContent('Artifact', { type: 'Layout' });
    pdf
      .save()
      .lineWidth(thick)
      .moveTo(left, pdf.y)
      .lineTo(left + width, pdf.y)
      .stroke(colour);
    pdf.restore();
    pdf.endMarkedContent();
  };
  table.row(
    columns.map(({ title }, at) => ({
      ...look(at),
      text: plainText(title),
      type: 'TH' as const,
      scope: 'Column' as const,
      font: { src: 'bold', size: SIZE },
    })),
  );
  rule(1.2, STRONG);
  const again = (): void => repeatHead(pdf, columns, left, width);
  pdf.on('pageAdded', again);
  for (const cells of rows) {
    table.row(
      cells.map((text, at) => ({
        ...look(at),
        text: plainText(text),
        ...(at === 0 ? { type: 'TH' as const, scope: 'Row' as const } : {}),
      })),
    );
    rule(0.5, LINE);
  }
  table.end();
  pdf.off('pageAdded', again);
  pdf.x = left;
  pdf.y += 10;
}

/**
 * The header once more in the top margin of the next page, for the eye only: screen readers know the
 * headers of every cell.
 */
function repeatHead(pdf: Pdf, columns: TableBlock['columns'], left: number, width: number): void {
  const { x, y } = pdf;
  const top = pdf.page.margins.top - 16;
  const sum = columns.reduce((all, { share }) => all + share, 0);
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.font('bold').fontSize(SIZE).fillColor('#0b0c0c');
  let from = left;
  for (const { title, share, isNumber } of columns) {
    const room = (width * share) / sum;
    pdf.text(plainText(title), from + 2, top, {
      width: room - (isNumber ? 16 : 7),
      height: SIZE + 2,
      ellipsis: true,
      align: isNumber ? 'right' : 'left',
    });
    from += room;
  }
  pdf
    .save()
    .lineWidth(1.2)
    .moveTo(left, top + 14)
    .lineTo(left + width, top + 14)
    .stroke(STRONG);
  pdf.restore();
  pdf.endMarkedContent();
  pdf.font('regular').fontSize(SIZE);
  pdf.x = x;
  pdf.y = y;
}
