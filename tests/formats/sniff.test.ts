import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isMaildirEntry, maildirFlags } from '../../src/formats/maildir.js';
import { readRaw } from '../../src/formats/read-raw.js';
import { sniff } from '../../src/formats/sniff.js';
import { docxOf, zipOf } from './archives.js';

const told = (content: string | Uint8Array, name = 'x.bin') => sniff(Buffer.from(content), name);
const MAIL = 'From: a@stell.example\nTo: b@stell.example\nSubject: x\n\nbody\n';

describe('tells a file by its content before its name', () => {
  it.each([
    ['eml', MAIL],
    ['eml', `Received: from x\n by y\n${MAIL}`],
    ['eml', `\ufeff\n${MAIL}`],
    ['eml', 'Subject: x\n\nbody'],
    ['mbox', `From a@stell.example Tue Mar  5 22:14:00 2024\n${MAIL}`],
    ['journal', `X-MS-Journal-Report:\n${MAIL}`],
    ['html', '<!DOCTYPE html><p>x'],
    ['html', '\ufeff<?xml version="1.0"?>\n<!-- a --> <!-- b -->\n<HTML><body>x'],
    ['pdf', '%PDF-1.4\n%\xe2'],
  ])('%s', (format, content) => {
    expect(told(content)).toBe(format);
    expect(told(content, 'misnamed.txt')).toBe(format);
  });

  it('tells zips from office files', async () => {
    expect(told(await zipOf({ 'a.eml': MAIL }), 'x.docx')).toBe('zip');
    expect(told(await docxOf({ body: '' }), 'x.zip')).toBe('docx');
    expect(told(await zipOf({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }))).toBeNull();
  });

  it.each([
    ['letter.txt', 'txt'],
    ['no-extension', 'txt'],
    ['', 'txt'],
    ['page.htm', 'html'],
    ['notes.eml', 'eml'],
    ['roster.csv', null],
    ['README.md', 'md'],
    ['data.json', null],
  ])('plain text named "%s" is %s', (name, format) => {
    expect(told('Dear Ravi,\nNote: it is late.\n', name)).toBe(format);
  });

  it.each([
    ['a picture', '\x89PNG\r\n\x1a\n\0\0'],
    ['a Word 97 file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0'],
    ['an Outlook store', '!BDN\0\0\0\0'],
    ['zeros', '\0'.repeat(500)],
  ])('does not read %s, whatever its name', (_, content) => {
    expect(told(Buffer.from(content, 'latin1'), 'x.txt')).toBeNull();
    expect(told(Buffer.from(content, 'latin1'), 'x.eml')).toBeNull();
  });

  it('reads rtf as such whatever its name, and xml not as text', () => {
    expect(told('{\\rtf1 hello}', 'x.txt')).toBe('rtf');
    expect(told('<?xml version="1.0"?><a/>', 'x.txt')).toBeNull();
  });

  it('goes by the name of an empty file', () => {
    expect([told('', 'x.eml'), told('', 'x.txt'), told('', 'x.png')]).toEqual(['eml', 'txt', null]);
  });
});

describe('Maildir', () => {
  it.each([
    ['box/cur/1709676840.M1.host:2,RS', true],
    ['box/new/1709676840.M1.host', true],
    ['box/tmp/1709676840.M1.host', false],
    ['box/cur/.hidden', false],
    ['box/x.eml', false],
  ])('%s', (path, expected) => expect(isMaildirEntry(path)).toBe(expected));

  it('reads flags', () => {
    expect(maildirFlags('cur/1.host:2,DRS')).toMatchObject({
      draft: true,
      replied: true,
      seen: true,
    });
    expect(maildirFlags('cur/1.host;2,T')).toMatchObject({ trashed: true, seen: false });
    expect(maildirFlags('new/1.host')).toMatchObject({ seen: false });
  });
});

describe('the raw reading after a parser was killed', () => {
  const reason = { code: 'killed', message: 'The parser took too long.' };
  const sample = (name: string) => readFileSync(new URL(`../hostile/${name}.eml`, import.meta.url));

  it('keeps headers and text, encodings undone', () => {
    const message = readRaw(sample('embedded-base64'), 'x', reason);
    expect(message.defects.map((d) => d.code)).toEqual(['killed', 'read-raw']);
    expect(message.from[0]?.address).toBe('ida.moss@members.stell.example');
    expect(message.sentAt).toBe('2024-03-05T22:14:00+00:00');
    expect(message.parts[0]?.text).toContain('You will withdraw the report by Friday');
    expect(readRaw(sample('quoted-printable-breaks'), 'x', reason).parts[0]?.text).toContain(
      'You will withdraw the report by Friday',
    );
  });

  it('takes a file without headers for a letter, and reads nothing from packed ones', async () => {
    const letter = readRaw(Buffer.from('Dear Ravi,\n'), 'x', reason);
    expect([letter.medium, letter.parts[0]?.text]).toEqual(['letter', 'Dear Ravi,\n']);
    const packed = readRaw(await docxOf({ body: '' }), 'x', reason);
    expect([packed.parts[0]?.text, packed.defects.map((d) => d.code)]).toEqual([
      '',
      ['killed', 'read-raw', 'no-text'],
    ]);
  });
});
