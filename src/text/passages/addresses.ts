import type { Address } from '../../model/message.js';

/** Longest value of a quoted From/To line that is read; the rest of a longer one is not. */
const MAX_VALUE = 20_000;
/** Mailboxes read from one quoted line, as many as of a message's own headers. */
const MAX_MAILBOXES = 1024;

/**
 * Reads a quoted recipient list, as mail programs write it into text: `;` or `,` between mailboxes,
 * "Marsh, Jane" turned when it can be told, `[mailto:…]`, doubled addresses, stars of bold type.
 *
 * @param value what follows the label
 */
export function readMailboxes(value: string): Address[] {
  const mailboxes: Address[] = [];
  for (const piece of cutList(value.slice(0, MAX_VALUE))) {
    const mailbox = readMailbox(piece);
    if (mailbox !== null) mailboxes.push(mailbox);
    if (mailboxes.length === MAX_MAILBOXES) break;
  }
  return mailboxes;
}

/** One mailbox; null when the text holds neither a name nor an address. */
export function readMailbox(text: string): Address | null {
  const at = text.indexOf('@');
  if (at < 0) {
    const name = cleanName(text);
    return name === '' ? null : { name, address: '' };
  }
  let start = at;
  while (start > 0 && !endsAddress(text.charCodeAt(start - 1))) start -= 1;
  let end = at + 1;
  while (end < text.length && !endsAddress(text.charCodeAt(end))) end += 1;
  while (end > at && text.charAt(end - 1) === '.') end -= 1;
  const address = text.slice(start, end).toLowerCase();
  const before = text.slice(0, start).replace(/[<[(]?(?:mailto:)?$/i, '');
  // "desk@x On Behalf Of Jane Marsh": Jane wrote it, and the address is not hers.
  const behalf = /\bon behalf of\b/i.exec(text.slice(end));
  if (behalf !== null) return readMailbox(text.slice(end + behalf.index + behalf[0].length));
  return { name: cleanName(before), address };
}

/** Blanks and the signs that stand around an address in running text. */
function endsAddress(code: number): boolean {
  return code <= 32 || code === 0xa0 || '<>[]()",;:*\'|'.includes(String.fromCharCode(code));
}

/** A display name without quotes, stars, links and empty brackets; "Marsh, Jane" turned. */
export function cleanName(text: string): string {
  const plain = text
    .slice(0, 200)
    .replace(/["*<>[\]_\t\u00a0]|mailto:/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s',;:]+|[\s',;:]+$/g, '');
  const comma = plain.indexOf(',');
  if (comma < 0) return plain;
  const first = plain.slice(comma + 1).trim();
  return first === '' || first.includes(',') ? plain : `${first} ${plain.slice(0, comma)}`;
}

function cutList(value: string): string[] {
  if (value.includes(';')) return value.split(';');
  const pieces = cutAtCommas(value);
  if (pieces.length < 2) return pieces;
  const full = (piece: string): boolean => piece.includes('@') || piece.trim().includes(' ');
  // "Marsh, Jane" is one person, "Jane Marsh, Tom Ellery" two; "Marsh, Jane <j@x>" is one again.
  if (full(pieces[0]!)) return pieces;
  const joined: string[] = [];
  for (let index = 0; index < pieces.length; index += 2) {
    joined.push(pieces.slice(index, index + 2).join(','));
  }
  return joined;
}

/** Commas outside quotes and angle brackets. */
function cutAtCommas(value: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  let quoted = false;
  let bracket = 0;
  for (let at = 0; at < value.length; at += 1) {
    const sign = value.charAt(at);
    if (sign === '"') quoted = !quoted;
    else if (sign === '<') bracket += 1;
    else if (sign === '>') bracket = 0;
    else if (sign === ',' && !quoted && bracket === 0) {
      pieces.push(value.slice(from, at));
      from = at + 1;
    }
  }
  pieces.push(value.slice(from));
  return pieces;
}
