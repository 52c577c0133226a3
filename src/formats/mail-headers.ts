import type { Address, Defect, HeaderLine, Message } from '../model/message.js';
import { parseAddresses } from './addresses.js';
import { RECIPIENTS } from './caps.js';
import { parseMailDate } from './dates.js';
import { defect } from './defect.js';
import { decodeWords } from './encoded-words.js';
import type { RawHeader } from './header-block.js';

/** The fields of a message that its headers tell. */
export interface MailHeaders {
  readonly fields: Omit<Message, 'medium' | 'parts' | 'journal' | 'defects'>;
  readonly defects: readonly Defect[];
}

/** Reads the headers of a message: every address of every repeat, the first subject and date. */
export function readMailHeaders(raw: readonly RawHeader[]): MailHeaders {
  const defects: Defect[] = [];
  const values = (name: string) => raw.filter((h) => h.name === name).map((h) => h.value);
  const addresses = (name: string) => capAddresses(values(name).flatMap(parseAddresses), defects);
  if (values('from').length > 1)
    defects.push(defect('several-from', 'The message has several From lines; all were kept.'));
  const headers: HeaderLine[] = raw.map(({ name, value }) => ({ name, value: decodeWords(value) }));
  const fields = {
    messageId: messageIds(values('message-id')[0] ?? '')[0] ?? '',
    from: addresses('from'),
    sender: addresses('sender'),
    to: addresses('to'),
    cc: addresses('cc'),
    bcc: addresses('bcc'),
    subject: decodeWords(values('subject')[0] ?? ''),
    sentAt: sentAt(values('date'), defects),
    inReplyTo: values('in-reply-to').flatMap(messageIds).slice(0, RECIPIENTS),
    references: values('references').flatMap(messageIds).slice(-RECIPIENTS),
    headers,
  };
  return { fields, defects };
}

function capAddresses(addresses: Address[], defects: Defect[]): Address[] {
  if (addresses.length <= RECIPIENTS) return addresses;
  const message = `A header names more than ${RECIPIENTS} addresses; the rest was left out.`;
  defects.push(defect('cap-recipients', message));
  return addresses.slice(0, RECIPIENTS);
}

/** The first readable Date. An unreadable one is never replaced by the time of reading. */
function sentAt(dates: readonly string[], defects: Defect[]): string {
  for (const date of dates) {
    const { iso, zoneMissing } = parseMailDate(date);
    if (iso === '') continue;
    if (zoneMissing)
      defects.push(defect('date-without-zone', 'The Date names no time zone; read as UTC.'));
    return iso;
  }
  defects.push(
    dates.length === 0
      ? defect('date-missing', 'The message has no Date; when it was sent is unknown.')
      : defect('date-unreadable', 'The Date cannot be read; when it was sent is unknown.'),
  );
  return '';
}

/** Message-IDs without brackets; a value without brackets counts when it looks like one. */
function messageIds(value: string): string[] {
  const bracketed = [...value.matchAll(/<([^<>]*)>/g)].map((id) => id[1]!.replace(/\s+/g, ''));
  const ids =
    bracketed.length > 0 ? bracketed : value.split(/[\s,]+/).filter((id) => /.@./.test(id));
  return ids.filter((id) => id !== '');
}
