import { z } from 'zod';
import { type Report, reportFileSchema } from '../../model/report.js';
import { safeJson } from '../plain-text.js';

/** Names the shape; a later shape that is not this one gets another number. */
export const REPORT_SCHEMA_ID = 'https://probity.example/schemas/report-1.json';

/** The JSON Schema (draft 2020-12) of the json format. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(reportFileSchema, { target: 'draft-2020-12' });
  return `${JSON.stringify({ $id: REPORT_SCHEMA_ID, title: 'Probity report', ...schema }, null, 2)}\n`;
}

/** The summary and every row. */
export function* renderReportJson({ summary, rows }: Report): Generator<string> {
  yield `{"$schema":${safeJson(REPORT_SCHEMA_ID)},\n"summary":${safeJson(summary)},\n"findings":[`;
  let separator = '\n';
  for (const row of rows) {
    yield separator + safeJson(row);
    separator = ',\n';
  }
  yield '\n]}\n';
}
