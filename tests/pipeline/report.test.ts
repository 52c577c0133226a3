import { expect, it } from 'vitest';
import { gatherReport } from '../../src/pipeline/report/gather.js';
import { earlierSpan, lastSpan, readSpan } from '../../src/pipeline/report/period.js';
import { id } from '../store/made.js';
import { request, storeOf } from './report-store.js';

it('compares whole months with whole months, and other stretches with as many days', () => {
  expect(earlierSpan({ from: '2026-07-01', to: '2026-09-30' })).toEqual({
    from: '2026-04-01',
    to: '2026-06-30',
  });
  expect(earlierSpan({ from: '2026-03-01', to: '2026-03-31' })).toEqual({
    from: '2026-02-01',
    to: '2026-02-28',
  });
  expect(earlierSpan({ from: '2026-07-06', to: '2026-07-12' })).toEqual({
    from: '2026-06-29',
    to: '2026-07-05',
  });
  expect(lastSpan('quarter', '2026-11-22')).toEqual({ from: '2026-07-01', to: '2026-09-30' });
  expect(lastSpan('month', '2026-01-02')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(lastSpan('year', '2026-01-02')).toEqual({ from: '2025-01-01', to: '2025-12-31' });
});

it('refuses days that are none, and periods that end before they begin', () => {
  expect(() => readSpan('2026-02-30', '2026-03-01')).toThrow('--from must be a day');
  expect(() => readSpan('2026-07-01', '1.8.2026')).toThrow('--to must be a day');
  expect(() => readSpan('2026-07-02', '2026-07-01')).toThrow('is before');
});

it('counts the period beside the earlier one; undated mail counts on the day it was found', async () => {
  const store = await storeOf(
    [
      { name: 'a.eml', day: '2026-07-01', words: ['one', 'two'] },
      { name: 'b.eml', day: '2026-09-30', words: ['three'], category: 'bullying-pressure' },
      { name: 'c.eml', day: '2026-06-30', words: ['four'], severity: 'low' },
      { name: 'd.eml', day: '2026-10-01', words: ['five'] },
      { name: 'e.eml', day: '', words: ['six'] },
    ],
    '2026-08-15T09:00:00Z',
  );
  const { report } = await gatherReport(store, request());
  const { counts, reading } = report.summary;
  expect(report.rows.map(({ reference, day, undated }) => [reference, day, undated])).toEqual([
    ['F1', '2026-07-01', false],
    ['F2', '2026-07-01', false],
    ['F3', '2026-08-15', true],
    ['F4', '2026-09-30', false],
  ]);
  expect([counts.total.now, counts.total.earlier]).toEqual([4, 1]);
  expect(counts.byMonth.map(({ key, now, earlier }) => [key, now, earlier])).toEqual([
    ['2026-07', 2, 0],
    ['2026-08', 1, 0],
    ['2026-09', 1, 1],
  ]);
  const sum = (list: readonly { now: number }[]): number => list.reduce((all, t) => all + t.now, 0);
  expect(sum(counts.byCategory)).toBe(4);
  expect(sum(counts.bySeverity)).toBe(4);
  expect(sum(counts.byOutcome)).toBe(4);
  expect(counts.byClause).toMatchObject([{ key: 'protocol-2007 ¶10', now: 4, earlier: 1 }]);
  expect(reading).toMatchObject({ messages: 2, undated: 1, earlier: 1, outside: 1, failed: 0 });
});

it('tells outcomes, review times and how often reviewers agreed', async () => {
  const words = ['one', 'two', 'three', 'four', 'five'];
  const store = await storeOf(
    [{ name: 'a.eml', day: '2026-09-01', words }],
    '2026-09-10T08:00:00Z',
  );
  const verdict = (place: number, at: string, more: object) =>
    store.addVerdict({
      findingId: id(`a.eml-${place}`),
      decision: 'dismiss',
      reason: '',
      reviewer: 'mo',
      at,
      ...more,
    });
  await verdict(1, '2026-09-12T08:00:00Z', { decision: 'confirm' });
  await verdict(2, '2026-09-14T08:00:00Z', { dismissal: 'false-positive' });
  await verdict(3, '2026-09-20T08:00:00Z', { dismissal: 'duplicate' });
  await verdict(4, '2026-09-11T08:00:00Z', { decision: 'confirm' });
  await verdict(4, '2026-09-12T08:00:00Z', { decision: 'reopen' });
  const { summary } = (await gatherReport(store, request())).report;
  const outcomes = Object.fromEntries(summary.counts.byOutcome.map(({ key, now }) => [key, now]));
  expect(outcomes).toMatchObject({ confirmed: 1, dismissed: 2, waiting: 2 });
  // A duplicate was rightly found: it says nothing of precision.
  expect(summary.precision.overall).toMatchObject({ hits: 1, of: 2, value: 0.5 });
  expect(summary.precision.overall.low).toBeLessThan(0.1);
  expect(summary.reviewTimes).toEqual({
    concluded: 3,
    medianDays: 4,
    ninetiethDays: 10,
    open: 2,
    oldestOpenDays: 25,
  });
});

it('shows pairs over the months in no order of merit, and not those that met once', async () => {
  const store = await storeOf([
    { name: 'a.eml', day: '2026-07-01', words: ['one', 'two'] },
    { name: 'b.eml', day: '2026-09-30', words: ['three'] },
    {
      name: 'c.eml',
      day: '2026-09-30',
      words: ['four'],
      more: { from: 'piers.tranter@fenwick.example', fromName: 'Piers Tranter' },
    },
  ]);
  const named = (await gatherReport(store, request())).report.summary;
  const months = ['2026-07', '2026-08', '2026-09'].map((month, at) => ({
    month,
    count: [2, 0, 1][at],
  }));
  expect(named.people).toEqual([
    { from: 'Jane Oakenfold', to: 'Ruth Adeyemi', months, total: 3, weight: 9 },
  ]);
  expect(named.teams).toMatchObject([{ from: 'Labour members', to: 'Planning', total: 3 }]);
  const labelled = (await gatherReport(store, request({ named: false }))).report.summary;
  expect(labelled.people).toMatchObject([{ from: 'Member 1', to: 'Officer 1', total: 3 }]);
  expect(labelled.teams).toMatchObject([{ from: 'Team 1', to: 'Team 2', total: 3 }]);
});

it('names the cases there are when another is asked for', async () => {
  const store = await storeOf([]);
  await expect(gatherReport(store, request({ cases: ['Review 8'] }))).rejects.toThrow(
    'There is no case "Review 8"; the cases are: "Review 7".',
  );
});
