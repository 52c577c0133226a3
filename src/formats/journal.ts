import type { JournalEnvelope, JournalRecipient } from '../model/message.js';
import { parseAddresses } from './addresses.js';
import type { RawHeader } from './header-block.js';

/** Whether headers mark a message as a journal report; the header is usually empty. */
export function isJournalReport(headers: readonly RawHeader[]): boolean {
  return headers.some(
    ({ name, value }) =>
      name === 'x-ms-journal-report' ||
      name === 'x-ms-exchange-organization-journal-report' ||
      (name === 'content-identifier' && /^exjournalreport$/i.test(value)),
  );
}

/** Fields of a report that say nothing of the envelope. */
const OTHER_FIELD = /^(?:subject|message-id|label|mailbox|sentutc|receivedutc)$/;

/**
 * Reads the first part of a journal report (MS-XJRNL 2.1): `Field: value` lines, then one line a
 * recipient. A line it does not know makes the whole a forgery or another format.
 * @returns null when refused
 */
export function parseJournalEnvelope(text: string): JournalEnvelope | null {
  let sender: string | null = null;
  let onBehalfOf = '';
  const recipients: JournalRecipient[] = [];
  // A folded line goes on after a blank.
  for (const line of text.replace(/\n[ \t]+/g, ' ').split('\n')) {
    if (line.trim() === '') continue;
    const field = /^([A-Za-z-]{1,20}):(.*)$/.exec(line);
    const name = field?.[1]?.toLowerCase() ?? '';
    const value = field?.[2]?.trim() ?? '';
    if (name === 'sender') sender = addressOf(value);
    else if (name === 'on-behalf-of') onBehalfOf = addressOf(value);
    else if (name === 'to' || name === 'cc' || name === 'bcc' || name === 'recipient')
      recipients.push(recipientOf(name, value));
    else if (!OTHER_FIELD.test(name)) return null;
  }
  return sender === null ? null : { sender, onBehalfOf, recipients };
}

/** `addr`, `addr, Expanded: list` or `addr, Forwarded: original`. */
function recipientOf(kind: JournalRecipient['kind'], value: string): JournalRecipient {
  const [address = '', ...marks] = value.split(/,\s*(?=(?:Expanded|Forwarded)\s*:)/i);
  const mark = (name: RegExp) => marks.find((m) => name.test(m))?.replace(/^[^:]*:/, '') ?? '';
  return {
    kind,
    address: addressOf(address),
    expandedFrom: addressOf(mark(/^expanded/i)),
    forwardedFrom: addressOf(mark(/^forwarded/i)),
  };
}

function addressOf(value: string): string {
  const [first] = parseAddresses(value);
  return first?.address || value.trim().toLowerCase();
}
