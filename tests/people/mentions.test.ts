import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDirectory } from '../../src/people/directory.js';
import { parseRoster } from '../../src/people/roster.js';

const ROSTER = `name,email,role,party,title,from,until,aliases
Jane Marsh,cllr.marsh@ashfordvale.example,member,Labour,"Councillor, Mill ward; Leader of the Opposition",,,JM
Bill Okafor,cllr.okafor@ashfordvale.example,member,Labour,Chair of Planning Committee,,,
Rose Green,cllr.green@ashfordvale.example,member,Green,Cabinet Member for Housing,,,
Raj Patel,raj.patel@ashfordvale.example,officer,,Head of Planning,,,
Margaret Dunmore,margaret.dunmore@ashfordvale.example,officer,,Chief Executive,,,
Mark Oddy,mark.oddy@ashfordvale.example,officer,,Monitoring Officer and Head of Legal Services,,,
Bryony Catt,bryony.catt@ashfordvale.example,officer,,Tree Officer,,,Bry
Thomas Inchbald,tom.inchbald@ashfordvale.example,officer,,Principal Planning Officer,,,
Siân ap Rhisiart,sian@ashfordvale.example,officer,,"Director of Resources (Section 151 Officer), Ashford Vale",,,
Kay Vale-Hartley,kay@ashfordvale.example,officer,,Senior Press Officer,,,
Owen O'Hara,owen.ohara@ashfordvale.example,officer,,Planning Enforcement Officer,,,
Steve Lumb,steve.lumb@ashfordvale.example,officer,,Parking Services Manager,,,
Stephen Wroe,stephen.wroe@ashfordvale.example,officer,,Housing Manager,,,
Ann Wroe,ann.wroe@ashfordvale.example,officer,,Housing Officer,,,
Peter Dale,peter.dale@ashfordvale.example,officer,,PA to the Leader and Chief Executive,,,
Old Clerk,clerk.old@ashfordvale.example,officer,,Town Clerk,,2020-01-01,
New Clark,clerk.new@ashfordvale.example,officer,,Town Clerk,2020-01-02,,
All Members,all.members@ashfordvale.example,member,,Distribution list,,,
`;
const directory = createDirectory(parseRoster(ROSTER, 'roster.csv'));

