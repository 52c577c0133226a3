import { describe, expect, it } from 'vitest';
import { parseAddresses } from '../../src/formats/addresses.js';
import { decodeText } from '../../src/formats/charset.js';
import { findLetterDate, parseMailDate } from '../../src/formats/dates.js';
import { decodeWords } from '../../src/formats/encoded-words.js';
import { parseParameters } from '../../src/formats/parameters.js';

describe('dates keep the offset of the sender', () => {
  it.each([
    ['Tue, 5 Mar 2024 22:14:00 +0000', '2024-03-05T22:14:00+00:00'],
    ['Tue, 21 May 2024 09:47:10 +0100', '2024-05-21T09:47:10+01:00'],
    ['21 May 2024 09:47 BST', '2024-05-21T09:47:00+01:00'],
    ['Tue, 21 May 2024 09:47:10 -0000', '2024-05-21T09:47:10+00:00'],
    ['Tue, 21 May 2024 09:47:10 -0330 (NDT)', '2024-05-21T09:47:10-03:30'],
    ['Tue, 21 May 2024 09:47:10 GMT+0100', '2024-05-21T09:47:10+01:00'],
    ['Tuesday, 21-May-24 09:47:10 GMT', '2024-05-21T09:47:10+00:00'],
    ['Tue May 21 09:47:10 2024', '2024-05-21T09:47:10+00:00'],
    ['Tue May 21 09:47:10 +0100 2024', '2024-05-21T09:47:10+01:00'],
    ['2024-05-21T09:47:10Z', '2024-05-21T09:47:10+00:00'],
    ['2024-05-21 09:47:10+01:00', '2024-05-21T09:47:10+01:00'],
    ['Tue, 21 May 2024 09.47.10 +0100', '2024-05-21T09:47:10+01:00'],
    ['Thu, 29 Feb 2024 23:59:60 +0000', '2024-02-29T23:59:59+00:00'],
  ])('%s', (header, iso) => expect(parseMailDate(header).iso).toBe(iso));

  it.each([
    '',
    'yesterday',
    'Fri, 31 Apr 2024 10:00:00 +0000',
    'Thu, 29 Feb 2023 10:00:00 +0000',
    'Tue, 21 May 2024 25:00:00 +0000',
    'Tue, 21 May 2024',
    '05/06/2024 10:00',
  ])('cannot read "%s"', (header) => expect(parseMailDate(header).iso).toBe(''));

  it('says when there is no zone', () => {
    expect(parseMailDate('Tue, 21 May 2024 09:47:10').zoneMissing).toBe(true);
    expect(parseMailDate('Tue, 21 May 2024 09:47:10 +0000').zoneMissing).toBe(false);
  });
});

describe('dates of letterheads', () => {
  it.each([
    ['Town Hall\n\n5 March 2024\n\nDear Ravi,', '2024-03-05'],
    ['Date: Tuesday 5th March 2024', '2024-03-05'],
    ['March 5, 2024', '2024-03-05'],
    ['Our ref: AB/1\t\t5 March 2024', '2024-03-05'],
    ['05/03/2024', '2024-03-05'],
    ['Dated 5.3.2024', '2024-03-05'],
    ['2024-03-05', '2024-03-05'],
    ['Dear Ravi,\nI wrote on 5 March 2024 about the bins.', ''],
    ['31 February 2024', ''],
    ['Ward 12 Maple 2024', ''],
  ])('%j', (letter, date) => expect(findLetterDate(letter)).toBe(date));
});

