import type { Message } from '../model/message.js';
import { capWords } from './cap-words.js';
import type { Decoded } from './charset.js';
import { findLetterDate } from './dates.js';
import { distinct } from './defect.js';

/**
 * A letter as a message: one part, dated by its letterhead (`2024-03-05`, without a time). Who
 * signed it, and to whom it went, is judged elsewhere.
 */
export function letterOf(read: Decoded, contentType: string, name: string): Message {
  const { text, defects } = capWords(read.text);
  return {
    medium: 'letter',
    messageId: '',
    from: [],
    sender: [],
    to: [],
    cc: [],
    bcc: [],
    subject: '',
    sentAt: findLetterDate(text),
    inReplyTo: [],
    references: [],
    headers: [],
    parts: [{ id: 'body', contentType, name, text }],
    defects: distinct([...read.defects, ...defects]),
  };
}
