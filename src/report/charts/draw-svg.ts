/** What drawing needs of pdfkit. */
type Pdf = Pick<
  PDFKit.PDFDocument,
  | 'save'
  | 'restore'
  | 'translate'
  | 'scale'
  | 'path'
  | 'lineWidth'
  | 'moveTo'
  | 'fontSize'
  | 'widthOfString'
  | 'text'
  | 'fill'
  | 'stroke'
  | 'fillAndStroke'
  | 'fillColor'
  | 'lineTo'
>;

type Attributes = ReadonlyMap<string, string>;

const ELEMENT = /<(\/?)(g|svg|path|line|text)\b([^>]*?)(\/?)>([^<]*)/g;
const ATTRIBUTE = /([\w-]+)="([^"]*)"/g;
const UNESCAPED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };

/**
 * Draws our own charts' SVG on a page: groups moved by `translate`, paths, lines and texts, which is
 * all that Vega writes for them. No SVG from anywhere else comes here.
 */
export function drawSvg(pdf: Pdf, svg: string, x: number, y: number, scale: number): void {
  pdf.save().translate(x, y).scale(scale);
  for (const [, closes, name, attributes = '', alone, text = ''] of svg.matchAll(ELEMENT)) {
    if (closes) {
      if (name === 'g') pdf.restore();
      continue;
    }
    const of: Attributes = new Map(
      [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, value]),
    );
    if (name === 'g') {
      pdf.save();
      move(pdf, of);
      if (alone) pdf.restore();
    } else if (name !== 'svg') {
      pdf.save();
      move(pdf, of);
      draw(pdf, name, of, text);
      pdf.restore();
    }
  }
  pdf.restore();
}

function move(pdf: Pdf, of: Attributes): void {
  const [, x = '0', y = '0'] =
    /translate\(([-\d.e]+),([-\d.e]+)\)/.exec(of.get('transform') ?? '') ?? [];
  pdf.translate(Number(x), Number(y));
}

function draw(pdf: Pdf, name: string | undefined, of: Attributes, text: string): void {
  const stroke = of.get('stroke');
  const fill = of.get('fill');
  pdf.lineWidth(Number(of.get('stroke-width') ?? 1));
  if (name === 'path') paint(pdf, of.get('d') ?? '', fill, stroke);
  if (name === 'line' && stroke !== undefined) {
    const [x, y] = [Number(of.get('x2') ?? 0), Number(of.get('y2') ?? 0)];
    pdf.moveTo(0, 0).lineTo(x, y).stroke(stroke);
  }
  if (name === 'text') write(pdf, of, text);
}

/** A path that is not painted must not be begun: it would be painted with the next. */
function paint(pdf: Pdf, d: string, fill = 'none', stroke = 'none'): void {
  if (d === '' || (fill === 'none' && stroke === 'none')) return;
  const path = pdf.path(d);
  if (stroke === 'none') path.fill(fill);
  else if (fill === 'none') path.stroke(stroke);
  else path.fillAndStroke(fill, stroke);
}

/** Vega sets texts on their baseline. */
function write(pdf: Pdf, of: Attributes, escaped: string): void {
  const text = escaped.replace(/&(\w+);/g, (all, name: string) => UNESCAPED[name] ?? all);
  pdf.fontSize(Number.parseFloat(of.get('font-size') ?? '11')).fillColor('#000000');
  const width = pdf.widthOfString(text);
  const anchor = of.get('text-anchor');
  const left = anchor === 'end' ? -width : anchor === 'middle' ? -width / 2 : 0;
  pdf.text(text, left, 0, { lineBreak: false, baseline: 'alphabetic' });
}
