import { stringify } from 'csv-stringify/sync';
import type { ReportRow } from '../../model/report.js';
import { COLUMNS } from './columns.js';

/** Rows made at a time. */
const CHUNK = 2_000;

/**
 * One row a finding: UTF-8 with a byte order mark, without which Excel reads another encoding; line
 * ends of RFC 4180. A cell that a spreadsheet would take for a formula (CWE-1236) starts with `'`.
 */
export function* renderCsv(rows: readonly ReportRow[]): Generator<string> {
  yield `\ufeff${stringify([COLUMNS.map(({ title }) => title)], { record_delimiter: 'windows' })}`;
  for (let from = 0; from < rows.length; from += CHUNK) {
    const cells = rows.slice(from, from + CHUNK).map((row) => COLUMNS.map((c) => c.value(row)));
    yield stringify(cells, { escape_formulas: true, record_delimiter: 'windows' });
  }
}
