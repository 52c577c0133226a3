import PDFDocument from 'pdfkit';

/** What a part of the structure holds: other parts, or what draws its content. */
export interface PdfElement {
  add(child: PdfElement | (() => void)): PdfElement;
  end(): void;
}

export interface PdfCell {
  readonly text: string;
  readonly align: { readonly x: 'left' | 'right' };
  readonly padding: Sides;
  readonly type?: 'TH';
  readonly scope?: 'Column' | 'Row';
  readonly font?: { readonly src: string; readonly size: number };
}

export interface Sides {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export interface PdfTableOptions {
  readonly structParent: PdfElement;
  readonly position: { readonly x: number; readonly y: number };
  readonly maxWidth: number;
  readonly columnStyles: readonly { readonly width: number }[];
  readonly defaultStyle: { readonly border: Sides };
}

interface StructureOptions {
  readonly alt?: string;
  /** Left, top, right, bottom, in points from the top left. */
  readonly bbox?: readonly [number, number, number, number];
}

/** pdfkit as it is since 0.19; its published types are of an earlier one without these. */
export interface Pdf extends Omit<PDFKit.PDFDocument, 'struct' | 'addStructure' | 'table'> {
  struct(type: string, content?: () => void): PdfElement;
  struct(type: string, options: StructureOptions, content: () => void): PdfElement;
  addStructure(element: PdfElement): Pdf;
  table(options: PdfTableOptions): {
    row(cells: readonly PdfCell[]): unknown;
    end(): void;
  };
}

export interface PdfOptions {
  readonly title: string;
  readonly subject: string;
  /** The only date in the file. */
  readonly date: Date;
  readonly margin: number;
  readonly font: Uint8Array;
}

/**
 * Names a font. Registered as it was read, not as bytes: a table sets its font again for every cell,
 * and pdfkit would read the bytes each time (5 s for a hundred rows).
 */
export function nameFont(pdf: Pdf, name: string, bytes: Uint8Array): void {
  pdf.font(Buffer.from(bytes));
  const { _font: read } = pdf as unknown as { readonly _font: { readonly font: Uint8Array } };
  pdf.registerFont(name, read.font);
}

/** An empty A4 document that says it is PDF/UA-1 in British English. */
export function openPdf({ title, subject, date, margin, font }: PdfOptions): Pdf {
  const options = {
    size: 'A4',
    margins: { top: margin, bottom: margin, left: margin, right: margin },
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    bufferPages: true,
    font: Buffer.from(font),
    info: {
      Title: title,
      Subject: subject,
      Author: 'Probity',
      Creator: 'Probity',
      Producer: 'Probity',
      CreationDate: date,
      ModDate: date,
    },
  };
  return new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions) as unknown as Pdf;
}