describe('addresses', () => {
  const a = (address: string, name = '') => ({ name, address });
  it.each([
    ['A@Stell.example', [a('a@stell.example')]],
    [
      'Ida Moss <ida@stell.example>, b@stell.example',
      [a('ida@stell.example', 'Ida Moss'), a('b@stell.example')],
    ],
    ['"Moss, Ida" <ida@stell.example>', [a('ida@stell.example', 'Moss, Ida')]],
    ['Moss, Ida <ida@stell.example>', [a('ida@stell.example', 'Moss, Ida')]],
    ['"Ida \\"Bins\\" Moss" <ida@stell.example>', [a('ida@stell.example', 'Ida "Bins" Moss')]],
    ['ida@stell.example (Ida Moss)', [a('ida@stell.example', 'Ida Moss')]],
    ["'ida@stell.example' <ida@stell.example>", [a('ida@stell.example', 'ida@stell.example')]],
    ['<ida@stell.example>; <b@stell.example>', [a('ida@stell.example'), a('b@stell.example')]],
    ['Members: a@stell.example, b@stell.example;', [a('a@stell.example'), a('b@stell.example')]],
    ['undisclosed-recipients:;', []],
    ['Planning Team', [a('', 'Planning Team')]],
    ['=?utf-8?Q?M=C3=B4ss=2C_Ida?= <ida@stell.example>', [a('ida@stell.example', 'Môss, Ida')]],
    ['"=?utf-8?B?VMW3?=" <ty@stell.example>', [a('ty@stell.example', 'Tŷ')]],
    ['Ida <mailto:ida@stell.example>', [a('ida@stell.example', 'Ida')]],
    ['Ida <ida@stell.example', [a('ida@stell.example', 'Ida')]],
    ['/O=STELL/CN=IDA <>', [a('', '/O=STELL/CN=IDA')]],
    ['', []],
  ])('%s', (header, expected) => expect(parseAddresses(header)).toEqual(expected));

  it('makes no address of what an encoded word says', () => {
    const word = `=?utf-8?B?${Buffer.from('Clerk <clerk@stell.example>').toString('base64')}?=`;
    expect(parseAddresses(`${word} <x@evil.example>`)).toEqual([
      { name: 'Clerk <clerk@stell.example>', address: 'x@evil.example' },
    ]);
  });
});

describe('encoded words and parameters', () => {
  it.each([
    ['=?utf-8?Q?a_b?=', 'a b'],
    ['=?utf-8?Q?a?= =?utf-8?Q?b?= c', 'ab c'],
    ['=?iso-8859-1?Q?=93hi=94?=', '“hi”'],
    ['x =?utf-8*en?q?y?=', 'x y'],
    ['=?utf-8?Q?a b?=', 'a b'],
    ['=?nope', '=?nope'],
    ['=?utf-8?Q?a=0D=0ABcc: x?=', 'a Bcc: x'],
  ])('%s', (value, expected) => expect(decodeWords(value)).toBe(expected));

  it.each([
    ['text/plain; charset="utf-8"', 'charset', 'utf-8'],
    ['Multipart/Mixed; boundary="a;b\\"c"', 'boundary', 'a;b"c'],
    ["a/b; name*=utf-8''%C5%B7.txt", 'name', 'ŷ.txt'],
    ['a/b; name*0="one"; name*1="two"', 'name', 'onetwo'],
    ['a/b; name="=?utf-8?Q?=C5=B7?=.txt"', 'name', 'ŷ.txt'],
    ['a/b (comment; name=x); name=y', 'name', 'y'],
    ['a/b; boundary=one; boundary=two', 'boundary', 'one'],
  ])('%s', (header, name, value) => expect(parseParameters(header).params.get(name)).toBe(value));
});

describe('charsets', () => {
  it('reads utf-8 with stray windows-1252 bytes as both', () => {
    const bytes = Buffer.concat([Buffer.from('Tŷ '), Buffer.from([0x93, 0x61, 0x94])]);
    expect(decodeText(bytes, 'utf-8').text).toBe('Tŷ “a”');
  });

  it('takes NULs out, as they would split words', () => {
    expect(decodeText(Buffer.from('re\0sign'), '').text).toBe('resign');
  });

  it('reads what iconv-lite knows', () => {
    expect(decodeText(Buffer.from([0xcf, 0xf0]), 'windows-1251').text).toBe('Пр');
    expect(decodeText(Buffer.from('a+AKM-'), 'utf-7').text).toBe('a£');
  });
});
