import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRosterText } from '../../src/pipeline/roster-file.js';
import { rosterText, versionOf } from '../../src/web/pages/people/model.js';
import { type Asking, askAs } from './asking.js';
import { openDesk, type TestDesk } from './desk.js';

const ROSTER = readFileSync('samples/roster.csv', 'utf8');

let desk: TestDesk;
let officer: Asking;
beforeAll(async () => {
  desk = await openDesk({ samples: true });
  officer = await askAs(desk, 'k.osei', ['monitoring_officer']);
});
afterAll(() => desk.close());

const kept = (): Promise<string> => readRosterText(desk.desk.config.dataDir);
const versionNow = async (): Promise<string> => versionOf(await kept());

test('an import with mistakes shows every one at its line and keeps nothing', async () => {
  const text = [
    'name,email,role,party,title',
    'Jane Marsh,jane.marsh@fenwick.example,councillor,Labour,',
    'Owen Pryce,not an address,officer,,',
    '',
  ].join('\n');
  const answer = await officer.upload('/people/import', { text }, null, '/people/import');
  const html = await answer.text();
  expect(answer.status).toBe(400);
  expect(html).toMatch(/>2<\/th><td[^>]*>role “councillor” is not one of/);
  expect(html).toMatch(/>3<\/th><td[^>]*>email “not an address”/);
  expect(html).toContain('Owen Pryce,not an address,officer,,');
  expect(await kept()).toBe('');
});

test('a roster is imported from a file, searched and shown', async () => {
  const file = { field: 'file', name: 'people.csv', text: ROSTER };
  await officer.upload('/people/import', { text: 'nonsense' }, file, '/people/import');
  expect(await kept()).toBe(ROSTER);
  const [, first = ''] = ROSTER.split('\n');
  const [name = ''] = first.split(',');
  const html = await (await officer.get(`/people?words=${encodeURIComponent(name)}`)).text();
  expect(html).toContain(name);
  const [entry] = await desk.desk.store.oversight.auditPage({ action: 'roster-changed' }, 1);
  expect(entry?.detail).toContain('imported');
});

test('a person is added, changed and removed; mistakes are told at their field', async () => {
  const person = {
    name: 'Nia Price, OBE',
    email: 'nia@fenwick.example',
    role: 'officer',
    party: '',
    title: 'Clerk',
    from: '2024-05-01',
    until: '',
    aliases: 'clerk@fenwick.example; NP',
  };
  const add = { ...person, version: await versionNow() };
  const wrong = await officer.post('/people/edit', { ...add, from: 'May' }, '/people/edit');
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('href="#from"');
  expect((await officer.post('/people/edit', add, '/people/edit')).status).toBe(303);
  expect(await kept()).toContain(
    '"Nia Price, OBE",nia@fenwick.example,officer,,Clerk,2024-05-01,,',
  );

  const stale = await officer.post('/people/edit', add, '/people/edit');
  expect(stale.status).toBe(409);
  const row = String((await kept()).trim().split('\n').length - 2);
  const change = { ...person, title: 'Town Clerk', row, version: await versionNow() };
  await officer.post('/people/edit', change, '/people/edit');
  expect(await kept()).toContain('Town Clerk');
  await officer.post('/people/remove', { row, version: await versionNow() }, '/people');
  expect(await kept()).not.toContain('Nia Price');
});

test('the unknown who occur most are listed, and not the known', async () => {
  const html = await (await officer.get('/people/unknown')).text();
  const { oversight } = desk.desk.store;
  const [only] = await oversight.cases();
  const all = await oversight.unknownCorrespondents(only!.id, [], 100);
  const counts = all.map(({ sent, received }) => sent + received);
  expect(counts).toEqual([...counts].sort((a, b) => b - a));
  const [most] = all;
  expect(await oversight.unknownCorrespondents(only!.id, [most!.address], 100)).toEqual(
    all.slice(1),
  );
  const onRoster = all.find(({ address }) => ROSTER.includes(address))!;
  const offRoster = all.find(({ address }) => !ROSTER.includes(address))!;
  expect(html).not.toContain(onRoster.address);
  expect(html).toContain(offRoster.address);
});

test('the roster is an officer’s to change', async () => {
  const reviewer = await askAs(desk, 'r.iyer', ['reviewer']);
  expect((await reviewer.get('/people')).status).toBe(200);
  expect((await reviewer.get('/people/import')).status).toBe(403);
  expect((await reviewer.post('/people/remove', { row: '0' }, '/people')).status).toBe(403);
});

test('a line break in a field makes no second line', () => {
  const empty = { party: '', title: 'a\nb', from: '', until: '', aliases: '' };
  const text = rosterText([{ name: 'A', email: 'a@b.example', role: 'officer', ...empty }]);
  expect(text.trim().split('\n')).toHaveLength(2);
});

test('the roster is closed while labels stand for names', async () => {
  const deputy = await askAs(desk, 'd.shah', ['deputy']);
  await deputy.post('/account/labels', { on: '1' }, '/account');
  expect((await deputy.get('/people')).status).toBe(403);
  expect((await deputy.get('/people/unknown')).status).toBe(403);
  await deputy.post('/account/labels', { on: '' }, '/account');
  expect((await deputy.get('/people')).status).toBe(200);
});
