import type { Severity } from '../model/category.js';
import type { Evidence, Finding } from '../model/finding.js';
import { padTo, wrap } from './cell-width.js';
import { plainText } from './plain-text.js';

export interface TableOptions {
  /** Columns of the terminal; less than 60 is taken as 60, more than 200 as 200. */
  readonly width: number;
  /** Whether to colour with ANSI sequences. */
  readonly colour: boolean;
}

/** Below 60 columns a quote breaks after every second word; above 200 the eye loses the line. */
const MIN_WIDTH = 60;
const MAX_WIDTH = 200;
/** From here on the date has a column of its own. */
const ROOMY_WIDTH = 110;
/** A list of fifty recipients would push the words off the screen. */
const MAX_RECIPIENTS_SHOWN = 3;
/** A whole letter as a quote is shown up to here; `--format json` has it all. */
const MAX_QUOTE_CHARACTERS = 600;
const GAP = '  ';

type Style = 'plain' | 'bold' | 'dim' | Severity;

/** SGR parameters; severity is told by words as well, never by colour alone. */
const SGR: Readonly<Record<Style, string>> = {
  plain: '',
  bold: '1',
  dim: '2',
  high: '1;31',
  medium: '33',
  low: '36',
};

interface Text {
  readonly text: string;
  readonly style: Style;
}

interface Column {
  readonly head: string;
  readonly width: number;
  readonly cells: (finding: Finding) => readonly Text[];
}

function plain(text: string, style: Style = 'plain'): Text {
  return { text: plainText(text), style };
}

function when(finding: Finding): Text[] {
  const { sentAt } = finding.document;
  if (sentAt === '') return [plain('no date')];
  return [plain(sentAt.slice(0, 10)), plain(sentAt.slice(11, 16))].filter((t) => t.text !== '');
}

function people(finding: Finding): Text[] {
  const { author, role, to } = finding.document;
  const shown = to.slice(0, MAX_RECIPIENTS_SHOWN).map((address) => plain(`→ ${address}`));
  const more = to.length - shown.length;
  return [
    plain(role === '' ? author || 'unknown' : `${author || 'unknown'} (${role})`, 'bold'),
    ...shown,
    ...(more > 0 ? [plain(`→ and ${more} more`)] : []),
  ];
}

function engages(finding: Finding): Text[] {
  const clauses = finding.clauses.map(({ protocol, ref, title }) => {
    return plain(`${protocol} cl. ${ref} ${title}`);
  });
  const name = finding.pattern.replace(`${finding.category}/`, '');
  return [plain(finding.category, 'bold'), plain(name, 'dim'), ...clauses];
}

function shorten(text: string): string {
  if (text.length <= MAX_QUOTE_CHARACTERS) return text;
  return `${text.slice(0, MAX_QUOTE_CHARACTERS).replace(/[\ud800-\udbff]$/, '')} …`;
}

function quoted(evidence: Evidence, finding: Finding): Text[] {
  const whole = plainText(evidence.quote);
  const words = shorten(whole);
  const place = evidence.part === 'body' ? '' : `${evidence.part}: `;
  const { author } = finding.document;
  const isOther = evidence.author !== '' && evidence.author !== author;
  return [
    plain(`${place}“${words}”`),
    ...(isOther ? [plain(`words of ${evidence.author}`, 'dim')] : []),
  ];
}

function words(finding: Finding): Text[] {
  const { subject, path } = finding.document;
  const also = finding.sightings.length;
  return [
    ...finding.evidence.flatMap((evidence) => quoted(evidence, finding)),
    plain(`${subject === '' ? 'no subject' : subject} — ${path}`, 'dim'),
    ...(also > 0
      ? [plain(`also seen in ${also} other ${also === 1 ? 'document' : 'documents'}`, 'dim')]
      : []),
  ];
}

function sure(finding: Finding): Text[] {
  return [
    plain(`${Math.round(finding.confidence * 100)}%`),
    plain(finding.severity, finding.severity),
  ];
}

function peopleAndWhen(finding: Finding): Text[] {
  const date = when(finding).map(({ text }) => text);
  return [...people(finding), plain(date.join(' '))];
}

/** Columns for a width; in a narrow one the date stands under the people. */
function layOut(width: number): Column[] {
  const roomy = width >= ROOMY_WIDTH;
  const sureWidth = 6;
  const dateWidth = roomy ? 10 : 0;
  const gaps = GAP.length * (roomy ? 4 : 3);
  const rest = width - sureWidth - dateWidth - gaps;
  const who = Math.floor(rest * (roomy ? 0.28 : 0.33));
  const what = Math.floor(rest * 0.24);
  return [
    ...(roomy ? [{ head: 'When', width: dateWidth, cells: when }] : []),
    {
      head: roomy ? 'Who wrote to whom' : 'Who, to whom, when',
      width: who,
      cells: roomy ? people : peopleAndWhen,
    },
    { head: 'May engage', width: what, cells: engages },
    { head: 'Exact words', width: rest - who - what, cells: words },
    { head: 'Sure', width: sureWidth, cells: sure },
  ];
}

function paint({ text, style }: Text, colour: boolean): string {
  return colour && SGR[style] !== '' ? `\u001b[${SGR[style]}m${text}\u001b[0m` : text;
}

/** Rows of cells side by side; blanks at the end of a line are left out. */
function rows(
  columns: readonly Column[],
  cells: readonly (readonly Text[])[],
  colour: boolean,
): string {
  const lines = cells.map((texts, index) => {
    const { width } = columns[index]!;
    return texts.flatMap(({ text, style }) =>
      wrap(text, width).map((line) => ({ text: line, style })),
    );
  });
  const height = Math.max(...lines.map((each) => each.length));
  let out = '';
  for (let row = 0; row < height; row++) {
    const last = lines.findLastIndex((each) => each[row] !== undefined);
    const line = lines.slice(0, last + 1).map((each, index) => {
      const cell = each[row] ?? { text: '', style: 'plain' as const };
      const padding =
        index === last ? '' : padTo(cell.text, columns[index]!.width).slice(cell.text.length);
      return paint(cell, colour) + padding;
    });
    out += `${line.join(GAP)}\n`;
  }
  return out;
}

/**
 * A table for reading in a terminal: who wrote to whom and when, category and clause, the exact
 * words, how sure. Text of mail is stripped of everything that could steer the terminal.
 *
 * @returns text chunk by chunk, one finding at a time, so that memory stays flat
 */
export async function* renderTable(
  findings: AsyncIterable<Finding>,
  options: TableOptions,
): AsyncGenerator<string> {
  const width = Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, Math.floor(options.width) || MIN_WIDTH));
  const columns = layOut(width);
  const rule = `${columns.map((column) => '─'.repeat(column.width)).join(GAP)}\n`;
  let count = 0;
  for await (const finding of findings) {
    if (count === 0) {
      const heads = columns.map(({ head }): readonly Text[] => [{ text: head, style: 'bold' }]);
      yield rows(columns, heads, options.colour) + rule;
    }
    count++;
    const cells = columns.map((column) => column.cells(finding));
    yield rows(columns, cells, options.colour) + rule;
  }
  if (count === 0) yield 'No findings.\n';
}
