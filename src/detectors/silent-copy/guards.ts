import type { Message } from '../../model/message.js';

/**
 * Causes of an unseen delivery that are nobody's silent copy (domain practice: lists, rules,
 * archives, bulk mail to residents).
 */

/** Mailboxes that take a copy of everything: archives, ticket desks, journals. */
const SYSTEM_ADDRESS =
  /^(no-?reply|archive|journal|retention|vault|helpdesk|servicedesk|tickets?|postmaster|mailer-daemon|crm|casework|member-?enquir(y|ies)|foi|records?)@/;

/** More hidden recipients than this is a mailing, in which Bcc protects people's addresses. */
export const BULK_RECIPIENTS = 6;

/** Addresses whose members are not known: a copy may have come through them. */
const LIST_ADDRESS =
  /^(all|everyone|members?|cllrs|councillors|group|team|cabinet|committee|staff)\b|[-.](list|team|group|members|all)@/;

export const isListAddress = (address: string): boolean => LIST_ADDRESS.test(address);

const header = (message: Message, name: string): string =>
  message.headers.find((h) => h.name === name)?.value ?? '';

export const isSystemAddress = (address: string): boolean => SYSTEM_ADDRESS.test(address);

/** Sent by a list or a mailing machine. */
export function isListMail(message: Message): boolean {
  return (
    header(message, 'list-id') !== '' ||
    header(message, 'list-post') !== '' ||
    header(message, 'mailing-list') !== '' ||
    /^(list|bulk)$/i.test(header(message, 'precedence'))
  );
}

/** Moved on by a rule, a redirect or an automatic reply, not by the author. */
export function isAutomatic(message: Message): boolean {
  const submitted = header(message, 'auto-submitted');
  return (
    (submitted !== '' && !/^no$/i.test(submitted)) ||
    message.headers.some(
      (h) => h.name.startsWith('resent-') || h.name === 'x-ms-exchange-inbox-rules-loop',
    )
  );
}
