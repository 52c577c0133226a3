import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { AuthorError } from '../../src/model/errors.js';
import { parseRoster } from '../../src/people/roster.js';
import { decodeRoster } from '../../src/people/roster-text.js';

const HEADER = 'name,email,role,party,title';
const JANE = 'Jane Marsh,cllr.marsh@ashford-vale.example,member,Labour,"Councillor, Mill ward"';

function mistakesOf(csv: string): string[] {
  try {
    parseRoster(csv, 'roster.csv');
  } catch (error) {
    if (error instanceof AuthorError) return error.mistakes.map((m) => `${m.line}: ${m.message}`);
    throw error;
  }
  return [];
}

describe('a good roster', () => {
  it('reads every column, in any order, and lower-cases addresses', () => {
    const csv = `aliases,until,name,email,role,party,title,from
Maggie; M.Okoro@post.example ;MO,2023-05-04,Margaret Okoro,Margaret.Okoro@Ashford-Vale.example,officer,,Head of Planning,2019-01-07`;
    expect(parseRoster(csv, 'r').entries).toEqual([
      {
        name: 'Margaret Okoro',
        email: 'margaret.okoro@ashford-vale.example',
        role: 'officer',
        party: '',
        title: 'Head of Planning',
        from: '2019-01-07',
        until: '2023-05-04',
        aliases: ['Maggie', 'm.okoro@post.example', 'MO'],
      },
    ]);
  });

  it.each([
    ['a byte order mark', `\ufeff${HEADER}\n${JANE}\n`],
    ['CRLF', `${HEADER}\r\n${JANE}\r\n`],
    ['lone CR', `${HEADER}\r${JANE}\r`],
    ['blank lines and rows of commas', `\n${HEADER}\n\n${JANE}\n,,,,\n   \n`],
    ['no final line end', `${HEADER}\n${JANE}`],
    ['UTF-16 read as UTF-8', `\ufffd\ufffd${[...`${HEADER}\n${JANE}`].join('\0')}\0`],
  ])('tolerates %s', (_, csv) => {
    expect(parseRoster(csv, 'r').entries.map((entry) => entry.name)).toEqual(['Jane Marsh']);
  });

  it('may list nobody', () => {
    expect(parseRoster(`${HEADER}\n`, 'r').entries).toEqual([]);
  });

  it('may give one address twice when the dates do not overlap', () => {
    const csv = `${HEADER},from,until
Dan Rook,dan@ashford-vale.example,officer,,Clerk,,2023-04-30
Dan Rook,dan@ashford-vale.example,member,Green,Councillor,2023-05-04,`;
    expect(parseRoster(csv, 'r').entries.map((entry) => entry.role)).toEqual(['officer', 'member']);
  });
});

describe('mistakes are all listed by line', () => {
  it.each<[string, string, (string | RegExp)[]]>([
    ['an empty file', '', [`0: the roster is empty: its first line must be ${HEADER}`]],
    ['a file of blanks', ' \n\n', [/^0: the roster is empty/]],
    [
      'an unknown column',
      `${HEADER},phone\n${JANE},1`,
      [/^1: unknown column “phone”: the columns/],
    ],
    [
      'a missing column',
      'name,email,role,party\nJo Lee,jo@a.example,member,',
      [/^1: .*“title” is missing/],
    ],
    ['a column twice', `${HEADER},title\n${JANE},x`, ['1: column “title” stands twice']],
    [
      'a bad role',
      `${HEADER}\nJo Lee,jo@a.example,councillor,,`,
      ['2: role “councillor” is not one of member, officer, political-assistant, external'],
    ],
    [
      'a bad address',
      `${HEADER}\nJo Lee,jo at a.example,member,,`,
      [/^2: email “jo at a.example” is/],
    ],
    ['no address', `${HEADER}\nJo Lee,,member,,`, ['2: the email is empty']],
    ['no name', `${HEADER}\n,jo@a.example,member,,`, ['2: the name is empty']],
    [
      'a bad alias',
      `${HEADER},aliases\n${JANE},"jane@, Janey"`,
      [/^2: alias “jane@, Janey” is not/],
    ],
    ['a bad date', `${HEADER},from\n${JANE},02/05/2024`, [/^2: from “02\/05\/2024” is not a date/]],
    [
      'a day that is none',
      `${HEADER},until\n${JANE},2023-02-29`,
      [/^2: until “2023-02-29” is not/],
    ],
    [
      'until before from',
      `${HEADER},from,until\n${JANE},2024-05-02,2023-05-04`,
      ['2: until 2023-05-04 is before from 2024-05-02'],
    ],
    [
      'too few fields',
      `${HEADER}\nJo Lee,jo@a.example,member`,
      ['2: 3 fields where the header has 5'],
    ],
    [
      'an unquoted comma',
      `${HEADER}\nJo Lee,jo@a.example,member,,Councillor, Mill ward`,
      ['2: 6 fields where the header has 5; a field with a comma needs quotation marks'],
    ],
    [
      'an address twice',
      `${HEADER}\n${JANE}\n${JANE}`,
      [/^3: address “cllr.marsh@\S+” stands in line 2/],
    ],
    [
      'an alias that is another’s address',
      `${HEADER},aliases\n${JANE},\nJo Lee,jo@a.example,member,,,CLLR.MARSH+x@ashford-vale.example`,
      [/^3: address “cllr.marsh@ashford-vale.example” stands in line 2/],
    ],
    [
      'an open quote',
      `${HEADER}\n"Jo Lee,jo@a.example,member,,\n`,
      [/^2: a quotation mark is opened/],
    ],
    [
      'a quote inside',
      `${HEADER}\nJo "J" Lee,jo@a.example,member,,\n`,
      [/^2: a quotation mark stands/],
    ],
  ])('%s', (_, csv, expected) => {
    const found = mistakesOf(csv);
    expect(found).toHaveLength(expected.length);
    for (const [index, message] of expected.entries()) expect(found[index]).toMatch(message);
  });

  it('counts physical lines, also after a field with line ends and blank lines', () => {
    const csv = `${HEADER}\n\nJane Marsh,jane@a.example,member,,"Councillor,\nMill ward"\n\nJo,jo@a.example,boss,,\n`;
    expect(mistakesOf(csv)).toEqual([expect.stringMatching(/^6: role “boss”/)]);
  });

  it('goes on after a broken row and keeps the order of lines', () => {
    const csv = `${HEADER},phone
Jo "J" Lee,jo@a.example,member,,,
,kim@a.example,boss,,,
"Al,al@a.example,member,,,
Bo,bo@a,member,,,`;
    expect(mistakesOf(csv).map((m) => m.split(':')[0])).toEqual(['1', '2', '3', '3', '4', '5']);
  });

  it('names the file', () => {
    expect(() => parseRoster('', 'lists/who.csv')).toThrow('lists/who.csv:0: the roster is empty');
  });
});

describe('decodeRoster', () => {
  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'])(
    'reads %s with accents',
    (encoding) => {
      expect(decodeRoster(iconv.encode('Siôn Pugh – clerk', encoding))).toBe('Siôn Pugh – clerk');
    },
  );
  it.each(['utf-8', 'utf-16le', 'utf-16be'])('reads %s with a byte order mark', (encoding) => {
    const text = decodeRoster(iconv.encode(`${HEADER}\n${JANE}`, encoding, { addBOM: true }));
    expect(parseRoster(text, 'r').entries).toHaveLength(1);
  });
});
