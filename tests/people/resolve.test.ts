import { describe, expect, it } from 'vitest';
import type { Person } from '../../src/model/person.js';
import { createDirectory } from '../../src/people/directory.js';
import { EMPTY_ROSTER, parseRoster } from '../../src/people/roster.js';

const ROSTER = `name,email,role,party,title,from,until,aliases
Jane Marsh,cllr.marsh@ashfordvale.example,member,Labour,"Councillor, Mill ward",,,jmarsh@kitchenpost.example;Janey
Raj Patel,raj.patel@ashfordvale.example,officer,,Head of Planning,,,r.patel@ashfordvale.example
Dan Rook,dan.rook@ashfordvale.example,officer,,Tree Officer,,2023-04-30,
Dan Rook,dan.rook@ashfordvale.example,member,Green,Councillor,2023-05-04,,
Jess Thorley,jess.thorley@ashfordvale.example,political-assistant,Labour,Political Assistant,,,
Nina Frost,nina@ashfordecho.example,external,,Reporter,,,
Paul Ames,paul.ames@ashfordvale.example,officer,,Solicitor,,,
Paul Ames,paul.ames@penpost.example,officer,,Solicitor (private address),,,
All Members,all.members@ashfordvale.example,external,,Distribution list,,,
Old Hand,old.hand@ashfordvale.example,officer,,Clerk,2010-01-01,2015-01-01,
`;
const directory = createDirectory(parseRoster(ROSTER, 'roster.csv'));
const NOW = '2024-03-05T22:14:00+00:00';

function who(name: string, address: string, at = NOW, signature?: string): Person {
  return directory.resolve({ name, address }, at, signature === undefined ? {} : { signature });
}

describe('the roster’s own people', () => {
  it.each([
    ['the main address', 'cllr.marsh@ashfordvale.example'],
    ['capitals', 'Cllr.Marsh@AshfordVale.example'],
    ['a plus-address', 'cllr.marsh+bins@ashfordvale.example'],
    ['a private address by alias', 'jmarsh@kitchenpost.example'],
  ])('by %s', (_, address) => {
    expect(who('', address)).toEqual({
      key: 'cllr.marsh@ashfordvale.example',
      name: 'Jane Marsh',
      role: 'member',
      party: 'Labour',
      title: 'Councillor, Mill ward',
      basis: 'roster',
      reason: '',
    });
  });

  it('by the role of the day', () => {
    const address = 'dan.rook@ashfordvale.example';
    expect(who('', address, '2023-04-30T23:59:00+01:00')).toMatchObject({
      role: 'officer',
      basis: 'roster',
    });
    expect(who('', address, '2023-05-04')).toMatchObject({ role: 'member', basis: 'roster' });
    expect(who('', address, '2023-05-02').basis).toBe('inferred');
    expect(who('', address, '')).toMatchObject({ role: 'member', basis: 'inferred' });
  });

  it('says when no row covers the day', () => {
    const person = who('', 'old.hand@ashfordvale.example');
    expect(person).toMatchObject({ role: 'officer', basis: 'inferred' });
    expect(person.reason).toContain('from 2010-01-01 until 2015-01-01');
  });

  it('joins a private row to the office row of the same person', () => {
    expect(who('', 'paul.ames@penpost.example')).toMatchObject({
      key: 'paul.ames@ashfordvale.example',
      title: 'Solicitor',
      basis: 'roster',
    });
  });

  it.each([
    ['Raj Patel', 'raj@homely.example'],
    ['Patel, Raj', 'raj@homely.example'],
    ['"Raj Patel (Planning)"', 'raj@homely.example'],
    ['Mr Raj Patel MRTPI', 'raj@homely.example'],
  ])('by the name %s with another address, less surely', (name, address) => {
    const person = who(name, address);
    expect(person).toMatchObject({
      key: 'raj.patel@ashfordvale.example',
      role: 'officer',
      basis: 'inferred',
    });
    expect(person.reason).toContain('the address raj@homely.example is not');
  });

  it('by the name alone, as letters and quoted headers have it', () => {
    expect(who('Raj Patel', '')).toMatchObject({ role: 'officer', basis: 'roster' });
    expect(who('Cllr Marsh', '')).toMatchObject({ name: 'Jane Marsh', basis: 'inferred' });
    expect(who('Cllr Patel', '').key).not.toBe('raj.patel@ashfordvale.example');
  });

  it('keeps a first name from being the person', () => {
    expect(who('Janey', 'janey@elsewhere.example').key).toBe('janey@elsewhere.example');
  });
});

