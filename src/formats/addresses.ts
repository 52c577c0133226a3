import type { Address } from '../model/message.js';
import { decodeWords } from './encoded-words.js';

/** What one mailbox of an address list consists of, while it is being read. */
interface Mailbox {
  /** Words outside angle brackets, quotes taken off. */
  phrase: string;
  comment: string;
  /** What stands in angle brackets; null when there are none. */
  angle: string | null;
}

const empty = (): Mailbox => ({ phrase: '', comment: '', angle: null });

/**
 * Reads an address header: quoted names, comments, groups (flattened), encoded words, and what
 * senders get wrong (an unquoted comma in a name, `;` between addresses, no brackets). Linear.
 * @param value unfolded header, encoded words not yet decoded, so that a comma inside one is safe
 */
export function parseAddresses(value: string): Address[] {
  return joinCutNames(cutList(value).filter((m) => m.angle !== null || m.phrase || m.comment))
    .map(toAddress)
    .filter((address) => address.address !== '' || address.name !== '');
}

/** Cuts a list at its commas and semicolons, outside quotes, comments and brackets. */
function cutList(value: string): Mailbox[] {
  const list: Mailbox[] = [];
  let mailbox = empty();
  let brokenComments = false;
  for (let i = 0; i < value.length; i++) {
    const c = value[i]!;
    if (c === '"') {
      const end = quoteEnd(value, i);
      mailbox.phrase += unquote(value.slice(i + 1, end));
      i = end;
    } else if (c === '(' && !brokenComments) {
      const end = commentEnd(value, i);
      // Never closed: a character like any other, here and (or each would cost a scan) after.
      brokenComments = end < 0;
      if (end < 0) continue;
      mailbox.comment ||= value.slice(i + 1, end).trim();
      i = end;
    } else if (c === '<') {
      const close = value.indexOf('>', i);
      const end = close < 0 ? value.length : close;
      mailbox.angle ??= value.slice(i + 1, end).trim();
      i = end;
    } else if (c === ',' || c === ';') {
      list.push(trimmed(mailbox));
      mailbox = empty();
    } else if (c === ':' && !mailbox.phrase.includes('@') && !/mailto$/i.test(mailbox.phrase)) {
      mailbox = empty(); // the name of a group: its members follow
    } else mailbox.phrase += c;
  }
  list.push(trimmed(mailbox));
  return list;
}

/** Offset of the closing quote; an unclosed one ends where the next address begins. */
function quoteEnd(value: string, from: number): number {
  for (let i = from + 1; i < value.length; i++) {
    if (value[i] === '\\') i++;
    else if (value[i] === '"') return i;
  }
  const bracket = value.indexOf('<', from);
  return bracket < 0 ? value.length : bracket - 1;
}

function commentEnd(value: string, from: number): number {
  let depth = 0;
  for (let i = from; i < value.length; i++) {
    if (value[i] === '\\') i++;
    else if (value[i] === '(') depth++;
    else if (value[i] === ')' && --depth === 0) return i;
  }
  return -1;
}

function unquote(text: string): string {
  return text.includes('\\') ? text.replace(/\\(.)/g, '$1') : text;
}

function trimmed(mailbox: Mailbox): Mailbox {
  return { ...mailbox, phrase: mailbox.phrase.trim() };
}

/** `Smith, John <j@x>` without quotes was cut in two: a name without address joins what follows. */
function joinCutNames(list: Mailbox[]): Mailbox[] {
  const joined: Mailbox[] = [];
  let names: string[] = [];
  for (const mailbox of list) {
    const bare = mailbox.angle === null && !mailbox.phrase.includes('@');
    if (bare) names.push(mailbox.phrase);
    else if (mailbox.angle !== null && names.length > 0) {
      // Only the piece just before: those further back are names of their own.
      const cut = names.pop()!;
      joined.push(...names.map((phrase) => ({ ...empty(), phrase })));
      joined.push({ ...mailbox, phrase: [cut, mailbox.phrase].filter(Boolean).join(', ') });
      names = [];
    } else {
      joined.push(...names.map((phrase) => ({ ...empty(), phrase })), mailbox);
      names = [];
    }
  }
  return [...joined, ...names.map((phrase) => ({ ...empty(), phrase }))];
}

function toAddress(mailbox: Mailbox): Address {
  if (mailbox.angle !== null) {
    return {
      name: tidyName(mailbox.phrase || mailbox.comment),
      address: tidyAddress(mailbox.angle),
    };
  }
  if (!mailbox.phrase.includes('@')) return { name: tidyName(mailbox.phrase), address: '' };
  const words = mailbox.phrase.split(/\s+/);
  const at = words.findIndex((word) => word.includes('@'));
  const rest = words.filter((_, i) => i !== at).join(' ');
  return { name: tidyName(mailbox.comment || rest), address: tidyAddress(words[at]!) };
}

function tidyName(name: string): string {
  const decoded = decodeWords(name).replace(/\s+/g, ' ').trim();
  return /^(["']).*\1$/.test(decoded) ? decoded.slice(1, -1).trim() : decoded;
}

/** Lower case, without quotes, `mailto:`, blanks and the route of RFC 822. */
function tidyAddress(text: string): string {
  const bare = text.replace(/^["'\s]*(?:mailto:)?/i, '').replace(/["'\s]+$/, '');
  const route = /^@[^:]*:(.*)$/.exec(bare);
  return (route ? route[1]! : bare).replace(/\s+/g, '').toLowerCase();
}
