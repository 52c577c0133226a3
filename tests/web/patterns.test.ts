import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyPattern } from '../../src/pipeline/every-pattern.js';
import { loadCatalogue } from '../../src/pipeline/load-catalogue.js';
import { tryText } from '../../src/pipeline/try-text.js';
import { coverageOf, precisionOf } from '../../src/web/pages/patterns/model.js';
import { type Asking, askAs } from './asking.js';
import { openDesk, scanSamples, type TestDesk } from './desk.js';

let desk: TestDesk;
let officer: Asking;
let reviewer: Asking;
beforeAll(async () => {
  desk = await openDesk();
  officer = await askAs(desk, 'k.osei', ['monitoring_officer']);
  reviewer = await askAs(desk, 'r.iyer', ['reviewer']);
});
afterAll(() => desk.close());

/** Words of an example of the catalogue that must fire. */
const [THREAT = ''] = loadCatalogue()
  .patterns.filter(({ category }) => category === 'bullying-pressure')
  .flatMap(({ examples }) => examples)
  .filter(({ hits, from, to }) => hits.length > 0 && from === 'member' && to[0] === 'officer')
  .map(({ text }) => text);

test('every pattern has a page, and the list shows each', async () => {
  const list = await (await reviewer.get('/patterns')).text();
  for (const { id } of everyPattern(desk.desk.catalogue())) {
    expect(list).toContain(`href="/patterns/${id}"`);
    expect((await reviewer.get(`/patterns/${id}`)).status, id).toBe(200);
  }
  expect((await reviewer.get('/patterns/secrecy/no-such-thing')).status).toBe(404);
});

test('the clauses of every protocol have patterns, or the reason why not', async () => {
  const catalogue = desk.desk.catalogue();
  const metas = everyPattern(catalogue);
  for (const protocol of catalogue.protocols.values()) {
    expect((await reviewer.get(`/patterns/clauses?protocol=${protocol.id}`)).status).toBe(200);
  }
  const covered = coverageOf(catalogue.protocols.get('protocol-2007')!, metas);
  expect(covered.find(({ ref }) => ref === '15')?.patterns.length).toBeGreaterThan(1);
  expect(covered.every(({ patterns, unseen }) => patterns.length > 0 === (unseen === ''))).toBe(
    true,
  );
});

test('a text is tried against all patterns or one, and what fires is shown with its reasons', async () => {
  const form = {
    text: THREAT,
    from: 'member',
    to: 'officer',
    medium: 'email',
    pattern: '',
  } as const;
  const html = await (await reviewer.post('/patterns/try', form, '/patterns/try')).text();
  const trial = { ...form, isUnsocial: false, protocol: 'protocol-2007' };
  const found = tryText(trial, desk.desk.catalogue());
  expect(found.length).toBeGreaterThan(0);
  for (const { pattern } of found) expect(html).toContain(`href="/patterns/${pattern}"`);
  const known = desk.desk.catalogue().patterns.find(({ category }) => category === 'secrecy')!.id;
  const none = await reviewer.post('/patterns/try', { ...form, pattern: known }, '/patterns/try');
  expect(await none.text()).toContain('This pattern asks for more than the text has');
});

test('a text is no markup, and one too long or empty is refused', async () => {
  const evil = { text: `<script>alert(1)</script> ${THREAT}`, pattern: '' };
  const html = await (await reviewer.post('/patterns/try', evil, '/patterns/try')).text();
  expect(html).not.toContain('<script>alert');
  const long = { text: 'a '.repeat(6_000) };
  expect((await reviewer.post('/patterns/try', long, '/patterns/try')).status).toBe(400);
  expect((await reviewer.post('/patterns/try', { text: ' ' }, '/patterns/try')).status).toBe(400);
});

test('a pattern is switched off by an officer with a reason, and scans leave it out', async () => {
  const path = '/patterns/silent-copy/bcc';
  const off = { off: 'yes', reason: 'our gateway writes these lines' };
  expect((await reviewer.post(`${path}/switch`, off, path)).status).toBe(403);
  expect((await officer.post(`${path}/switch`, { ...off, reason: '' }, path)).status).toBe(400);
  expect((await officer.post(`${path}/switch`, off, path)).status).toBe(303);
  expect(await (await reviewer.get(path)).text()).toContain('our gateway writes these lines');
  const scanId = await scanSamples(desk.workspace);
  const found = new Set<string>();
  for await (const { pattern } of desk.desk.store.findings(scanId)) found.add(pattern);
  expect(found.has('silent-copy/bcc')).toBe(false);
  expect(found.size).toBeGreaterThan(5);
  const [entry] = await desk.desk.store.oversight.auditPage({ action: 'pattern-switched-off' }, 1);
  expect(entry).toMatchObject({ who: 'k.osei', detail: `silent-copy/bcc: ${off.reason}` });
});

test('precision is reckoned from the last decision on each finding', async () => {
  const [scan] = await desk.desk.store.oversight.scans();
  const ids: string[] = [];
  let pattern = '';
  for await (const it of desk.desk.store.findings(scan!.id)) {
    pattern ||= it.pattern;
    if (it.pattern === pattern) ids.push(it.id);
  }
  const [first = ''] = ids;
  const say = (
    decision: 'confirm' | 'dismiss' | 'note',
    dismissal?: 'duplicate' | 'false-positive',
  ) =>
    desk.desk.store.addVerdict({
      findingId: first,
      decision,
      reason: 'seen',
      reviewer: 'r.iyer',
      at: '2026-03-02T09:00:00Z',
      ...(dismissal === undefined ? {} : { dismissal }),
    });
  const tally = async () => precisionOf(pattern, await desk.desk.store.oversight.tallies());
  await say('confirm');
  expect(await tally()).toMatchObject({ confirmed: 1, dismissed: 0, rate: { value: 1, of: 1 } });
  await say('dismiss', 'false-positive');
  await say('note');
  expect(await tally()).toMatchObject({ confirmed: 0, dismissed: 1, rate: { value: 0, of: 1 } });
  await say('dismiss', 'duplicate');
  expect(await tally()).toMatchObject({ dismissed: 0, setApart: 1, isKnown: false });
});
