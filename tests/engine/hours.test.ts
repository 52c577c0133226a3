import { expect, it } from 'vitest';
import { isUnsocial, ukTime } from '../../src/engine/hours.js';

it.each([
  ['a Tuesday morning', '2024-03-05T10:00:00+00:00', false],
  ['half past ten at night', '2024-03-05T22:30:00+00:00', true],
  ['two in the morning', '2024-03-05T02:00:00+00:00', true],
  ['a Sunday at noon', '2024-03-03T12:00:00+00:00', true],
  ['Christmas Day, a Wednesday', '2024-12-25T11:00:00+00:00', true],
  // 21:30 UTC in July is half past ten on a British clock.
  ['summer time', '2024-07-02T21:30:00+00:00', true],
  ['an offset is reckoned with', '2024-03-05T23:30:00+05:00', false],
  ['a letter has a date but no hour', '2024-03-03', false],
  ['no date', '', false],
  ['not a date', 'yesterday', false],
])('%s', (_name, sentAt, unsocial) => {
  expect(isUnsocial(sentAt)).toBe(unsocial);
});

it('changes clocks on the last Sundays of March and October', () => {
  expect(ukTime('2024-03-31T00:59:00Z')?.hour).toBe(0);
  expect(ukTime('2024-03-31T01:00:00Z')?.hour).toBe(2);
  expect(ukTime('2024-10-27T00:59:00Z')?.hour).toBe(1);
  expect(ukTime('2024-10-27T01:00:00Z')?.hour).toBe(1);
});
