import type { Evidence } from '../../../model/finding.js';
import type { Shown } from '../../../pipeline/message-desk.js';
import type { OpenedMessage } from '../../../pipeline/open-message.js';
import type { Nameable, Names } from '../../names.js';
import { senderOf } from '../queue/model.js';
import { MOST_UNITS, markedText, shownPassages } from './passages.js';

/** Header lines in which the way of a copy can be read. */
const ENVELOPE =
  /^(delivered-to|x-original-to|x-envelope-to|envelope-to|resent-.*|x-forwarded-.*|x-ms-exchange-organization-recipient-p2-type|reply-to|return-path|auto-submitted|list-id)$/;

interface Place {
  readonly caseId: string;
  readonly documentId: string;
  readonly evidence: readonly Evidence[];
}

/** A message as the view shows it: headers that matter, passages with marks, who is who. */
export function messageModel(
  message: OpenedMessage,
  { caseId, documentId, evidence }: Place,
  names: Names,
) {
  const numbersIn = (part: string): number[] =>
    evidence.flatMap((it, n) => (it.part === part ? [n + 1] : []));
  const line = (title: string, list: OpenedMessage['from'], header: string) => ({
    title,
    text: list.map(({ address, name }) => names.full(address, name)).join('; '),
    evidence: numbersIn(`header:${header}`),
  });
  const lines = [
    line('From', message.from, 'from'),
    ...(isOther(message.sender, message.from) ? [line('Sent by', message.sender, 'sender')] : []),
    line('To', message.to, 'to'),
    line('Copy to', message.cc, 'cc'),
    line('Hidden copy to', message.bcc, 'bcc'),
  ].filter(({ text, evidence: numbers }) => text !== '' || numbers.length > 0);
  return {
    lines,
    subject: markedText(message.subject, 'subject', evidence, names),
    sentAt: message.sentAt,
    envelope: message.headers
      .filter(({ name }) => ENVELOPE.test(name))
      .map(({ name, value }) => ({
        title: name,
        text: names.text(value),
        evidence: numbersIn(`header:${name}`),
      })),
    journal: (message.journal ?? []).map(({ kind, address, expandedFrom }) => ({
      kind,
      text: `${names.person(address, '')}${expandedFrom === '' ? '' : `, by the list ${expandedFrom}`}`,
    })),
    defects: message.defects,
    parts: message.parts
      .filter(({ id }) => id === 'body' || id.startsWith('attachment:'))
      .map((part) => ({
        id: part.id,
        isBody: part.id === 'body',
        name: names.text(part.name) || part.id.replace(':', ' '),
        contentType: part.contentType,
        passages: shownPassages(part, message.passages, evidence, names),
        isCut: part.text.length > MOST_UNITS,
        hasEvidence: numbersIn(part.id).length > 0,
        href: `/messages/${caseId}/${documentId}/parts/${encodeURIComponent(part.id)}`,
      })),
    people: message.people.map((it) => ({
      ...it,
      text: names.person(it.address, it.name),
      title: names.text(it.title),
    })),
  };
}

const isOther = (a: OpenedMessage['from'], b: OpenedMessage['from']): boolean =>
  a.length > 0 && a[0]?.address !== b[0]?.address;

/** Everybody in the headers of a message, for labels in place of names. */
export const peopleIn = (shown: Shown): Nameable[] =>
  shown.kind === 'unread'
    ? []
    : shown.message.people.map(({ address, name, role }) =>
        senderOf({ person: address, personName: name, role }),
      );
