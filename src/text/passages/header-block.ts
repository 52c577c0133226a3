import type { Address } from '../../model/message.js';
import { readMailbox, readMailboxes } from './addresses.js';
import { readQuotedDate } from './dates.js';
import { isEmpty, type Line, MAX_JUDGED_LINE } from './lines.js';

/** What a quoted header block tells of the message below it. */
export interface QuotedHeader {
  /** Line after the last one of the block. */
  readonly next: number;
  readonly author: Address | null;
  /** To and Cc (and Bcc, where a block shows it) together. */
  readonly audience: readonly Address[];
  /** As `readQuotedDate` gives it. */
  readonly sentAt: string;
  /** null when the block has no subject line. */
  readonly subject: string | null;
}

type Field = 'from' | 'date' | 'to' | 'subject' | 'other';

/** Labels as Outlook, Apple Mail, Gmail, Thunderbird and Notes write them; English and Welsh. */
const LABELS: Readonly<Record<string, Field>> = {
  from: 'from',
  'oddi wrth': 'from',
  oddiwrth: 'from',
  gan: 'from',
  sent: 'date',
  'sent on': 'date',
  date: 'date',
  'date sent': 'date',
  anfonwyd: 'date',
  'anfonwyd ar': 'date',
  dyddiad: 'date',
  to: 'to',
  at: 'to',
  i: 'to',
  cc: 'to',
  copi: 'to',
  'copi i': 'to',
  bcc: 'to',
  subject: 'subject',
  pwnc: 'subject',
  testun: 'subject',
  'reply-to': 'other',
  'reply to': 'other',
  sender: 'other',
  attachments: 'other',
  attachment: 'other',
  atodiadau: 'other',
  atodiad: 'other',
  importance: 'other',
  pwysigrwydd: 'other',
  sensitivity: 'other',
  categories: 'other',
  priority: 'other',
  'message-id': 'other',
  'x-mailer': 'other',
  'content-type': 'other',
  'mime-version': 'other',
  'in-reply-to': 'other',
  references: 'other',
  when: 'other',
  where: 'other',
  organisation: 'other',
  organization: 'other',
};

/** Longest label, and most lines of a block: a recipient list may be folded over many. */
const MAX_LABEL = 14;
const MAX_BLOCK = 60;

/**
 * Reads the header block that begins at line `from`, if one does: "From:" and at least a date, a
 * recipient or a subject under it, in any order the mail programs use. All lines have the `>` depth
 * of the first; one empty line between labels is allowed, as HTML turned to text leaves it.
 *
 * @param alone accept a "From:" line with nothing under it (first line of a quote, or after a marker)
 */
export function readHeaderBlock(
  text: string,
  lines: readonly Line[],
  from: number,
  to: number,
  alone = false,
): QuotedHeader | null {
  const first = lines[from]!;
  if (readLabel(text, first) === null) return null;
  const fields = new Map<Field, string[]>();
  const last = Math.min(to, from + MAX_BLOCK);
  let next = from;
  let open: Field | null = null;
  for (let index = from; index < last; index += 1) {
    const line = lines[index]!;
    if (line.depth !== first.depth) break;
    if (isEmpty(line)) {
      const label = index + 1 < last ? readLabel(text, lines[index + 1]!) : null;
      if (label === null || fields.has(label.field)) break;
      continue;
    }
    const label = readLabel(text, line);
    if (label !== null) {
      if (label.field === 'from' && fields.has('from')) break;
      open = label.field;
      const values = fields.get(open);
      if (values === undefined) fields.set(open, [label.value]);
      else values.push(label.value);
    } else if (open !== null && continues(text, line, open, fields.get(open)!)) {
      const values = fields.get(open)!;
      values.push(`${values.pop()} ${text.slice(line.content, line.end)}`);
    } else break;
    next = index + 1;
  }
  return fields.has('from') && (alone || convinces(fields)) ? headerOf(fields, next) : null;
}

/** The label at the start of a line ("From:", "*Sent:*", "Oddi wrth :"), and what follows it. */
function readLabel(text: string, line: Line): { field: Field; value: string } | null {
  const head = text.slice(line.content, Math.min(line.end, line.content + MAX_LABEL + 6));
  const colon = head.indexOf(':');
  if (colon < 1) return null;
  const name = head
    .slice(0, colon)
    .replace(/[*_\s]+/g, ' ')
    .trim()
    .toLowerCase();
  if (!Object.hasOwn(LABELS, name)) return null;
  const rest = text.slice(line.content + colon + 1, line.end);
  return { field: LABELS[name]!, value: rest.replace(/^[*_]{1,2}(?=\s|$)/, '').trim() };
}

/** Is an unlabelled line the folded rest of a recipient list or subject? */
function continues(text: string, line: Line, field: Field, values: readonly string[]): boolean {
  if (line.end - line.content > MAX_JUDGED_LINE) return false;
  const before = (values.at(-1) ?? '').trimEnd();
  if (field === 'to') {
    if (before === '' || before.endsWith(';') || before.endsWith(',')) return true;
    const words = text.slice(line.content, line.end);
    return words.includes(';') && words.includes('@');
  }
  const indented = line.depth === 0 && /^[ \t]/.test(text.slice(line.start, line.start + 1));
  return indented && field === 'subject';
}

/** "From: 9am To: noon" in a booking is no header block. */
function convinces(fields: ReadonlyMap<Field, readonly string[]>): boolean {
  const author = fields.get('from')?.[0] ?? '';
  if (author === '' || fields.size < 2) return false;
  if (author.includes('@')) return true;
  if (/^\W*\d/.test(author)) return false;
  const date = fields.get('date')?.[0] ?? '';
  return readQuotedDate(date) !== '' || fields.has('subject') || (fields.has('to') && date !== '');
}

function headerOf(fields: ReadonlyMap<Field, readonly string[]>, next: number): QuotedHeader {
  const from = fields.get('from')?.[0] ?? '';
  return {
    next,
    author: readMailbox(from),
    audience: (fields.get('to') ?? []).flatMap((value) => readMailboxes(value)),
    sentAt: readQuotedDate(fields.get('date')?.[0] ?? ''),
    subject: fields.get('subject')?.[0] ?? null,
  };
}
