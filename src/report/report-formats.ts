import type { Report } from '../model/report.js';
import { committeeReport } from './committee/outline.js';
import type { Fonts } from './committee/pdf.js';
import { renderCsv } from './data/csv.js';
import { renderReportJson } from './data/report-json.js';
import { renderSarif } from './sarif.js';

/** What `probity report --format` may name. */
export const REPORT_FORMATS = ['docx', 'pdf', 'html', 'xlsx', 'csv', 'json', 'sarif'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

export type Chunks = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/** What a format needs from outside; asked for only by the format that needs it. */
export interface Needs {
  fonts(): Promise<Fonts>;
}

/** Renders a report; the large packages are loaded by the formats that need them. */
export async function renderReport(
  format: ReportFormat,
  report: Report,
  needs: Needs,
): Promise<Chunks> {
  switch (format) {
    case 'csv':
      return renderCsv(report.rows);
    case 'json':
      return renderReportJson(report);
    case 'sarif':
      return renderSarif(findingsOf(report), { version: report.summary.probity });
    case 'docx': {
      const { renderDocx } = await import('./committee/docx.js');
      return [await renderDocx(committeeReport(report))];
    }
    case 'pdf': {
      const { renderPdf } = await import('./committee/pdf.js');
      return [await renderPdf(committeeReport(report), await needs.fonts())];
    }
    case 'html': {
      const { renderHtml } = await import('./committee/html.js');
      return [await renderHtml(committeeReport(report))];
    }
    case 'xlsx': {
      const { renderXlsx } = await import('./data/xlsx.js');
      return renderXlsx(report);
    }
  }
}

async function* findingsOf({ rows }: Report) {
  for (const { finding } of rows) yield finding;
}
