import type { Verdict } from '../../model/finding.js';
import type { ReportRow, ReportSummary } from '../../model/report.js';
import type { Block, ReportDocument, TableBlock } from '../document.js';
import { categoryTitle, clauseTitle, dayTitle, OUTCOME_TITLES, plural } from '../words.js';

/** One message of the bundle. */
export interface Exhibit {
  /** `E1` */
  readonly name: string;
  readonly path: string;
  /** SHA-256 of its bytes as they were scanned; empty when they could not be read again. */
  readonly sha256: string;
  readonly heads: readonly (readonly [string, string])[];
  /** Its text, or why it cannot be shown. */
  readonly text: string;
  readonly rows: readonly ReportRow[];
}

export interface AuditLineShown {
  readonly at: string;
  readonly who: string;
  readonly action: string;
  readonly detail: string;
}

export interface Bundle {
  readonly summary: ReportSummary;
  readonly exhibits: readonly Exhibit[];
  /** By finding id, oldest first. */
  readonly verdicts: ReadonlyMap<string, readonly Verdict[]>;
  readonly audit: readonly AuditLineShown[];
}

const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
const paragraph = (text: string): Block => ({ kind: 'paragraph', text });

const table = (
  caption: string,
  columns: readonly (readonly [string, number])[],
  rows: readonly (readonly string[])[],
): TableBlock => ({
  kind: 'table',
  caption,
  columns: columns.map(([title, share]) => ({ title, share })),
  rows,
});

/** Scope, chronology, index of exhibits, what reviewers decided, and the audit extract. */
export function bundleDocument(bundle: Bundle): ReportDocument {
  const { summary, exhibits } = bundle;
  const rows = exhibits.flatMap((exhibit) => exhibit.rows.map((row) => ({ exhibit, row })));
  const clauses = [...new Set(rows.flatMap(({ row }) => row.finding.clauses.map(clauseTitle)))];
  return {
    title: 'Case bundle',
    subtitle: summary.cases.map(({ name }) => name).join(', '),
    facts: [
      ['Status', 'Draft, in confidence'],
      ['Made on', dayTitle(summary.madeOn)],
      ['Purpose', summary.cases.map(({ purpose }) => purpose).join('; ') || 'not stated'],
      ['People', summary.named ? 'shown by name' : 'replaced by labels'],
    ],
    date: summary.madeOn,
    blocks: [
      heading('1. Scope'),
      {
        kind: 'note',
        text: 'This bundle holds correspondence that may engage paragraphs of the protocol. It is no verdict: whether a paragraph was engaged, and what follows, is decided under the council’s own arrangements.',
      },
      paragraph(
        `${plural(rows.length, 'finding')} in ${plural(exhibits.length, 'message')}. Paragraphs that may be engaged:`,
      ),
      { kind: 'list', items: clauses.length === 0 ? ['none'] : clauses },
      heading('2. Chronology'),
      table(
        'Messages by day',
        [
          ['Day', 16],
          ['Exhibit', 10],
          ['Subject', 40],
          ['May engage', 34],
        ],
        rows.map(({ exhibit, row }) => [
          dayTitle(row.day),
          exhibit.name,
          row.finding.document.subject || categoryTitle(row.finding.category),
          row.finding.clauses.map((c) => `${c.protocol} ¶${c.ref}`).join('; '),
        ]),
      ),
      heading('3. Index of exhibits'),
      table(
        'Exhibits',
        [
          ['Exhibit', 10],
          ['Where it lay', 40],
          ['SHA-256 of its bytes', 50],
        ],
        exhibits.map(({ name, path, sha256 }) => [name, path, sha256 || 'not read again']),
      ),
      heading('4. What reviewers decided'),
      ...verdictBlocks(
        bundle,
        rows.map(({ row }) => row),
      ),
      heading('5. Extract of the audit log'),
      auditTable(bundle),
    ],
  };
}

function verdictBlocks({ verdicts }: Bundle, rows: readonly ReportRow[]): Block[] {
  const lines = rows.flatMap((row) =>
    (verdicts.get(row.finding.id) ?? []).map((verdict) => [
      row.reference,
      dayTitle(verdict.at),
      verdict.reviewer,
      verdict.decision.replaceAll('-', ' '),
      verdict.reason,
    ]),
  );
  if (lines.length === 0) return [paragraph('Nobody has decided on these findings yet.')];
  const columns = [
    ['Finding', 10],
    ['Day', 16],
    ['Reviewer', 18],
    ['Step', 14],
    ['Reason or note', 42],
  ] as const;
  return [table('Steps of review', columns, lines)];
}

function auditTable({ audit }: Bundle): Block {
  if (audit.length === 0) return paragraph('The log has no entry on this case.');
  const columns = [
    ['Moment', 24],
    ['Who', 18],
    ['Action', 16],
    ['Detail', 42],
  ] as const;
  return table(
    'Entries on this case',
    columns,
    audit.map((a) => [a.at, a.who, a.action, a.detail]),
  );
}

/** One message with what was found in it. */
export function exhibitDocument(exhibit: Exhibit, date: string): ReportDocument {
  const { name, path, sha256, heads, text, rows } = exhibit;
  return {
    title: `Exhibit ${name}`,
    subtitle: path,
    facts: [...heads, ['SHA-256', sha256 || 'not read again']],
    date,
    blocks: [
      heading('Why it is here'),
      ...rows.flatMap(findingBlocks),
      heading('The message'),
      { kind: 'quote', text },
    ],
  };
}

function findingBlocks({ reference, finding, state }: ReportRow): Block[] {
  const seen = finding.sightings;
  return [
    { kind: 'heading', level: 3, text: `${reference}: ${categoryTitle(finding.category)}` },
    ...finding.evidence.map(({ quote }) => ({ kind: 'quote', text: quote }) as const),
    paragraph(`${finding.explanation} ${OUTCOME_TITLES[state]}.`),
    ...(seen.length === 0
      ? []
      : [
          paragraph(
            `The same words were also seen in ${plural(seen.length, 'message')}: ${seen.join('; ')}.`,
          ),
        ]),
  ];
}