function words(sentence: string): string[] {
  return (
    sentence.toLowerCase().match(/[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu) ?? []
  );
}

function thread(...addresses: string[]) {
  return addresses.map((address) => directory.resolve({ name: '', address }, '2024-03-05'));
}

/** `label = name (how, role)` of each mention; `?` for nobody in particular. */
function said(sentence: string, context = thread(), at = '2024-03-05'): string[] {
  return directory
    .mentions(words(sentence), context, at)
    .map((m) => `${m.label} = ${m.person?.name ?? '?'} (${m.how}, ${m.role})`);
}

describe('people by name', () => {
  it.each<[string, string]>([
    ['I spoke to Raj Patel today', 'raj patel = Raj Patel (full-name, officer)'],
    ['Maggie Dunmore has it', 'maggie dunmore = Margaret Dunmore (full-name, officer)'],
    ['Tom Inchbald wrote it', 'tom inchbald = Thomas Inchbald (full-name, officer)'],
    ['Cllr Jane Marsh asked', 'cllr jane marsh = Jane Marsh (full-name, member)'],
    ['Cllr Marsh asked', 'cllr marsh = Jane Marsh (title, member)'],
    ['Cllr. Marsh asked', 'cllr marsh = Jane Marsh (title, member)'],
    ['Councillor Green is new', 'councillor green = Rose Green (title, member)'],
    ['Mr Patel must go', 'mr patel = Raj Patel (title, officer)'],
    ['Mrs Dunmore must go', 'mrs dunmore = Margaret Dunmore (title, officer)'],
    ['Miss Catt is off', 'miss catt = Bryony Catt (title, officer)'],
    ['Patel is useless', 'patel = Raj Patel (surname, officer)'],
    ["Patel's report is late", 'patel = Raj Patel (surname, officer)'],
    ['Raj is useless', 'raj = Raj Patel (first-name, officer)'],
    ["Margaret's report is late", 'margaret = Margaret Dunmore (first-name, officer)'],
    ['Peggy said so', 'peggy = Margaret Dunmore (first-name, officer)'],
    ['Bry can do it', 'bry = Bryony Catt (first-name, officer)'],
    ['R. Patel and R Patel', 'r patel = Raj Patel (initials, officer)'],
    ['ask JM', 'jm = Jane Marsh (initials, member)'],
    ['Siân ap Rhisiart knows', 'siân ap rhisiart = Siân ap Rhisiart (full-name, officer)'],
    ['Ms Rhisiart knows', 'ms rhisiart = Siân ap Rhisiart (title, officer)'],
    ['Sian knows', 'sian = Siân ap Rhisiart (first-name, officer)'],
    [
      'Kay Vale Hartley and Ms Vale-Hartley',
      'kay vale hartley = Kay Vale-Hartley (full-name, officer)',
    ],
    ["Owen O'Hara wrote", "owen o'hara = Owen O'Hara (full-name, officer)"],
    ['Mr Ohara wrote', "mr ohara = Owen O'Hara (title, officer)"],
    ["dear Mark , it's me", 'mark = Mark Oddy (first-name, officer)'],
    ['Jane Green is unknown but J. Marsh', 'j marsh = Jane Marsh (initials, member)'],
    ['Mr Brandreth wrote', 'mr brandreth = ? (title, unknown)'],
    ['Cllr John Smith wrote', 'cllr john smith = ? (title, member)'],
    ['Cllr Patel wrote', 'cllr patel = ? (title, member)'],
    ['Mr Wroe wrote', 'mr wroe = Stephen Wroe (title, officer)'],
    ['Dr Wroe wrote', 'dr wroe = ? (title, officer)'],
  ])('%s', (sentence, expected) => {
    expect(said(sentence)[0]).toBe(expected);
  });

  it('a list whose ampersand got lost', () => {
    expect(said('cllrs green marsh')).toHaveLength(2);
  });

  it('several in one sentence, in order', () => {
    expect(said('Cllrs Marsh, Okafor and Green met Raj Patel.')).toEqual([
      'cllrs marsh = Jane Marsh (title, member)',
      'okafor = Bill Okafor (title, member)',
      'green = Rose Green (title, member)',
      'raj patel = Raj Patel (full-name, officer)',
    ]);
  });

  it.each([
    'the green space by the marsh may flood',
    'I will mark the bill and rose early',
    'the hill at Marsh Lane and Dunmore Street',
    'St Margaret is the church',
    'Margaret Jones rang from the shop',
    'Peter Patel is somebody else',
    'we miss the old library and miss working there',
    'the councillor said that councillors will meet',
    'a marsh-mallow for all members',
    'P. Patel is somebody else',
    'Wroe is one of two',
  ])('nobody: %s', (sentence) => {
    expect(said(sentence)).toEqual([]);
  });

  it('prefers the people of the thread', () => {
    expect(said('Steve has it')).toEqual(['steve = Steve Lumb (first-name, officer)']);
    const context = thread('stephen.wroe@ashfordvale.example');
    expect(said('Steve has it', context)).toEqual(['steve = Stephen Wroe (first-name, officer)']);
    expect(said('Wroe has it', context)).toEqual(['wroe = Stephen Wroe (surname, officer)']);
    const mark = thread('mark.oddy@ashfordvale.example');
    expect(said("Mark's note is poor", mark)).toEqual(['mark = Mark Oddy (first-name, officer)']);
    expect(said('Mark says no', mark)).toEqual(['mark = Mark Oddy (first-name, officer)']);
    expect(said('mark the page and mind the mark', mark)).toEqual([]);
  });

  it('knows people of the thread whom the roster does not', () => {
    const stranger = directory.resolve({ name: 'Gwenda Tully', address: 'g@homely.example' }, '');
    const firm = directory.resolve({ name: 'Market Joinery', address: 'x@homely.example' }, '');
    expect(said('Gwenda Tully and Gwenda', [stranger])).toEqual([
      'gwenda tully = Gwenda Tully (full-name, external)',
      'gwenda = Gwenda Tully (first-name, external)',
    ]);
    expect(said('the joinery on the market', [firm])).toEqual([]);
  });
});

describe('people by post', () => {
  it.each<[string, string]>([
    ['the Head of Planning was rude', 'head of planning = Raj Patel (post, officer)'],
    ['our head of planning', 'head of planning = Raj Patel (post, officer)'],
    ['the planning head was rude', 'planning head = Raj Patel (post, officer)'],
    ["the chief executive's view", 'chief executive = Margaret Dunmore (post, officer)'],
    ['chief exec says no', 'chief exec = Margaret Dunmore (post, officer)'],
    ['the monitoring officer', 'monitoring officer = Mark Oddy (post, officer)'],
    ['ask the MO', 'mo = Mark Oddy (post, officer)'],
    ['the head of legal', 'head of legal = Mark Oddy (post, officer)'],
    ['the director of resources', 'director of resources = Siân ap Rhisiart (post, officer)'],
    ['the section 151 officer', 'section 151 officer = Siân ap Rhisiart (post, officer)'],
    ['our s.151 officer', 's 151 officer = Siân ap Rhisiart (post, officer)'],
    ['the s151 knows', 's151 = Siân ap Rhisiart (post, officer)'],
    ['our tree officer', 'tree officer = Bryony Catt (post, officer)'],
    ['your press officer', 'press officer = Kay Vale-Hartley (post, officer)'],
    ['the enforcement officer', "enforcement officer = Owen O'Hara (post, officer)"],
    ['the clerk', 'clerk = New Clark (post, officer)'],
    ['the returning officer', 'returning officer = ? (post, officer)'],
    ['the borough solicitor', 'borough solicitor = ? (post, officer)'],
    ['the chief planner', 'chief planner = ? (post, officer)'],
    ['the case officer', 'case officer = ? (post, officer)'],
    ['the licensing manager', 'licensing manager = ? (post, officer)'],
    ['head of waste and recycling', 'head of waste and recycling = ? (post, officer)'],
    [
      'the director of the housing department',
      'director of the housing department = ? (post, officer)',
    ],
    ['the deputy monitoring officer', 'deputy monitoring officer = ? (post, officer)'],
    ['the former head of planning', 'former head of planning = ? (post, officer)'],
    ['the interim head of planning', 'head of planning = Raj Patel (post, officer)'],
    ['the leader of the opposition', 'leader of the opposition = Jane Marsh (post, member)'],
    ['the cabinet member for housing', 'cabinet member for housing = Rose Green (post, member)'],
    ['the chair of planning committee', 'chair of planning committee = Bill Okafor (post, member)'],
    ['the leader wants it', 'leader = ? (post, member)'],
  ])('%s', (sentence, expected) => {
    expect(said(sentence)).toEqual([expected]);
  });

  it.each([
    'a planning officer will call',
    'any head of planning would agree',
    'planning officers are busy',
    'a clerk rang',
    'the head of the table',
    'the team leader',
    'every case officer',
  ])('nobody in particular: %s', (sentence) => {
    expect(said(sentence)).toEqual([]);
  });

  it('by the holder of the day', () => {
    expect(said('the town clerk', thread(), '2019-06-01')).toEqual([
      'town clerk = Old Clerk (post, officer)',
    ]);
    expect(said('the town clerk', thread(), '2021-06-01')).toEqual([
      'town clerk = New Clark (post, officer)',
    ]);
  });
});

describe('a first name with a team', () => {
  it.each<[string, string[]]>([
    ['Roger in Parking lost it', ['roger in parking = ? (first-name, officer)']],
    ['Sheila from the highways team', ['sheila from the highways team = ? (first-name, officer)']],
    ['with Mark from Legal', ['mark from legal = Mark Oddy (first-name, officer)']],
    ['Jane in Housing', ['jane in housing = ? (first-name, officer)']],
    ['delays in planning', []],
    ['Roger in place of me', []],
    ['the mark in parking', []],
  ])('%s', (sentence, expected) => {
    expect(said(sentence)).toEqual(expected);
  });
});

describe('two councils in one roster', () => {
  const two = createDirectory(
    parseRoster(
      `name,email,role,party,title
Ada Quill,ada@north.example,officer,,Monitoring Officer
Ida Quill,ida@south.example,officer,,Monitoring Officer`,
      'r',
    ),
  );
  it('takes the post of the thread’s council', () => {
    const at = '2024-03-05';
    const context = [two.resolve({ name: 'Jo Lee', address: 'jo@south.example' }, at)];
    expect(two.mentions(words('the monitoring officer'), context, at)[0]?.person?.name).toBe(
      'Ida Quill',
    );
    expect(two.mentions(words('the monitoring officer'), [], at)[0]?.person).toBeNull();
    expect(two.mentions(words('Ada said'), context, at)).toEqual([]);
  });
});

describe('any words', () => {
  const vocabulary = words(
    `cllr cllrs . , and j r 's raj patel patel's jane marsh green the head of planning officer chief
executive mr miss margaret in from parking legal s 151 section mo ap rhisiart vale hartley will mark`,
  );
  it('give mentions in order, apart, and labelled by their words', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...vocabulary), { maxLength: 30 }), (tokens) => {
        let end = 0;
        for (const mention of directory.mentions(tokens, thread(), '2024-03-05')) {
          expect(mention.from).toBeGreaterThanOrEqual(end);
          expect(mention.to).toBeGreaterThan(mention.from);
          expect(mention.to).toBeLessThanOrEqual(tokens.length);
          expect(mention.label).not.toBe('');
          if (mention.person) expect(mention.role).toBe(mention.person.role);
          end = mention.to;
        }
      }),
    );
  });

  it('take time in proportion to their number', () => {
    const hard =
      'cllrs marsh , j j j marsh and patel head of planning and planning officer '.repeat(5_000);
    const started = performance.now();
    directory.mentions(hard.trim().split(' '), thread(), '2024-03-05');
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
