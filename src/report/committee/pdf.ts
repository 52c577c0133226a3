import { drawSvg } from '../charts/draw-svg.js';
import { chartSvg } from '../charts/vega-chart.js';
import type { Block, Chart, ReportDocument } from '../document.js';
import { plainText } from '../plain-text.js';
import { pdfTable } from './pdf-table.js';
import { nameFont, openPdf, type Pdf, type PdfElement } from './pdfkit.js';

/** TrueType fonts as bytes: a PDF/UA carries its own. */
export interface Fonts {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

const MARGIN = 56;
const BODY = 10.5;
const INK = '#0b0c0c';
const BLUE = '#12436d';
const QUIET = '#505a5f';
const INDENT = 28;

/**
 * A tagged PDF (PDF/UA-1): headings, paragraphs, lists, tables with their headers and figures with
 * their words are marked as such, the language is named, and page footers are passed over.
 */
export async function renderPdf(report: ReportDocument, fonts: Fonts): Promise<Uint8Array> {
  const pdf = openPdf({
    title: `${report.title}: ${report.subtitle}`,
    subject: report.subtitle,
    date: new Date(`${report.date}T00:00:00Z`),
    margin: MARGIN,
    font: fonts.regular,
  });
  const bytes = collected(pdf);
  nameFont(pdf, 'bold', fonts.bold);
  nameFont(pdf, 'regular', fonts.regular);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  cover(pdf, root, report);
  for (const [place, block] of report.blocks.entries()) {
    await addBlock(pdf, root, block, report.blocks[place + 1]);
  }
  root.end();
  footers(pdf, report);
  pdf.end();
  return bytes;
}

async function collected(pdf: Pdf): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of pdf) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

/** One element of running text. */
function say(
  pdf: Pdf,
  parent: PdfElement,
  tag: string,
  words: string,
  look: {
    size?: number;
    font?: 'regular' | 'bold';
    colour?: string;
    indent?: number;
    after?: number;
  },
): void {
  parent.add(
    pdf.struct(tag, () => {
      const left = MARGIN + (look.indent ?? 0);
      pdf
        .font(look.font ?? 'regular')
        .fontSize(look.size ?? BODY)
        .fillColor(look.colour ?? INK);
      pdf.text(plainText(words), left, pdf.y, { width: right(pdf) - left, lineGap: 2.5 });
    }),
  );
  pdf.x = MARGIN;
  pdf.y += look.after ?? 6;
}

const right = (pdf: Pdf): number => pdf.page.width - MARGIN;
const bottom = (pdf: Pdf): number => pdf.page.height - MARGIN;

/** Begins a page where what must stay together does not fit any more. */
function need(pdf: Pdf, height: number): void {
  if (pdf.y + height > bottom(pdf)) pdf.addPage();
}

function cover(pdf: Pdf, root: PdfElement, { title, subtitle, facts }: ReportDocument): void {
  say(pdf, root, 'H1', title, { size: 21, font: 'bold', after: 2 });
  say(pdf, root, 'P', subtitle, { size: 13, colour: QUIET, after: 10 });
  for (const [label, value] of facts) say(pdf, root, 'P', `${label}: ${value}`, { after: 1 });
}

async function addBlock(
  pdf: Pdf,
  root: PdfElement,
  block: Block,
  next: Block | undefined,
): Promise<void> {
  switch (block.kind) {
    case 'heading':
      return heading(pdf, root, block, next?.kind === 'chart');
    case 'paragraph':
      need(pdf, 30);
      return block.number === undefined
        ? say(pdf, root, 'P', block.text, {})
        : numbered(pdf, root, block.number, block.text);
    case 'note':
      return note(pdf, root, block.text);
    case 'quote':
      for (const line of block.text.split('\n')) {
        say(pdf, root, 'P', line, { indent: INDENT, after: 2 });
      }
      return;
    case 'list':
      return list(pdf, root, block.items);
    case 'table':
      return pdfTable(pdf, root, block);
    case 'chart':
      await figure(pdf, root, block.chart);
      return pdfTable(pdf, root, block.table);
  }
}

