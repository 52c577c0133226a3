import { Paragraph, TextRun } from 'docx';
import { ChartRun } from 'docx/charts';
import type { Chart } from '../document.js';
import { plainText } from '../plain-text.js';

const WIDTH = 620;
const HEAD = 70;
const ROW = 34;

/**
 * A chart of Word's own rather than a picture of one: sharp at every size, its figures can be read
 * and changed, and it takes the colours of the template it is pasted into if its user wants that.
 */
export function docxChart({ title, alt, series, bars }: Chart): Paragraph[] {
  const [now, earlier] = series;
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 160, after: 60 },
      children: [new TextRun({ text: plainText(title), bold: true })],
    }),
    new Paragraph({
      spacing: { line: 240, lineRule: 'auto' },
      children: [
        new ChartRun({
          type: 'bar',
          categories: bars.map(({ label }) => label),
          series: [
            { name: now, values: bars.map(({ values }) => values[0]), color: '12436D' },
            { name: earlier, values: bars.map(({ values }) => values[1]), color: 'BFC4CA' },
          ],
          gapWidth: 60,
          categoryAxis: { reverseOrder: true },
          valueAxis: { minimum: 0, numberFormat: '#,##0', crossesAt: 'maximum' },
          dataLabels: { value: true },
          legend: { position: 'top' },
          chartArea: { border: 'none' },
          transformation: { width: WIDTH, height: HEAD + ROW * bars.length },
          altText: { name: plainText(title), title: plainText(title), description: plainText(alt) },
        }),
      ],
    }),
  ];
}
