import { expect, test } from 'vitest';
import type { Store } from '../../src/store/open.js';
import type { Asker, QueueFilter } from '../../src/store/review/store.js';
import { analysis, document, finding, id, NOON, readBatch, scanIn, store } from './made.js';

const ANYBODY: Asker = { id: 'k.osei', names: [] };

const ALL: QueueFilter = {
  states: [],
  categories: [],
  severities: [],
  layers: [],
  sure: [],
  clauses: [],
  caseId: '',
  person: '',
  mailbox: '',
  assignee: '',
  sentFrom: 0,
  sentUntil: 0,
  words: '',
};

const shown = async (opened: Store, filter: Partial<QueueFilter> = {}, asker = ANYBODY) =>
  (await opened.review.queue(asker, { ...ALL, ...filter }, 'risk', 0, 100)).map((row) => row.id);

/** Findings that differ in what the queue is narrowed by. */
async function several() {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const one = document('one.eml', { subject: 'Leaflet round', sentAt: '2024-01-05T09:00:00Z' });
  const two = document('two.eml', {
    from: 'r.adeyemi@council.example',
    fromName: 'Ruth Adeyemi',
    sentAt: '2024-02-05T09:00:00Z',
  });
  await readBatch(
    opened,
    scanId,
    {
      document: one,
      findings: [
        finding('low', one, { severity: 'low', confidence: 0.95 }),
        finding('high', one, { severity: 'high', confidence: 0.6, category: 'secrecy' }),
      ],
    },
    { document: two, findings: [finding('medium', two, { severity: 'medium', layer: 'learned' })] },
  );
  const ref = (name: string) => ({ caseId, id: id(name) });
  return { opened, caseId, scanId, ref };
}

const verdict = (name: string, decision: 'confirm' | 'dismiss' | 'note' | 'reopen') => ({
  findingId: id(name),
  decision,
  reason: 'plain',
  reviewer: 'k.osei',
  at: NOON,
});

test('the queue goes by severity, then by confidence', async () => {
  const { opened } = await several();
  expect(await shown(opened)).toEqual(['high', 'medium', 'low'].map(id));
});

test.each<[string, Partial<QueueFilter>, string[]]>([
  ['category', { categories: ['secrecy'] }, ['high']],
  ['several severities', { severities: ['low', 'high'] }, ['high', 'low']],
  ['layer', { layers: ['learned'] }, ['medium']],
  ['band of confidence', { sure: [3] }, ['low']],
  ['clause', { clauses: ['protocol-2007 ¶10'] }, ['high', 'medium', 'low']],
  ['no part of a clause', { clauses: ['protocol-2007 ¶1'] }, []],
  ['person', { person: 'r.adeyemi@council.example' }, ['medium']],
  ['mailbox', { mailbox: 'samples/' }, ['high', 'medium', 'low']],
  ['date', { sentFrom: Date.parse('2024-02-01') }, ['medium']],
  ['until', { sentUntil: Date.parse('2024-01-31') }, ['high', 'low']],
  ['words', { words: 'leaf ROUND' }, ['high', 'low']],
  ['words together', { words: '"round leaflet"' }, []],
  ['a name', { words: 'adeyemi' }, ['medium']],
])('it is narrowed by %s', async (_, filter, names) => {
  const { opened } = await several();
  expect(await shown(opened, filter)).toEqual(names.map(id));
});

test.each(['"', 'a" OR "b', 'NEAR(', '*', '{quote}: x', '^', '-', "'; DROP TABLE findings"])(
  'searching for %s breaks nothing',
  async (words) => {
    const { opened } = await several();
    await expect(shown(opened, { words })).resolves.toBeInstanceOf(Array);
  },
);

test('each count tells what its choice would show with the other filters as they are', async () => {
  const { opened } = await several();
  const filter = { ...ALL, severities: ['high' as const] };
  const counts = await opened.review.counts(ANYBODY, filter);
  expect(counts.total).toBe(1);
  const severities = counts.severities.map(({ value, count }) => [value, count]);
  expect(severities.sort()).toEqual([
    ['high', 1],
    ['low', 1],
    ['medium', 1],
  ]);
  expect(counts.categories).toEqual([{ value: 'secrecy', count: 1 }]);
  expect(counts.persons).toEqual([{ value: 'a.marsh@council.example', count: 1 }]);
  for (const { value, count } of (await opened.review.counts(ANYBODY, ALL)).categories) {
    const categories = [value as 'secrecy'];
    expect(await shown(opened, { categories }), value).toHaveLength(count);
  }
});

test('a verdict moves a finding, a note does not, the last one rules', async () => {
  const { opened, ref } = await several();
  const state = async () => (await opened.review.item(ANYBODY, ref('low')))?.state;
  await opened.addVerdict(verdict('low', 'dismiss'));
  await opened.addVerdict(verdict('low', 'note'));
  expect(await state()).toBe('dismissed');
  expect(await shown(opened, { states: ['waiting'] })).toEqual(['high', 'medium'].map(id));
  await opened.addVerdict(verdict('low', 'reopen'));
  expect(await state()).toBe('waiting');
});

