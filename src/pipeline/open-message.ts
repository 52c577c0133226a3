import { z } from 'zod';
import { MESSAGE_BYTES } from '../formats/caps.js';
import { readMessage } from '../formats/read-message.js';
import { readRaw } from '../formats/read-raw.js';
import type { DocumentRef } from '../model/job.js';
import type { Address, Defect, Message } from '../model/message.js';
import type { Person } from '../model/person.js';
import { createDirectory, type Directory } from '../people/directory.js';
import { EMPTY_ROSTER, parseRoster } from '../people/roster.js';
import { segment } from '../text/passages.js';
import { digestOf, documentId } from './document-id.js';
import { readRangeSync } from './read-file.js';
import { reasonOf } from './sources.js';

/** What a child is given to open one message for a reader. */
export interface OpeningOrder {
  readonly ref: DocumentRef;
  /** Text of the roster; empty when there is none. */
  readonly roster: string;
  /** Set when the usual way failed: the bytes are read as plain text, and this says why. */
  readonly raw?: Defect;
}

const address = z.object({ name: z.string(), address: z.string() });

/**
 * A message as a reader is shown it: its texts with their passages, and who is who. Checked on
 * arrival, since the child that made it has opened hostile input.
 */
export const openedSchema = z.object({
  medium: z.enum(['email', 'letter']),
  subject: z.string(),
  sentAt: z.string(),
  from: z.array(address),
  sender: z.array(address),
  to: z.array(address),
  cc: z.array(address),
  bcc: z.array(address),
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  parts: z.array(
    z.object({ id: z.string(), contentType: z.string(), name: z.string(), text: z.string() }),
  ),
  passages: z.array(
    z.object({
      kind: z.enum(['own', 'quoted', 'forwarded', 'attached', 'signature', 'disclaimer']),
      part: z.string(),
      start: z.int().nonnegative(),
      end: z.int().nonnegative(),
      depth: z.int().nonnegative(),
      author: address.nullable(),
      sentAt: z.string(),
    }),
  ),
  journal: z
    .array(z.object({ kind: z.string(), address: z.string(), expandedFrom: z.string() }))
    .nullable(),
  defects: z.array(z.object({ code: z.string(), message: z.string() })),
  people: z.array(
    z.object({
      address: z.string(),
      name: z.string(),
      role: z.string(),
      party: z.string(),
      title: z.string(),
      basis: z.enum(['roster', 'inferred', 'none']),
      reason: z.string(),
    }),
  ),
});
export type OpenedMessage = z.infer<typeof openedSchema>;

export const openingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opened'), message: openedSchema }),
  z.object({ kind: z.literal('changed') }),
  z.object({ kind: z.literal('gone'), reason: z.string() }),
]);
export type Opening = z.infer<typeof openingSchema>;

/** The work of a child: bytes → message, divided and with its people resolved. */
export function createMessageOpener(): (order: OpeningOrder) => Promise<Opening> {
  const directoryOf = createDirectoryCache();
  return async ({ ref, roster, raw }) => {
    let bytes: Uint8Array;
    try {
      bytes = readRangeSync(ref.file, ref.offset, Math.min(ref.length, MESSAGE_BYTES + 1));
    } catch (error) {
      return { kind: 'gone', reason: reasonOf(error) };
    }
    // Another file may lie at this path by now: what is shown must be what was judged.
    if (documentId(ref.path, digestOf(bytes)) !== ref.id) return { kind: 'changed' };
    const options = {
      name: ref.path,
      ...(ref.fromQuoting === undefined ? {} : { fromQuoting: ref.fromQuoting }),
    };
    const message =
      raw === undefined
        ? await readMessage(bytes, ref.format, options)
        : readRaw(bytes, ref.path, raw);
    return { kind: 'opened', message: shown(message, directoryOf(roster)) };
  };
}

/** A mistaken roster was refused when it was scanned with; here it only leaves people unknown. */
function createDirectoryCache(): (roster: string) => Directory {
  let last: { readonly text: string; readonly directory: Directory } | null = null;
  return (text) => {
    if (last?.text !== text) {
      let roster = EMPTY_ROSTER;
      try {
        if (text !== '') roster = parseRoster(text, 'roster');
      } catch {
        // left empty
      }
      last = { text, directory: createDirectory(roster) };
    }
    return last.directory;
  };
}

function shown(message: Message, directory: Directory): OpenedMessage {
  const passages = segment(message);
  const authors = passages.flatMap(({ author }) => (author === null ? [] : [author]));
  const { from, sender, to, cc, bcc } = message;
  const everybody = [...from, ...sender, ...to, ...cc, ...bcc, ...authors];
  return {
    medium: message.medium,
    subject: message.subject,
    sentAt: message.sentAt,
    from: [...from],
    sender: [...sender],
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    headers: [...message.headers],
    parts: message.parts.map(({ id, contentType, name, text }) => {
      return { id, contentType, name, text };
    }),
    passages: passages.map(({ kind, part, start, end, depth, author, sentAt }) => {
      return { kind, part, start, end, depth, author, sentAt };
    }),
    journal: message.journal === undefined ? null : [...message.journal.recipients],
    defects: [...message.defects],
    people: peopleOf(everybody, message.sentAt, directory),
  };
}

function peopleOf(
  addresses: readonly Address[],
  at: string,
  directory: Directory,
): OpenedMessage['people'] {
  const known = new Map<string, Person>();
  for (const each of addresses) {
    const key = each.address || each.name;
    if (key !== '' && !known.has(key)) known.set(key, directory.resolve(each, at));
  }
  return [...known].map(([key, { name, role, party, title, basis, reason }]) => {
    return { address: key, name, role, party, title, basis, reason };
  });
}
