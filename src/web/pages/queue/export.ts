import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { QueueFilter, QueueRow } from '../../../store/review/store.js';
import type { Desk } from '../../desk.js';
import type { Names } from '../../names.js';
import type { Visit } from '../../visit.js';
import { filterOf, queueQuerySchema } from './filter.js';
import { senderOf } from './model.js';

const COLUMNS = [
  'id',
  'case',
  'state',
  'category',
  'pattern',
  'layer',
  'severity',
  'confidence',
  'clauses',
  'sender',
  'role',
  'sent',
  'subject',
  'quote',
  'assignee',
] as const;

/** The findings of the filter, near-duplicates too, one a row; names as this reader sees them. */
export async function exportFindings(desk: Desk, visit: Visit): Promise<unknown> {
  const filter = filterOf(visit.query(queueQuerySchema));
  const { total } = await desk.store.review.counts(visit.asker, filter);
  await visit.audit('exported', `${total} findings as CSV`);
  // A subject such as `=HYPERLINK(…)` is text in the spreadsheet, not a formula.
  const table = stringify({
    header: true,
    columns: [...COLUMNS],
    escape_formulas: true,
    bom: true,
  });
  Readable.from(rows(desk, visit, filter)).pipe(table);
  return visit.reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', 'attachment; filename="findings.csv"')
    .send(table);
}

async function* rows(desk: Desk, visit: Visit, filter: QueueFilter): AsyncGenerator<string[]> {
  const byCase = new Map<string, Names>();
  for await (const row of desk.store.review.every(visit.asker, filter)) {
    let names = byCase.get(row.caseId);
    if (names === undefined || visit.session.pseudonymised) {
      // A sender whom the roster does not know is known from the row itself.
      names = await visit.names(row.caseId, [senderOf(row)]);
      byCase.set(row.caseId, names);
    }
    yield cells(row, names);
  }
}

const cells = (row: QueueRow, names: Names): string[] => [
  row.id,
  row.caseName,
  row.state,
  row.category,
  row.pattern,
  row.layer,
  row.severity,
  String(row.confidence),
  row.clauses,
  names.person(row.person, row.personName),
  row.role,
  row.sentMs === 0 ? '' : new Date(row.sentMs).toISOString(),
  names.text(row.subject),
  names.text(row.quote),
  row.assignee,
];