test('near-duplicates are one row, and each filter has its own first of them', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const letters = ['5 May', '12 May', '9 June'].map((day, n) => {
    const where = document(`${n}.eml`, { sentAt: `2024-05-0${n + 1}T09:00:00Z` });
    const quote = `You will answer by ${day === '9 June' ? '9 May' : day}!`;
    const evidence = [{ part: 'body', start: 0, end: quote.length, quote, author: where.from }];
    return { document: where, findings: [finding(`f${n}`, where, { evidence })] };
  });
  await readBatch(opened, scanId, ...letters);
  const [row, ...others] = await opened.review.queue(ANYBODY, ALL, 'newest', 0, 10);
  expect([row?.id, row?.alike, others]).toEqual([id('f2'), 3, []]);
  await opened.addVerdict(verdict('f2', 'dismiss'));
  expect(await shown(opened, { states: ['waiting'] })).toEqual([id('f1')]);
  const alike = await opened.review.alike(ANYBODY, { caseId, id: id('f1') }, 10);
  expect(alike.map((it) => it.id)).toEqual([id('f2'), id('f0')]);
});

test('what is read again is shown as it was read last', async () => {
  const { opened, scanId, ref } = await several();
  const again = document('one.eml', { subject: 'Another subject' });
  await readBatch(opened, scanId, {
    document: again,
    findings: [finding('low', again, { severity: 'high', confidence: 0.5 })],
  });
  expect(await shown(opened)).toEqual(['low', 'medium'].map(id));
  expect(await opened.review.item(ANYBODY, ref('low'))).toMatchObject({
    severity: 'high',
    subject: 'Another subject',
  });
  expect(await shown(opened, { words: 'leaflet' })).toEqual([]);
  expect(await shown(opened, { words: 'another' })).toEqual([id('low')]);
});

test('findings about the asker do not exist for them', async () => {
  const { opened, ref } = await several();
  const ruth = { id: 'r.adeyemi', names: ['r.adeyemi@council.example'] };
  expect(await shown(opened, {}, ruth)).toEqual(['high', 'low'].map(id));
  expect((await opened.review.counts(ruth, ALL)).total).toBe(2);
  expect(await opened.review.item(ruth, ref('medium'))).toBeUndefined();
  const named = { id: 'x', names: ['medium: he has'] };
  expect(await shown(opened, {}, named)).toEqual(['high', 'low'].map(id));
});

test('a declared conflict hides the finding, gives it away and is in the audit log', async () => {
  const { opened, caseId, ref } = await several();
  const conflict = { reviewer: 'k.osei', reason: 'my cousin', at: NOON, assignee: 'deputy' };
  await opened.review.declareConflict(ref('low'), conflict);
  expect(await opened.review.item(ANYBODY, ref('low'))).toBeUndefined();
  expect(await opened.review.isHidden(ANYBODY, caseId, id('one.eml'))).toBe(true);
  expect(await opened.review.isHidden(ANYBODY, caseId, id('two.eml'))).toBe(false);
  const seen = await opened.review.item({ id: 'deputy', names: [] }, ref('low'));
  expect(seen).toMatchObject({ assignee: 'deputy', conflicts: [{ reason: 'my cousin' }] });
  const log = [];
  for await (const entry of opened.auditLog()) log.push(entry);
  expect(log.at(-1)).toMatchObject({ action: 'conflict-declared', who: 'k.osei' });
  expect(JSON.stringify(log)).not.toContain('my cousin');
});

test('of two who take a finding at once one gets it', async () => {
  const { opened, ref } = await several();
  const taking = ['a', 'b'].map((by) =>
    opened.review.assign(ref('low'), { assignee: by, by, at: NOON, expected: '' }),
  );
  expect(await Promise.all(taking)).toEqual([true, false]);
  expect(await shown(opened, { assignee: 'a' })).toEqual([id('low')]);
});

test('the thread is found by what messages answer', async () => {
  const opened = await store();
  const { caseId, scanId } = await scanIn(opened);
  const mail = (name: string, day: number, references: string[]) => ({
    ...analysis(document(name, { references, sentAt: `2024-03-0${day}T09:00:00Z` })),
  });
  await readBatch(
    opened,
    scanId,
    mail('c', 3, ['a@council.example', 'b@council.example']),
    mail('a', 1, []),
    mail('b', 2, ['a@council.example']),
    mail('other', 2, []),
  );
  for (const name of ['a', 'b', 'c']) {
    const thread = await opened.review.thread(caseId, id(name), 10);
    expect(
      thread.map((it) => it.id),
      name,
    ).toEqual(['a', 'b', 'c'].map(id));
  }
});

test('where a message lies is known, and forgotten with its case', async () => {
  const { opened, caseId } = await several();
  expect(await opened.review.location(caseId, id('one.eml'))).toMatchObject({ length: 1000 });
  await opened.purgeCase(caseId, 'k.osei', NOON);
  expect(await opened.review.location(caseId, id('one.eml'))).toBeUndefined();
  expect(await shown(opened)).toEqual([]);
});
