import { CsvError, parse } from 'csv-parse/sync';
import type { Mistake } from '../model/errors.js';

/** One record of a CSV file, with the physical line (1-based) on which it begins. */
export interface TableRow {
  readonly line: number;
  readonly fields: readonly string[];
}

export interface Table {
  readonly rows: readonly TableRow[];
  readonly mistakes: readonly Mistake[];
}

/** Far beyond any council's longest row; a quote left open must not swallow the file silently. */
const MAX_RECORD_CHARACTERS = 20_000;
/** Reading starts anew after a broken row; a file that is not CSV at all is given up after these. */
const MAX_BROKEN_ROWS = 100;

/** Excel saves "Unicode text" as UTF-16; read as UTF-8 it has a NUL beside every letter. */
function withoutUtf16Remains(text: string): string {
  return text.includes('\0') ? text.replace(/^\ufffd+/, '').replaceAll('\0', '') : text;
}

/** Lines without byte order mark and line ends, counted as an editor counts them. */
function physicalLines(csv: string): string[] {
  return withoutUtf16Remains(csv)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/);
}

function nextFilled(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && lines[at]!.trim() === '') at++;
  return at;
}

/** A break in the quotation: the index of its row's first line, and of the line to go on from. */
interface Break {
  readonly first: number;
  readonly resume: number;
  readonly message: string;
}

function describe(error: CsvError, first: number, from: number): Break {
  const unclosed = error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE';
  if (unclosed) {
    const message = 'a quotation mark is opened in this row and never closed';
    return { first, resume: first + 1, message };
  }
  const seen: unknown = error.lines;
  const resume = Math.max(first + 1, from + (typeof seen === 'number' ? seen : 0));
  const message =
    'a quotation mark stands inside a field: put the whole field in quotation marks and double the inner ones';
  return { first, resume, message };
}

/** Reads rows from a line on, up to the end (undefined) or the first break. */
function readFrom(lines: readonly string[], from: number, rows: TableRow[]): Break | undefined {
  let done = from;
  try {
    parse(lines.slice(from).join('\n'), {
      record_delimiter: '\n',
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      on_record: (fields: string[], context): null => {
        if (fields.some((field) => field !== '')) {
          rows.push({ line: nextFilled(lines, done) + 1, fields });
        }
        done = from + context.lines;
        return null;
      },
    });
    return undefined;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return describe(error, nextFilled(lines, done), from);
  }
}

/**
 * Cuts CSV text into rows. Blank lines are skipped; fields lose the blanks around them.
 *
 * @param csv the file's text; a byte order mark and CRLF are tolerated
 * @param path named in mistakes
 * @returns every row that can be read, and each broken quotation as a mistake
 */
export function readTable(csv: string, path: string): Table {
  const lines = physicalLines(csv);
  const rows: TableRow[] = [];
  const mistakes: Mistake[] = [];
  let from = 0;
  while (from < lines.length && mistakes.length < MAX_BROKEN_ROWS) {
    const broken = readFrom(lines, from, rows);
    if (!broken) break;
    mistakes.push({ path, line: broken.first + 1, message: broken.message });
    from = broken.resume;
  }
  return { rows, mistakes };
}
