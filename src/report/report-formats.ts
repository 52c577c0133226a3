import type { Report } from '../model/report.js';
import { renderCsv } from './data/csv.js';
import { renderReportJson } from './data/report-json.js';
import { renderSarif } from './sarif.js';

/** What `probity report --format` may name. */
export const REPORT_FORMATS = ['xlsx', 'csv', 'json', 'sarif'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** Renders a report; the large packages are loaded by the formats that need them. */
export async function renderReport(format: ReportFormat, report: Report): Promise<Chunks> {
  switch (format) {
    case 'csv':
      return renderCsv(report.rows);
    case 'json':
      return renderReportJson(report);
    case 'sarif':
      return renderSarif(findingsOf(report), { version: report.summary.probity });
    case 'xlsx': {
      const { renderXlsx } = await import('./data/xlsx.js');
      return [await renderXlsx(report)];
    }
  }
}

async function* findingsOf({ rows }: Report) {
  for (const { finding } of rows) yield finding;
}
