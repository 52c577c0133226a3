import { buffer } from 'node:stream/consumers';
import writeXlsxFile, { type Row, type SheetData } from 'write-excel-file/node';
import { memorySource, readZip } from '../../formats/zip.js';
import { packZip, type ZipContent } from '../../formats/zip-write.js';
import type { Report, ReportRow, Tally } from '../../model/report.js';
import { agreedText, number, spanTitle } from '../words.js';
import { COLUMNS } from './columns.js';

const HEAD = { fontWeight: 'bold', backgroundColor: '#1d3557', textColor: '#ffffff' } as const;
const head = (titles: readonly string[]): Row =>
  titles.map((value) => ({ value, type: String, wrap: true, ...HEAD }));

/** Excel refuses a sheet of more rows, the header among them. */
const MOST_ROWS = 1_048_575;

/** Rows packed at a time. */
const CHUNK = 500;
const FINDINGS_XML = 'xl/worksheets/sheet1.xml';
const END_OF_ROWS = '</sheetData>';

/**
 * A workbook with one row a finding and a sheet of counts. Text is written as text, so that no cell
 * is a formula. Findings over what a sheet holds are named in the counts, and stand in the csv.
 *
 * The package holds all cells in memory, which is a gigabyte for 100,000 findings: it writes
 * everything but the rows of findings, which are packed a few at a time.
 */
export async function* renderXlsx(report: Report): AsyncGenerator<Uint8Array> {
  const count = Math.min(report.rows.length, MOST_ROWS);
  const workbook = writeXlsxFile([
    {
      data: [head(COLUMNS.map(({ title }) => title))],
      sheet: 'Findings',
      stickyRowsCount: 1,
      columns: COLUMNS.map(({ width }) => ({ width })),
    },
    {
      data: countsSheet(report, report.rows.length - count),
      sheet: 'Counts',
      columns: [{ width: 62 }, { width: 16 }, { width: 16 }],
    },
  ]);
  const members = new Map<string, ZipContent>();
  for await (const item of readZip(memorySource(await workbook.toBuffer()))) {
    if (item.kind === 'defect') throw new Error(`the workbook misses ${item.name}`);
    members.set(item.name, await buffer(item.stream));
  }
  const sheet = String(members.get(FINDINGS_XML));
  const end = sheet.indexOf(END_OF_ROWS);
  if (end < 0) throw new Error('the sheet of findings has no rows');
  members.set(FINDINGS_XML, withRows(sheet.slice(0, end), report.rows, count, sheet.slice(end)));
  yield* packZip(members);
}

function* withRows(
  before: string,
  rows: readonly ReportRow[],
  count: number,
  after: string,
): Generator<string> {
  yield before;
  for (let from = 0; from < count; from += CHUNK) {
    const some = rows.slice(from, Math.min(from + CHUNK, count));
    // The first row is the header, and rows are counted from 1.
    yield some.map((row, place) => rowXml(row, from + place + 2)).join('');
  }
  yield after;
}

const rowXml = (row: ReportRow, number: number): string =>
  `<row r="${number}">${COLUMNS.map(({ value }, at) => cellXml(value(row), `${LETTERS[at]}${number}`)).join('')}</row>`;

/** Names of columns, of which there are fewer than letters. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** A text stands in its cell (ECMA-376 part 1, 18.3.1.53) and not in a table of all texts. */
function cellXml(value: string | number, place: string): string {
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  if (value === '') return '';
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${asXml(value)}</t></is></c>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Line ends stay; `_x0041_` would be read as a letter by its number (18.18.96 ST_Xstring). */
const asXml = (text: string): string =>
  text
    .replace(/[&<>]/g, (c) => ENTITIES[c] ?? c)
    .replace(/[\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');

function countsSheet({ summary }: Report, leftOut: number): SheetData {
  const { counts, period, earlier, precision, reading } = summary;
  const table = (title: string, tallies: readonly Tally[]): SheetData => [
    [],
    head([title, 'This period', 'Earlier period']),
    ...tallies.map(({ label, now, earlier: before }) => [label, now, before]),
  ];
  return [
    [{ value: `Findings from ${spanTitle(period)}`, fontWeight: 'bold' }],
    [`Compared with ${spanTitle(earlier)}`],
    [
      'A finding is correspondence that may engage a paragraph of the protocol. It is not a verdict.',
    ],
    [agreedText(precision.overall)],
    ...(leftOut === 0 ? [] : [[`${number(leftOut)} findings do not fit a sheet; see the csv.`]]),
    ...table('Findings', [counts.total]),
    ...table('By category', counts.byCategory),
    ...table('By paragraph that may be engaged', counts.byClause),
    ...table('By severity', counts.bySeverity),
    ...table('By outcome', counts.byOutcome),
    ...table('By month', counts.byMonth),
    [],
    head(['What was read', 'This period', 'Earlier period']),
    ['Messages and letters', reading.messages + reading.letters, reading.earlier],
  ];
}
