import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Judgement } from '../../src/store/oversight/store.js';
import { agreementOf, missRate, nextUnread } from '../../src/web/pages/quality/model.js';
import { type Asking, askAs } from './asking.js';
import { openDesk, type TestDesk } from './desk.js';

let desk: TestDesk;
let officer: Asking;
let reviewer: Asking;
beforeAll(async () => {
  desk = await openDesk({ samples: true });
  officer = await askAs(desk, 'k.osei', ['monitoring_officer']);
  reviewer = await askAs(desk, 'r.iyer', ['reviewer']);
});
afterAll(() => desk.close());

test('a sample has unflagged messages only, each once', async () => {
  const { oversight } = desk.desk.store;
  const [only] = await oversight.cases();
  const answer = await officer.post('/quality', { case: only!.id, size: '500' }, '/quality');
  expect(answer.headers.get('location')).toBe('/quality/1');
  const drawn = (await oversight.sampledDocuments(1)).map(({ documentId }) => documentId);
  const flagged = new Set<string>();
  const [scan] = await oversight.scans();
  for await (const it of desk.desk.store.findings(scan!.id)) flagged.add(it.document.id);
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn.some((id) => flagged.has(id))).toBe(false);
  const { unflagged, size } = await oversight.sample(1);
  expect([unflagged, size]).toEqual([drawn.length, drawn.length]);
  expect(drawn.length).toBeGreaterThan(10);
});

test('two samples are drawn in different orders', async () => {
  const { oversight } = desk.desk.store;
  const [only] = await oversight.cases();
  const key = await oversight.drawSample(only!.id, 500, 'k.osei', '2026-03-02T09:00:00Z');
  const idsOf = async (sample: number) =>
    (await oversight.sampledDocuments(sample)).map(({ documentId }) => documentId);
  const [one, other] = [await idsOf(1), await idsOf(key)];
  expect(one).not.toEqual(other);
  expect([...one].sort()).toEqual([...other].sort());
});

test('reading a message leaves a row; the answer leads to the next one', async () => {
  const html = await (await reviewer.get('/quality/1/1')).text();
  expect(html).toContain('Should something in it have been flagged?');
  const [seen] = await desk.desk.store.oversight.auditPage({ action: 'viewed' }, 1);
  expect(seen).toMatchObject({ who: 'r.iyer', detail: expect.stringContaining('sample 1') });
  const nothing = await reviewer.post('/quality/1/1', {}, '/quality/1/1');
  expect(nothing.status).toBe(400);
  const vague = await reviewer.post('/quality/1/1', { missed: 'yes' }, '/quality/1/1');
  expect(await vague.text()).toContain('Choose what the message may engage');
  const said = { missed: 'yes', category: 'secrecy', note: 'plainly' };
  const done = await reviewer.post('/quality/1/1', said, '/quality/1/1');
  expect(done.headers.get('location')).toBe('/quality/1/2');
  await reviewer.post('/quality/1/2', { missed: 'no' }, '/quality/1/2');
  expect(await desk.desk.store.oversight.sample(1)).toMatchObject({ read: 2, missed: 1 });
  expect(await (await officer.get('/quality')).text()).toContain('50%, between 9.5% and 91%');
});

test('what others said is shown only to whoever has read the message', async () => {
  const before = await (await officer.get('/quality/1')).text();
  expect(before).not.toContain('r.iyer: missed');
  await officer.post('/quality/1/1', { missed: 'no' }, '/quality/1/1');
  expect(await (await officer.get('/quality/1')).text()).toContain('r.iyer: missed, secrecy');
  const { samples } = await desk.desk.store.oversight.agreement();
  expect(samples).toEqual({ bothYes: 0, bothNo: 0, differ: 1 });
});

test('a reviewer does not read mail of their own', async () => {
  const { caseId } = await desk.desk.store.oversight.sample(1);
  // A sample is drawn by chance, and a letter in it may have no address.
  const documents = await desk.desk.store.oversight.sampledDocuments(1);
  const records = await Promise.all(
    documents.map(({ documentId }) => desk.desk.store.review.document(caseId, documentId)),
  );
  const at = records.findIndex((record) => record?.from.includes('@'));
  const cookie = await desk.cookieOf('own', ['reviewer'], [records[at]!.from]);
  const answer = await fetch(`${desk.origin}/quality/1/${at + 1}`, { headers: { cookie } });
  const html = await answer.text();
  expect(html).toContain('Leave it to another reviewer');
  expect(html).not.toContain('Should something in it');
});

test('the auditor sees the figures and no mail; a sample cannot be drawn by a reviewer', async () => {
  const auditor = await askAs(desk, 'a.bell', ['auditor']);
  expect((await auditor.get('/quality')).status).toBe(200);
  expect((await auditor.get('/quality/1')).status).toBe(403);
  expect((await reviewer.post('/quality', { size: '5' }, '/quality')).status).toBe(403);
  expect((await officer.post('/quality', { size: 'many' }, '/quality')).status).toBe(400);
});

const SAMPLE = { key: 1, caseId: 'c', caseName: 'c', size: 100, who: '', at: '' };

test('miss rate after Wilson, and how many messages that is', () => {
  const none = missRate({ ...SAMPLE, unflagged: 1_000, read: 100, missed: 0 });
  expect(none).toMatchObject({ from: 0, to: 37, words: '0%, between 0% and 3.7%' });
  const some = missRate({ ...SAMPLE, unflagged: 1_000, read: 100, missed: 5 });
  expect(some).toMatchObject({ from: 22, to: 112 });
  expect(missRate({ ...SAMPLE, unflagged: 10, read: 0, missed: 0 }).isKnown).toBe(false);
});

test.each([
  [{ bothYes: 40, bothNo: 40, differ: 20 }, 0.8, 0.6],
  [{ bothYes: 25, bothNo: 25, differ: 50 }, 0.5, 0],
  [{ bothYes: 0, bothNo: 9, differ: 0 }, 1, null],
  [{ bothYes: 0, bothNo: 0, differ: 0 }, 0, null],
])('agreement of %j', (pairing, agreed, beyondChance) => {
  expect(agreementOf(pairing)).toMatchObject({ agreed: { value: agreed }, beyondChance });
});

test('the next unread message comes after this one, then from the start', () => {
  const read: Judgement = { reviewer: 'me', missed: false, category: '', note: '', at: '' };
  const document = (place: number, judgements: Judgement[]) => {
    return { place, documentId: '', path: '', subject: '', sentAt: '', judgements };
  };
  const documents = [document(1, []), document(2, [read]), document(3, [])];
  expect([0, 1, 2, 3].map((place) => nextUnread(documents, 'me', place))).toEqual([1, 3, 3, 1]);
  expect(nextUnread([document(1, [read])], 'me', 1)).toBeUndefined();
});
