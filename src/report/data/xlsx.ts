import writeXlsxFile, { type Row, type SheetData } from 'write-excel-file/node';
import type { Report, Tally } from '../../model/report.js';
import { agreedText, number, spanTitle } from '../words.js';
import { fixZipDates } from '../zip-dates.js';
import { COLUMNS } from './columns.js';

const HEAD = { fontWeight: 'bold', backgroundColor: '#1d3557', textColor: '#ffffff' } as const;
const head = (titles: readonly string[]): Row =>
  titles.map((value) => ({ value, type: String, wrap: true, ...HEAD }));

/** Excel refuses a sheet of more rows, the header among them. */
const MOST_ROWS = 1_048_575;

/**
 * A workbook with one row a finding and a sheet of counts. Text is written as text, so that no cell
 * is a formula. Findings over what a sheet holds are named in the counts, and stand in the csv.
 */
export async function renderXlsx(report: Report): Promise<Uint8Array> {
  const rows = report.rows.slice(0, MOST_ROWS);
  const findings: SheetData = [head(COLUMNS.map(({ title }) => title))];
  for (const row of rows) findings.push(COLUMNS.map(({ value }) => value(row)));
  const workbook = writeXlsxFile([
    {
      data: findings,
      sheet: 'Findings',
      stickyRowsCount: 1,
      columns: COLUMNS.map(({ width }) => ({ width })),
    },
    {
      data: countsSheet(report, report.rows.length - rows.length),
      sheet: 'Counts',
      columns: [{ width: 62 }, { width: 16 }, { width: 16 }],
    },
  ]);
  return fixZipDates(await workbook.toBuffer());
}

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
