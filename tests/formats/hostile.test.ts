import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/formats/read-message.js';
import { sniff } from '../../src/formats/sniff.js';
import type { Message } from '../../src/model/message.js';

const FOLDER = new URL('../hostile/', import.meta.url);
const THREAT = 'You will withdraw the report by Friday, or I shall see to it that you are moved.';
const SECRET = 'Keep this between ourselves and off the record.';
const CURLY = '‘You’ll withdraw the report – or else,’ she said…';

const read = (name: string): Promise<Message> =>
  readMessage(readFileSync(new URL(name, FOLDER)), name.includes('journal') ? 'journal' : 'eml', {
    name,
  });

const squash = (text: string): string => text.replace(/[\s>]+/g, ' ');
const allText = (m: Message): string => squash(m.parts.map((part) => part.text).join('\n\n'));
const times = (text: string, sought: string): number => text.split(squash(sought)).length - 1;

/** Sample → the texts that must be found exactly once, and the defects that must be named. */
const SAMPLES: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['boundary-blanks', [THREAT, SECRET], ['boundary-blanks']],
  ['boundary-never-occurs', [THREAT, SECRET], ['boundary-never-occurs']],
  ['boundary-nowhere', [THREAT, SECRET], ['boundary-never-occurs']],
  ['boundary-missing-parameter', [THREAT], ['boundary-never-occurs']],
  ['missing-final-boundary', [THREAT, SECRET], ['missing-final-boundary']],
  ['missing-inner-final-boundary', [THREAT, SECRET], ['missing-final-boundary']],
  ['parts-after-close', [THREAT, SECRET], ['boundary-after-close']],
  ['text-outside-parts', [THREAT, SECRET, 'Minutes attached.'], ['text-outside-parts']],
  ['header-end-blank-line', [THREAT, SECRET], ['header-end-blank-line']],
  ['header-folded-blank', [THREAT], []],
  ['header-end-missing', [THREAT, SECRET], ['header-end-missing']],
  [
    'part-header-end-blank-line',
    [THREAT, SECRET, THREAT.toUpperCase()],
    ['header-end-blank-line', 'header-end-missing'],
  ],
  ['embedded', [THREAT, SECRET, 'See attached.'], []],
  ['embedded-base64', [THREAT, SECRET, 'See attached.'], []],
  ['embedded-inline', [THREAT, SECRET, 'See below.'], []],
  ['digest', [THREAT, SECRET], []],
  ['html-only', [THREAT, SECRET], []],
  ['html-outside-body', [THREAT, 'Thanks.'], []],
  ['html-hidden', [THREAT], ['hidden-text']],
  ['html-table', [THREAT, 'Ida Moss Labour Member'], []],
  ['html-unclosed-comment', [THREAT, 'Thanks.'], ['unclosed-comment']],
  ['alternative-same', [THREAT], []],
  [
    'alternative-html-says-more',
    [THREAT, 'Thanks for the report.', 'Plain only.'],
    ['html-says-more'],
  ],
  ['alternative-empty-plain', [THREAT], []],
  ['date-unreadable', [THREAT], ['date-unreadable']],
  ['date-missing', [THREAT], ['date-missing']],
  ['date-offset', [THREAT], []],
  ['several-from', [THREAT], ['several-from']],
  ['bcc-empty', [THREAT], []],
  ['truncated', [THREAT, 'Keep this between ourselves'], ['missing-final-boundary']],
  ['empty', [], ['empty-message', 'date-missing']],
  ['garbage', [], ['no-headers', 'date-missing']],
  ['no-headers', [THREAT, SECRET], ['no-headers', 'date-missing']],
  ['windows-1252-as-latin1', [CURLY], []],
  ['windows-1252-as-utf-8', [CURLY], ['charset-lie']],
  ['utf-8-as-latin1', [CURLY], ['charset-lie']],
  ['utf-8-as-ascii', [CURLY], []],
  ['charset-unknown', [CURLY], ['unknown-charset']],
  ['quoted-printable-breaks', [THREAT, 'It’s 2=2 = 4'], []],
  ['plain-text-in-base64', [THREAT], ['plain-text-in-base64']],
  ['text-after-base64', [THREAT, SECRET], ['plain-text-in-base64']],
  ['padded-base64-lines', [THREAT], []],
  ['names', [THREAT, 'one', 'two'], []],
  ['bare-cr', [THREAT], ['bare-cr']],
  ['utf-16', [THREAT], ['utf-16-message']],
  ['flowed', [THREAT], []],
  ['named-body', [THREAT], []],
  ['journal', [THREAT, SECRET], []],
  ['journal-forged', [THREAT, SECRET], ['journal-refused']],
];

