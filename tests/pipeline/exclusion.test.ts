import { expect, test } from 'vitest';
import { readMessage } from '../../src/formats/read-message.js';
import { isExcluded, isExcludedMessage } from '../../src/pipeline/exclusion.js';

const LIST = ['rep@unison.example', '@legal.fenwick.example'];
const mail = (headers: string): Buffer =>
  Buffer.from(`${headers}\nSubject: Rota\n\nTo: rep@unison.example\n`);

test.each([
  ['From: "Rep, The" <Rep@Unison.example>', true],
  ['From: a@b.example\nCc: Ann <a@c.example>,\n  <rep@unison.example>', true],
  ['From: a@b.example\nTo: x@legal.fenwick.example', true],
  ['From: a@b.example\nBcc: x@team.legal.fenwick.example', true],
  ['Delivered-To: rep@unison.example\nFrom: a@b.example', true],
  ['From: a@b.example\nTo: x@notlegal.fenwick.example', false],
  ['From: a@b.example\nTo: other@unison.example', false],
])('%s', (headers, expected) => {
  expect(isExcluded(mail(headers), 'eml', LIST)).toBe(expected);
});

test('a name in the body excludes nothing, nor does a letter', () => {
  expect(isExcluded(mail('From: a@b.example'), 'mbox-message', LIST)).toBe(false);
  expect(isExcluded(mail('To: rep@unison.example'), 'txt', LIST)).toBe(false);
  expect(isExcluded(mail('To: rep@unison.example'), 'eml', [])).toBe(false);
});

test('the envelope of a journal report counts once it is read', async () => {
  const journal = [
    'From: journal@fenwick.example',
    'X-MS-Journal-Report:',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Sender: a@fenwick.example',
    'Recipient: rep@unison.example',
    '',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: a@fenwick.example',
    'To: b@fenwick.example',
    '',
    'Rota.',
    '--b--',
    '',
  ].join('\r\n');
  const message = await readMessage(Buffer.from(journal), 'journal', { name: 'j.eml' });
  expect(isExcludedMessage(message, LIST)).toBe(true);
  expect(isExcludedMessage(message, ['@post.example'])).toBe(false);
});
