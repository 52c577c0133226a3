import { describe, expect, it } from 'vitest';
import { NO_COUNTS } from '../../src/model/case.js';
import { Superseded } from '../../src/model/errors.js';
import { ref, settings, store } from './made.js';

async function opened(ticket: string) {
  const made = await store();
  const { id: caseId } = await made.ensureCase({ name: 'c' });
  const { id } = await made.startScan(caseId, settings());
  await made.openIntake(id, ticket);
  return { made, id };
}

describe('the lease of a scan`s intake', () => {
  it('is given to the holder of the ticket, and only until the sources are taken in', async () => {
    const { made, id } = await opened('today');
    expect(await made.beginIntake(id, 'yesterday')).toBeUndefined();
    expect(await made.beginIntake(id, 'today')).toBeDefined();
    await made.intakeDone(id);
    expect(await made.beginIntake(id, 'today')).toBeUndefined();
    expect(await made.beginIntake('purged', 'today')).toBeUndefined();
  });

  it('passes to whoever begins last, who starts over', async () => {
    const { made, id } = await opened('t');
    const first = (await made.beginIntake(id, 't'))!;
    expect(await made.addBatch(id, [ref('a')], first)).toBe(1);
    await made.noteIntake(id, first, { ...NO_COUNTS, documents: 1 });
    const second = (await made.beginIntake(id, 't'))!;
    expect(await made.owed(id)).toEqual([]);
    expect(await made.intake(id)).toEqual(NO_COUNTS);
    await expect(made.addBatch(id, [ref('a')], first)).rejects.toThrow(Superseded);
    await expect(made.noteIntake(id, first, NO_COUNTS)).rejects.toThrow(Superseded);
    // Never a number given before: a late result of the first must close no batch of the second.
    expect(await made.addBatch(id, [ref('a')], second)).toBe(2);
  });

  it('ends with the scan', async () => {
    const { made, id } = await opened('t');
    const lease = (await made.beginIntake(id, 't'))!;
    await made.closeIntake(id);
    await expect(made.addBatch(id, [ref('a')], lease)).rejects.toThrow(Superseded);
    await made.closeIntake('purged');
  });
});