describe('inference where the roster is silent', () => {
  const COUNCIL = 'jo.lee@ashfordvale.example';
  const AWAY = 'jo.lee@homely.example';
  it.each<[string, string, string, string, Person['role']]>([
    ['a title', 'Cllr Jo Lee', AWAY, '', 'member'],
    ['a title with a stop', 'Cllr. J. Lee', AWAY, '', 'member'],
    ['a title behind the name', 'Lee, Jo (Cllr)', COUNCIL, '', 'member'],
    ['Councillor', 'Councillor Jo Lee', COUNCIL, '', 'member'],
    ['Cynghorydd', 'Cynghorydd Jo Lee', COUNCIL, '', 'member'],
    ['Y Cyng.', 'Y Cyng. Jo Lee', COUNCIL, '', 'member'],
    ['Ald.', 'Ald. Jo Lee', COUNCIL, '', 'member'],
    ['Bailie', 'Bailie Jo Lee', COUNCIL, '', 'member'],
    ['Provost', 'Provost Jo Lee', COUNCIL, '', 'member'],
    ['the local part', 'Jo Lee', 'cllr.jo.lee@ashfordvale.example', '', 'member'],
    ['a members’ domain', 'Jo Lee', 'jo.lee@members.ashfordvale.example', '', 'member'],
    ['Councillor for', 'Jo Lee', COUNCIL, 'Jo Lee\nCouncillor for Eastgate ward', 'member'],
    ['Ward Member', 'Jo Lee', AWAY, 'Jo Lee\nWard Member, Eastgate', 'member'],
    ['Leader of the Opposition', 'Jo Lee', AWAY, 'Jo\nLeader of the Opposition', 'member'],
    ['Chair of', 'Jo Lee', COUNCIL, 'Jo Lee\nChair of Licensing', 'member'],
    ['a ward', 'Jo Lee', COUNCIL, 'Jo Lee\nEastgate ward', 'member'],
    ['a chair elsewhere', 'Jo Lee', AWAY, 'Jo Lee\nChair of Eastgate Residents', 'external'],
    ['Head of', 'Jo Lee', COUNCIL, 'Jo Lee\nHead of Waste', 'officer'],
    [
      'Head of at a public body',
      'Jo Lee',
      'jo.lee@eastmere.gov.uk',
      'Jo\nHead of Waste',
      'officer',
    ],
    ['Director of', 'Jo Lee', COUNCIL, 'Director of Place', 'officer'],
    ['Solicitor', 'Jo Lee', COUNCIL, 'Jo Lee, Solicitor', 'officer'],
    ['Town Clerk', 'Jo Lee', COUNCIL, 'Jo Lee\nTown Clerk', 'officer'],
    ['Democratic Services', 'Jo Lee', COUNCIL, 'Democratic Services', 'officer'],
    ['PA to the Leader', 'Jo Lee', COUNCIL, 'Jo Lee\nPA to the Leader of the Council', 'officer'],
    [
      'Support to a councillor',
      'Jo Lee',
      COUNCIL,
      'Jo Lee\nSupport Officer to Cllr Marsh',
      'officer',
    ],
    [
      'Political Assistant',
      'Jo Lee',
      COUNCIL,
      'Political Assistant to the Group',
      'political-assistant',
    ],
    ['Group Office', 'Jo Lee', COUNCIL, 'Jo Lee\nLabour Group Office', 'political-assistant'],
    ['a post elsewhere', 'Jo Lee', AWAY, 'Jo Lee\nHead of Sales', 'external'],
    ['a post in the name', 'Jo Lee (Planning Officer)', COUNCIL, '', 'officer'],
    ['the council’s domain alone', 'Jo Lee', COUNCIL, '', 'officer'],
    ['a sub-domain alone', 'Jo Lee', 'jo@mail.ashfordvale.example', '', 'officer'],
    ['a foreign domain', 'Jo Lee', AWAY, 'Jo', 'external'],
    ['a newspaper’s domain', 'Jo Lee', 'jo@ashfordecho.example', '', 'external'],
    ['MBE is no title', 'Jo Lee MBE', AWAY, '', 'external'],
  ])('%s', (_, name, address, signature, role) => {
    const person = who(name, address, NOW, signature);
    expect(person.role).toBe(role);
    expect(person.basis).toBe('inferred');
    expect(person.reason).not.toBe('');
  });

  it('says how little a domain alone tells', () => {
    expect(who('Jo Lee', COUNCIL).reason).toMatch(/^low certainty: nothing but the domain/);
  });

  it('shows the line of the signature that told', () => {
    expect(who('Jo', COUNCIL, NOW, 'Jo Lee\nHead of Waste\n01632').reason).toContain(
      '“Head of Waste”',
    );
  });

  it('takes one officer’s private address for no council domain', () => {
    expect(who('Ann Other', 'ann@penpost.example').role).toBe('external');
  });

  it('knows nothing of an empty address', () => {
    expect(who('', '')).toMatchObject({ role: 'unknown', basis: 'none', reason: '' });
  });
});

