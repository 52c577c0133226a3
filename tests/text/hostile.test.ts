import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/model/message.js';
import { normalise } from '../../src/text/normalise.js';
import { segment } from '../../src/text/passages.js';
import { cutSentences } from '../../src/text/sentences.js';
import { tokenise } from '../../src/text/tokens.js';

const SIZE = 200_000;
/** CPU milliseconds within which 200 kB (twice for `segment`) are cheap, whatever the curve. */
const CHEAP = 1000;
/** Otherwise a text ten times as long may cost this many times ten times as much. */
const SLACK = 4;

const seeds = [
  'a',
  '.',
  ' ',
  '\n',
  '>',
  '-',
  '_',
  '*',
  '’',
  '"',
  ',',
  ':',
  '@',
  '<',
  '(',
  'é',
  '\u200b',
  '\u0301',
  'а',
  'a ',
  'a.',
  'A. ',
  '> ',
  '>\n',
  '>a\n',
  '> > a\n',
  'On ',
  'On \n',
  'On 5 March 2024 at 10:12, ',
  'On 5 March 2024 at 10:12, Tom\n',
  'wrote:\n',
  'From: ',
  'From: \n',
  'From: a@b.example\n',
  'From: Tom Ellery\nSent: 5 March 2024\nSubject: x\n',
  'To: a@b.example;\n',
  '-----Original Message-----\n',
  'Begin forwarded message:\n',
  '________________\n',
  '-- \n',
  'Jane Marsh\n',
  'Jane\n\n',
  'Regards\n',
  'Regards\n\n',
  'Ward Officer\n',
  'this e-mail is confidential ',
  'intended recipient\n',
  'P.S.\n',
  'Dear Tom,\n',
  '01632 960112 ',
  '01632960112',
  'x ',
  'Sent from my iPhone\n',
  '13/09/2023, 19:41 - Jane: a\n',
  '[',
  '][',
  'www.',
  'http://',
  '\t',
  '\u00a0',
  '>From \n',
  '5 March 2024\n',
  '…',
  '\n\n> \n\n',
  'Mr. ',
  '(a) ',
  '\n- ',
  '\n1. ',
  '---- ',
  '- ',
  '=\n',
];

function mail(text: string): Message {
  const people = {
    sender: [],
    cc: [],
    bcc: [],
    inReplyTo: [],
    references: [],
    headers: [],
    defects: [],
  };
  return {
    ...people,
    medium: 'email',
    messageId: '',
    from: [{ name: 'Jane Marsh', address: 'jane@brackwater.example' }],
    to: [{ name: 'Tom Ellery', address: 'tom@brackwater.example' }],
    subject: 'Re: x',
    sentAt: '',
    parts: [
      { id: 'body', contentType: 'text/plain', name: '', text },
      { id: 'attachment:1', contentType: 'text/plain', name: 'a.txt', text },
    ],
  };
}

const readers: readonly (readonly [string, (text: string) => unknown])[] = [
  ['normalise', (text) => normalise(text)],
  ['cutSentences', (text) => cutSentences(text)],
  ['tokenise', (text) => tokenise(text)],
  ['segment', (text) => segment(mail(text))],
];

/** CPU time, not the clock's: other processes share the machine. */
function milliseconds(read: (text: string) => unknown, text: string): number {
  const start = process.cpuUsage();
  read(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe.each(readers)('%s takes time in proportion to the text', (_, read) => {
  it.each(seeds)('made of %j', (seed) => {
    const long = seed.repeat(Math.ceil(SIZE / seed.length));
    const longTime = milliseconds(read, long);
    if (longTime < CHEAP) return;
    const shortTime = milliseconds(read, long.slice(0, SIZE / 10));
    expect(longTime).toBeLessThan(shortTime * 10 * SLACK);
  });
});