describe('broken mail keeps its text, each word once', () => {
  it.each(SAMPLES)('%s', async (name, texts, defects) => {
    const message = await read(`${name}.eml`);
    const all = allText(message);
    for (const text of texts) expect([text, times(all, text)]).toEqual([text, 1]);
    expect(message.defects.map((d) => d.code).sort()).toEqual([...defects].sort());
  });

  it('has a row for every sample', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.eml'));
    expect(files.sort()).toEqual(SAMPLES.map(([name]) => `${name}.eml`).sort());
  });

  it('tells every sample for mail by its content', () => {
    const untold = new Set(['empty.eml', 'no-headers.eml', 'garbage.eml']);
    for (const [name] of SAMPLES) {
      const file = `${name}.eml`;
      if (untold.has(file)) continue;
      const told = sniff(readFileSync(new URL(file, FOLDER)), 'nameless.bin');
      expect([file, told]).toEqual([file, name.startsWith('journal') ? 'journal' : 'eml']);
    }
  });
});

describe('headers of broken mail', () => {
  it('keeps the offset of the sender', async () => {
    expect((await read('date-offset.eml')).sentAt).toBe('2024-03-05T22:14:00-05:00');
  });

  it('leaves an unreadable or missing date empty', async () => {
    expect((await read('date-unreadable.eml')).sentAt).toBe('');
    expect((await read('date-missing.eml')).sentAt).toBe('');
  });

  it('keeps every From of several', async () => {
    expect((await read('several-from.eml')).from).toEqual([
      { name: 'Moss, Ida', address: 'ida.moss@members.stell.example' },
      { name: 'Owen Pike', address: 'owen.pike@members.stell.example' },
      { name: '', address: 'clerk@stell.example' },
    ]);
  });

  it('keeps an empty Bcc, repeats and traces, in order and unfolded', async () => {
    const { headers, bcc } = await read('bcc-empty.eml');
    expect(bcc).toEqual([]);
    expect(headers.slice(6)).toEqual([
      { name: 'bcc', value: '' },
      { name: 'delivered-to', value: 'owen.pike@members.stell.example' },
      { name: 'delivered-to', value: 'team@stell.example' },
      {
        name: 'received',
        value:
          'from a.example by b.example for <owen.pike@members.stell.example>; Tue, 5 Mar 2024 22:14:01 +0000',
      },
      { name: 'resent-from', value: 'clerk@stell.example' },
      { name: 'resent-bcc', value: 'press@stell.example' },
    ]);
  });

  it('folds a header over a line of blanks when a known header follows', async () => {
    const message = await read('header-folded-blank.eml');
    expect(message.to).toEqual([{ name: 'Ravi Nair', address: 'ravi.nair@stell.example' }]);
    expect(message.sentAt).toBe('2024-03-05T22:14:00+00:00');
  });

  it('decodes names and subjects, cut characters joined', async () => {
    const message = await read('names.eml');
    expect(message.subject).toBe('Tŷ a Chŵn plain');
    expect(message.from[0]?.name).toBe('Cllr Ida Môss, Ward 3');
    expect(message.parts.map((part) => part.name)).toEqual([
      '',
      'Cyfarfod Tŷ terfynol.txt',
      'Llythyr Tŷ.txt',
    ]);
  });
});

describe('embedded messages', () => {
  it.each(['embedded', 'embedded-base64', 'embedded-inline'])('%s', async (name) => {
    const { parts } = await read(`${name}.eml`);
    expect(parts.map((part) => part.id)).toEqual(['body', 'attachment:1', 'attachment:1.1']);
    expect(parts[1]?.embedded).toEqual({
      messageId: 'inner@stell.example',
      from: [{ name: 'Ravi Nair', address: 'ravi.nair@stell.example' }],
      to: [{ name: 'Cllr Ida Moss', address: 'ida.moss@members.stell.example' }],
      cc: [],
      bcc: [{ name: 'Cllr Owen Pike', address: 'owen.pike@members.stell.example' }],
      sentAt: '2024-03-04T09:00:00+00:00',
      subject: 'the draft',
    });
    expect(parts[2]).toMatchObject({ name: 'terms.txt', text: THREAT });
  });

  it('reads a journal report as the message it carries', async () => {
    const message = await read('journal.eml');
    expect(message).toMatchObject({ messageId: 'inner@stell.example', bcc: [] });
    expect(message.journal).toEqual({
      sender: 'ravi.nair@stell.example',
      onBehalfOf: '',
      recipients: [
        {
          kind: 'to',
          address: 'ida.moss@members.stell.example',
          expandedFrom: '',
          forwardedFrom: '',
        },
        {
          kind: 'cc',
          address: 'jo@stell.example',
          expandedFrom: 'planning-team@stell.example',
          forwardedFrom: '',
        },
        {
          kind: 'bcc',
          address: 'owen.pike@members.stell.example',
          expandedFrom: '',
          forwardedFrom: '',
        },
        {
          kind: 'recipient',
          address: 'fax@stell.example',
          expandedFrom: '',
          forwardedFrom: 'clerk@stell.example',
        },
      ],
    });
  });

  it('refuses a journal report with a line it does not know, and reads it as mail', async () => {
    const message = await read('journal-forged.eml');
    expect(message.journal).toBeUndefined();
    expect(message.parts[1]?.embedded?.messageId).toBe('inner@stell.example');
  });
});