describe('without a roster', () => {
  const bare = createDirectory(EMPTY_ROSTER);
  it.each<[string, string, Person['role']]>([
    ['Cllr Jo Lee', 'jo@homely.example', 'member'],
    ['Jo Lee', 'jo.lee@eastmere.gov.uk', 'officer'],
    ['Jo Lee', 'jo.lee@gmail.com', 'external'],
    ['Jo Lee', 'jo@homely.example', 'unknown'],
    ['', 'all-members@eastmere.example', 'member'],
    ['', 'info@shop.example', 'unknown'],
  ])('%s %s', (name, address, role) => {
    expect(bare.resolve({ name, address }, NOW).role).toBe(role);
  });
});

describe('distribution lists', () => {
  it.each<[string, Person['role'], string]>([
    ['all-members', 'member', 'All members'],
    ['members', 'member', 'Members'],
    ['councillors', 'member', 'Councillors'],
    ['cabinet', 'member', 'Cabinet'],
    ['labour-group', 'member', 'Labour group'],
    ['planning-committee', 'member', 'Planning committee'],
    ['pobaelod', 'member', 'Pobaelod'],
    ['planning-team', 'officer', 'Planning team'],
    ['customer.services', 'officer', 'Customer services'],
    ['all.officers', 'officer', 'All officers'],
    ['member.support', 'officer', 'Member support'],
    ['clerk', 'officer', 'Clerk'],
    ['leader', 'member', 'Leader'],
    ['noreply', 'officer', 'Noreply'],
  ])('%s@', (local, role, name) => {
    const person = who('', `${local}@ashfordvale.example`);
    expect(person).toMatchObject({ role, name, basis: 'inferred' });
    expect(person.reason).toContain('shared');
  });

  it('believes a strange domain only what is plain', () => {
    expect(who('', 'members@golfers.example').role).toBe('external');
    expect(who('', 'all-councillors@eastmere.example').role).toBe('member');
  });

  it('reads a list that the roster notes as external by its name', () => {
    expect(who('', 'all.members@ashfordvale.example')).toMatchObject({
      role: 'member',
      basis: 'inferred',
    });
  });
});
