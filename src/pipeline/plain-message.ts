import type { Message } from '../model/message.js';

type Said = Pick<Message, 'from' | 'to' | 'sentAt'> & Partial<Pick<Message, 'cc' | 'medium'>>;

/** Words between people as a message that was never sent: no headers, one plain part `body`. */
export function plainMessage(text: string, { cc = [], medium = 'email', ...said }: Said): Message {
  return {
    ...said,
    medium,
    cc,
    messageId: '',
    sender: [],
    bcc: [],
    subject: '',
    inReplyTo: [],
    references: [],
    headers: [],
    parts: [{ id: 'body', contentType: 'text/plain', name: '', text }],
    defects: [],
  };
}
