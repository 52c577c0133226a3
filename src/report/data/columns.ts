import type { ReportRow } from '../../model/report.js';
import { plainText, wellFormed } from '../plain-text.js';
import { OUTCOME_TITLES } from '../words.js';

/** One column of the sheets with one row a finding. */
export interface Column {
  readonly title: string;
  /** Characters, for the width in a spreadsheet. */
  readonly width: number;
  readonly value: (row: ReportRow) => string | number;
}

/** A spreadsheet's cell holds no more. */
const MOST_CHARACTERS = 32_767;

/** Several lines are kept; what no XML may hold and no terminal should see goes. */
const lines = (texts: readonly string[]): string =>
  wellFormed(
    texts.map((text) => text.split('\n').map(plainText).join('\n').trim()).join('\n…\n'),
  ).slice(0, MOST_CHARACTERS);
const line = (text: string): string => plainText(text).slice(0, MOST_CHARACTERS);

/** The columns of csv and xlsx; the json holds the same and more. Dates are ISO 8601. */
export const COLUMNS: readonly Column[] = [
  { title: 'Reference', width: 10, value: (row) => row.reference },
  { title: 'Day', width: 11, value: (row) => row.day },
  { title: 'Dated by the message', width: 10, value: (row) => (row.undated ? 'no' : 'yes') },
  { title: 'Category', width: 22, value: ({ finding }) => finding.category },
  {
    title: 'May engage',
    width: 28,
    value: ({ finding }) => finding.clauses.map((c) => `${c.protocol} ¶${c.ref}`).join('; '),
  },
  { title: 'Severity', width: 9, value: ({ finding }) => finding.severity },
  { title: 'Confidence', width: 10, value: ({ finding }) => finding.confidence },
  { title: 'Outcome', width: 32, value: (row) => OUTCOME_TITLES[row.state] },
  { title: 'Reason set aside', width: 18, value: (row) => row.dismissal },
  { title: 'Found', width: 22, value: (row) => row.foundAt },
  { title: 'Concluded', width: 22, value: (row) => row.concludedAt },
  { title: 'Sender', width: 28, value: ({ finding }) => line(finding.document.author) },
  { title: 'Sender’s role', width: 12, value: ({ finding }) => finding.document.role },
  { title: 'Recipients', width: 28, value: ({ finding }) => line(finding.document.to.join('; ')) },
  { title: 'Subject', width: 32, value: ({ finding }) => line(finding.document.subject) },
  {
    title: 'Words',
    width: 60,
    value: ({ finding }) => lines(finding.evidence.map(({ quote }) => quote)),
  },
  { title: 'Why it was picked out', width: 60, value: ({ finding }) => line(finding.explanation) },
  { title: 'Signs', width: 40, value: ({ finding }) => line(finding.because.join('; ')) },
  { title: 'Pattern', width: 30, value: ({ finding }) => finding.pattern },
  { title: 'Layer', width: 10, value: ({ finding }) => finding.layer },
  { title: 'Also seen in', width: 9, value: ({ finding }) => finding.sightings.length },
  { title: 'Document', width: 30, value: ({ finding }) => line(finding.document.path) },
  { title: 'Case', width: 16, value: (row) => line(row.caseName) },
  { title: 'Finding id', width: 26, value: ({ finding }) => finding.id },
];
