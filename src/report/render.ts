import type { Finding } from '../model/finding.js';
import { renderJson } from './json.js';
import { renderJsonl } from './jsonl.js';
import { renderSarif, type SarifOptions } from './sarif.js';
import { renderTable, type TableOptions } from './table.js';

/** What `--format` may name. */
export const FORMATS = ['table', 'jsonl', 'json', 'sarif'] as const;
export type Format = (typeof FORMATS)[number];

export type RenderOptions = TableOptions & SarifOptions;

/** Renders findings as they come; the text is yielded in chunks and nothing is kept. */
export function render(
  format: Format,
  findings: AsyncIterable<Finding>,
  options: RenderOptions,
): AsyncIterable<string> {
  switch (format) {
    case 'table':
      return renderTable(findings, options);
    case 'jsonl':
      return renderJsonl(findings);
    case 'json':
      return renderJson(findings);
    case 'sarif':
      return renderSarif(findings, options);
  }
}
