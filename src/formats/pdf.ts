import { PDF_CHARACTERS, PDF_PAGES } from './caps.js';
import type { Decoded } from './charset.js';
import { lineEnds } from './charset.js';
import { defect } from './defect.js';

/** A run of text as pdf.js gives it; marked content has no `str`. */
interface TextRun {
  readonly str: string;
  /** Matrix; the last two numbers are where the run starts. */
  readonly transform: readonly number[];
  readonly height: number;
  readonly hasEOL: boolean;
}

/**
 * Text of a pdf, page after page, line breaks kept and a blank line where the page leaves one.
 * What has no text (a scan) is said so.
 */
export async function readPdf(bytes: Uint8Array): Promise<Decoded> {
  try {
    // Loaded when the first pdf comes: pdf.js is 2 MB of code.
    const { getDocumentProxy } = await import('unpdf');
    // pdf.js takes the buffer it is given away from its owner.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      isEvalSupported: false,
    });
    try {
      return await readPages(pdf);
    } finally {
      await pdf.destroy();
    }
  } catch (error) {
    const encrypted = error instanceof Error && error.name === 'PasswordException';
    const what = encrypted
      ? defect('pdf-encrypted', 'The pdf needs a password; it was not read.')
      : defect('pdf-unreadable', 'The pdf is broken; it was not read.');
    return { text: '', defects: [what] };
  }
}

type Pdf = Awaited<ReturnType<typeof import('unpdf')['getDocumentProxy']>>;

async function readPages(pdf: Pdf): Promise<Decoded> {
  const pages: string[] = [];
  const defects = [];
  let length = 0;
  if (pdf.numPages > PDF_PAGES)
    defects.push(
      defect('cap-pdf-pages', `Only the first ${PDF_PAGES} pages of the pdf were read.`),
    );
  for (let n = 1; n <= Math.min(pdf.numPages, PDF_PAGES); n++) {
    try {
      const page = await pdf.getPage(n);
      const { items } = await page.getTextContent();
      const text = layOutRuns(items.filter((item): item is TextRun & typeof item => 'str' in item));
      page.cleanup();
      pages.push(text);
      length += text.length;
    } catch {
      defects.push(defect('pdf-page-unreadable', `Page ${n} of the pdf cannot be read.`));
    }
    if (length > PDF_CHARACTERS) {
      defects.push(defect('cap-pdf-characters', 'The pdf holds too much text; it was cut off.'));
      break;
    }
  }
  const text = lineEnds(pages.join('\n\n')).slice(0, PDF_CHARACTERS);
  if (text.trim() === '')
    defects.push(defect('pdf-without-text', 'The pdf has no text: it may be a scan.'));
  return { text, defects };
}

/** A gap of this many line heights is a paragraph's. */
const PARAGRAPH_GAP = 1.75;

function layOutRuns(runs: readonly TextRun[]): string {
  const out: string[] = [];
  let lineY: number | null = null;
  let newLine = false;
  for (const run of runs) {
    if (run.str !== '') {
      const y = run.transform[5] ?? 0;
      const height = run.height || Math.abs(run.transform[3] ?? 0) || 10;
      const gap = newLine && lineY !== null && Math.abs(lineY - y) > height * PARAGRAPH_GAP;
      if (gap) out.push('\n');
      out.push(run.str);
      lineY = y;
      newLine = false;
    }
    if (run.hasEOL) {
      out.push('\n');
      newLine = true;
    }
  }
  return out
    .join('')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
