import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  type Table,
  TextRun,
} from 'docx';
import type { Block, ReportDocument } from '../document.js';
import { plainText } from '../plain-text.js';
import { docxChart } from './docx-chart.js';
import { coreProperties, repeatable } from './docx-properties.js';
import { docxTable } from './docx-table.js';

/**
 * A Word document of headings, paragraphs, real tables and native charts, in the styles Word itself
 * names: pasted into a council's template it takes that template's looks.
 */
export async function renderDocx(report: ReportDocument): Promise<Uint8Array> {
  const document = new Document({
    title: report.title,
    description: report.subtitle,
    creator: 'Probity',
    lastModifiedBy: 'Probity',
    styles: STYLES,
    numbering: { config: NUMBERING },
    sections: [
      {
        properties: { page: { size: A4, margin: MARGIN } },
        footers: { default: footer(report) },
        children: [...cover(report), ...report.blocks.flatMap(blockDocx)],
      },
    ],
  });
  const properties = { path: 'docProps/core.xml', data: coreProperties(report) };
  return repeatable(await Packer.toBuffer(document, undefined, [properties]));
}

/** Twentieths of a point. */
const A4 = { width: 11_906, height: 16_838 };
const MARGIN = { top: 1_134, bottom: 1_134, left: 1_134, right: 1_134 };
const NUMBER_INDENT = 567;

const heading = (size: number) => ({
  run: { size, bold: true, color: '12436D', font: 'Arial' },
  paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
});

const STYLES = {
  default: {
    document: {
      run: { font: 'Arial', size: 22, language: { value: 'en-GB' } },
      paragraph: { spacing: { after: 140, line: 276 } },
    },
    title: { run: { size: 44, bold: true, font: 'Arial' }, paragraph: { spacing: { after: 60 } } },
    heading1: heading(30),
    heading2: heading(24),
  },
};

const NUMBERING = [
  {
    reference: 'bullets',
    levels: [
      {
        level: 0,
        format: LevelFormat.BULLET,
        text: '•',
        alignment: AlignmentType.LEFT,
        style: { paragraph: { indent: { left: 720, hanging: 300 } } },
      },
    ],
  },
];

const text = (words: string): TextRun => new TextRun(plainText(words));

function cover({ title, subtitle, facts }: ReportDocument): Paragraph[] {
  return [
    new Paragraph({ heading: HeadingLevel.TITLE, children: [text(title)] }),
    new Paragraph({ children: [new TextRun({ text: plainText(subtitle), size: 26 })] }),
    ...facts.map(
      ([label, value]) =>
        new Paragraph({
          spacing: { after: 40 },
          children: [new TextRun({ text: `${plainText(label)}: `, bold: true }), text(value)],
        }),
    ),
  ];
}

function footer({ title, subtitle }: ReportDocument): Footer {
  const children: ParagraphChild[] = [
    new TextRun({ text: plainText(`${title}, ${subtitle}.`), size: 16 }),
    new TextRun({
      children: [' Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES],
      size: 16,
    }),
  ];
  return new Footer({ children: [new Paragraph({ children })] });
}

function blockDocx(block: Block): (Paragraph | Table)[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 2 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          pageBreakBefore: block.newPage === true,
          children: [text(block.text)],
        }),
      ];
    case 'paragraph':
      return [block.number === undefined ? plain(block.text) : numbered(block.number, block.text)];
    case 'note':
      return [
        new Paragraph({
          children: [text(block.text)],
          indent: { left: 200 },
          border: { left: { style: 'single', size: 24, color: '12436D', space: 8 } },
        }),
      ];
    case 'quote':
      return block.text
        .split('\n')
        .map((line) => new Paragraph({ children: [text(line)], indent: { left: NUMBER_INDENT } }));
    case 'list':
      return block.items.map(
        (item) =>
          new Paragraph({
            children: [text(item)],
            spacing: { after: 80 },
            numbering: { reference: 'bullets', level: 0 },
          }),
      );
    case 'table':
      return docxTable(block);
    case 'chart':
      return [...docxChart(block.chart), ...docxTable(block.table)];
  }
}

const plain = (words: string): Paragraph => new Paragraph({ children: [text(words)] });

/** Its number as text: paragraphs keep it when a part is pasted elsewhere. */
const numbered = (number: number, words: string): Paragraph =>
  new Paragraph({
    children: [new TextRun(`${number}.\t`), text(words)],
    indent: { left: NUMBER_INDENT, hanging: NUMBER_INDENT },
    tabStops: [{ type: 'left', position: NUMBER_INDENT }],
  });
