import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asBuffer } from '../../src/formats/charset.js';
import { readMessage } from '../../src/formats/read-message.js';
import { readRaw } from '../../src/formats/read-raw.js';
import { sniff } from '../../src/formats/sniff.js';
import { docxOf } from './archives.js';

const FORMATS = ['eml', 'mbox-message', 'journal', 'txt', 'html', 'docx', 'pdf'] as const;
const FOLDER = new URL('../hostile/', import.meta.url);
const SAMPLES = readdirSync(FOLDER)
  .filter((name) => /\.(?:eml|mbox)$/.test(name))
  .map((name) => readFileSync(new URL(name, FOLDER)));

/** Pieces that mean something to a parser, in an order that means nothing. */
const mailish = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '\r\n',
          '\n',
          ' ',
          '\t',
          ':',
          '--b',
          '--b--',
          '=',
          '=\n',
          '=3D',
          '<',
          '>',
          '"',
          '(',
          ';',
        ],
        ...[
          'From: a@x.example\n',
          'Date: ',
          'Subject: =?utf-8?Q?',
          '?=',
          'Bcc:\n',
          '\0',
          '\xff',
          '\x92',
        ],
        ...['Content-Type: multipart/mixed; boundary=b\n', 'Content-Type: text/html\n', '\n\n'],
        ...['Content-Type: multipart/alternative; boundary="c"\n', '--c\n', '--c--\n', '\n--b\n'],
        ...['Content-Type: message/rfc822\n', 'Content-Transfer-Encoding: base64\n', 'SGVsbG8=\n'],
        ...[
          'Content-Type: text/plain; charset=utf-16; format=flowed\n',
          '<p>',
          '</div>',
          '<!--',
          '-->',
        ],
        ...[
          'X-MS-Journal-Report:\n',
          'Sender: x\n',
          'Content-Disposition: attachment; filename*0*=',
        ],
      ),
      fc.string({ maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'));

const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 400 }), mailish);

async function expectMessage(bytes: Uint8Array, format: (typeof FORMATS)[number]): Promise<void> {
  const message = await readMessage(bytes, format, { name: 'x', fromQuoting: 'mboxrd' });
  expect(message.parts[0]?.id).toBe('body');
  expect(message.defects.map((d) => d.code)).not.toContain('parser-failed');
  expect(message.sentAt).toMatch(/^(?:|\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?)$/);
  for (const { text } of message.parts) expect(text).not.toMatch(/[\r\0]/);
  const ids = message.parts.map((part) => part.id);
  expect(new Set(ids).size).toBe(ids.length);
}

describe('no bytes make reading throw', () => {
  it.each(FORMATS)('%s', async (format) => {
    const numRuns = format === 'docx' || format === 'pdf' ? 60 : 300;
    await fc.assert(
      fc.asyncProperty(anyBytes, (bytes) => expectMessage(bytes, format)),
      { numRuns },
    );
  });

  it('nor do samples with bytes changed, cut out or doubled', async () => {
    const damage = fc.record({
      sample: fc.nat(SAMPLES.length - 1),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(60),
      put: fc.oneof(
        fc.uint8Array({ maxLength: 5 }),
        fc.constantFrom(...['\n', ' ', '\r\n', '--b1', '='].map((s) => Buffer.from(s))),
      ),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ sample, at, length, put }) => {
        const bytes = SAMPLES[sample]!;
        const offset = Math.floor(at * bytes.length);
        const damaged = Buffer.concat([
          bytes.subarray(0, offset),
          put,
          bytes.subarray(offset + length),
        ]);
        await expectMessage(damaged, 'eml');
        expect(readRaw(damaged, 'x', { code: 'killed', message: '' }).parts).toHaveLength(1);
      }),
      { numRuns: 400 },
    );
  });

  it('nor do Word documents with bytes changed', async () => {
    const docx = await docxOf({ body: '<w:p><w:r><w:t>some words</w:t></w:r></w:p>' });
    const change = fc.tuple(fc.nat(docx.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(docx);
        for (const [at, value] of changes) bytes[at] = value;
        await expectMessage(bytes, 'docx');
      }),
      { numRuns: 60 },
    );
  });

  it('and sniffing takes anything', () => {
    fc.assert(
      fc.property(anyBytes, fc.string(), (bytes, name) => void sniff(asBuffer(bytes), name)),
    );
  });
});