function heading(
  pdf: Pdf,
  root: PdfElement,
  block: Extract<Block, { kind: 'heading' }>,
  headsChart: boolean,
): void {
  if (block.newPage) pdf.addPage();
  const isMain = block.level === 2;
  // A heading and some lines of what it heads.
  need(pdf, headsChart ? 260 : isMain ? 110 : 80);
  if (isMain) pdf.outline.addItem(plainText(block.text));
  pdf.y += isMain ? 12 : 8;
  const size = isMain ? 15 : 12;
  say(pdf, root, `H${block.level}`, block.text, { size, font: 'bold', colour: BLUE, after: 4 });
}

/** The number hangs beside its paragraph and is read with it. */
function numbered(pdf: Pdf, root: PdfElement, number: number, words: string): void {
  root.add(
    pdf.struct('P', () => {
      const { y } = pdf;
      pdf.font('regular').fontSize(BODY).fillColor(QUIET);
      pdf.text(`${number}.`, MARGIN, y, { lineBreak: false });
      pdf.fillColor(INK);
      const left = MARGIN + INDENT;
      pdf.text(plainText(words), left, y, { width: right(pdf) - left, lineGap: 2.5 });
    }),
  );
  pdf.x = MARGIN;
  pdf.y += 6;
}

function note(pdf: Pdf, root: PdfElement, words: string): void {
  need(pdf, 50);
  const top = pdf.y;
  say(pdf, root, 'P', words, { indent: 14, after: 8 });
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.rect(MARGIN, top - 2, 4, pdf.y - top - 6).fill(BLUE);
  pdf.endMarkedContent();
}

function list(pdf: Pdf, root: PdfElement, items: readonly string[]): void {
  const all = pdf.struct('L');
  root.add(all);
  for (const item of items) {
    need(pdf, 30);
    const li = pdf.struct('LI');
    all.add(li);
    const { y } = pdf;
    li.add(
      pdf.struct('Lbl', () => {
        pdf.font('regular').fontSize(BODY).fillColor(INK);
        pdf.text('•', MARGIN + 14, y, { lineBreak: false });
      }),
    );
    pdf.y = y;
    say(pdf, li, 'LBody', item, { indent: INDENT, after: 4 });
    li.end();
  }
  all.end();
  pdf.y += 3;
}

async function figure(pdf: Pdf, root: PdfElement, chart: Chart): Promise<void> {
  const svg = await chartSvg(chart);
  const [, width = '1', height = '1'] = /width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? [];
  const room = right(pdf) - MARGIN;
  const scale = Math.min(0.85, room / Number(width));
  const tall = Number(height) * scale;
  need(pdf, Math.min(tall + 40, bottom(pdf) - MARGIN));
  say(pdf, root, 'P', chart.title, { font: 'bold', after: 2 });
  const { y } = pdf;
  const bbox: [number, number, number, number] = [
    MARGIN,
    y,
    MARGIN + Number(width) * scale,
    y + tall,
  ];
  root.add(
    pdf.struct('Figure', { alt: plainText(chart.alt), bbox }, () => {
      pdf.font('regular');
      drawSvg(pdf, svg, MARGIN, y, scale);
    }),
  );
  pdf.x = MARGIN;
  pdf.y = y + tall + 8;
}

function footers(pdf: Pdf, { title, subtitle }: ReportDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const { bottom: margin } = pdf.page.margins;
    // Otherwise text under the margin begins a page.
    pdf.page.margins.bottom = 0;
    pdf.markContent('Artifact', { type: 'Pagination' });
    pdf.font('regular').fontSize(8).fillColor(QUIET);
    const words = plainText(`${title}, ${subtitle}. Page ${page + 1} of ${count}`);
    pdf.text(words, MARGIN, pdf.page.height - 36, { lineBreak: false });
    pdf.endMarkedContent();
    pdf.page.margins.bottom = margin;
  }
}
