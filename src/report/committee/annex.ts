import type { Report, ReportRow } from '../../model/report.js';
import type { Block } from '../document.js';
import { categoryTitle, dayShort, number, OUTCOME_SHORT, plural } from '../words.js';
import { paragraph } from './blocks.js';

/** Rows of an annex: what a committee can read. The data formats hold every finding. */
const MOST_ROWS = 150;
const RANK = { high: 0, medium: 1, low: 2 } as const;

/** Open and closed findings, without words, names or subjects: nothing of a message is quoted. */
export function annexes({ rows }: Report): Block[] {
  const isClosed = ({ concludedAt }: ReportRow): boolean => concludedAt !== '';
  return [
    ...annex(
      'Annex A: open findings',
      rows.filter((row) => !isClosed(row)),
      true,
    ),
    ...annex('Annex B: closed findings', rows.filter(isClosed), false),
  ];
}

function annex(title: string, rows: readonly ReportRow[], newPage: boolean): Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: title, newPage };
  if (rows.length === 0) return [heading, paragraph('None.')];
  const shown = mostSerious(rows);
  const left = rows.length - shown.length;
  const note = paragraph(
    `${plural(rows.length, 'finding')}. ${left === 0 ? '' : `The ${number(shown.length)} most serious are listed; the other ${number(left)} stand in the data files. `}The reference is the same in the data files of this report.`,
  );
  return [
    heading,
    note,
    {
      kind: 'table',
      caption: title,
      columns: [
        { title: 'Ref', share: 8 },
        { title: 'Day', share: 14 },
        { title: 'Subject', share: 22 },
        { title: 'May engage', share: 22 },
        { title: 'Severity', share: 10 },
        { title: 'From and to', share: 13 },
        { title: 'Outcome', share: 15 },
      ],
      rows: shown.map(annexRow),
    },
  ];
}

/** The most serious by severity, then sureness; listed by reference again. */
function mostSerious(rows: readonly ReportRow[]): ReportRow[] {
  if (rows.length <= MOST_ROWS) return [...rows];
  const place = new Map(rows.map((row, at) => [row, at]));
  return [...rows]
    .sort(
      (a, b) =>
        RANK[a.finding.severity] - RANK[b.finding.severity] ||
        b.finding.confidence - a.finding.confidence ||
        place.get(a)! - place.get(b)!,
    )
    .slice(0, MOST_ROWS)
    .sort((a, b) => place.get(a)! - place.get(b)!);
}

function annexRow(row: ReportRow): string[] {
  const { finding, reference, day, undated, state, dismissal } = row;
  const reason = dismissal === '' ? '' : ` (${dismissal.replaceAll('-', ' ')})`;
  return [
    reference,
    `${dayShort(day)}${undated ? ' (found)' : ''}`,
    categoryTitle(finding.category),
    clausesOf(row),
    finding.severity,
    rolesOf(row),
    `${OUTCOME_SHORT[state]}${reason}`,
  ];
}

/** `member, to 2 people`: roles, never names. */
function rolesOf({ finding: { document } }: ReportRow): string {
  const role = document.role === '' ? 'unknown' : document.role.replaceAll('-', ' ');
  return document.to.length === 0
    ? role
    : `${role}, to ${plural(document.to.length, 'person', 'people')}`;
}

/** `2007 protocol ¶1, ¶14`: each protocol is named once. */
function clausesOf({ finding: { clauses } }: ReportRow): string {
  const protocols = [...new Set(clauses.map(({ protocol }) => protocol))];
  const refs = protocols.map((name) => {
    const own = clauses.filter(({ protocol }) => protocol === name);
    return `${name} ${own.map(({ ref }) => `¶${ref}`).join(', ')}`;
  });
  return refs.join('; ') || 'none';
}
