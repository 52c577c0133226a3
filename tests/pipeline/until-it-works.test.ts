import { expect, it } from 'vitest';
import { EnvironmentError } from '../../src/model/errors.js';
import { untilItWorks } from '../../src/pipeline/until-it-works.js';

const patience = (): { signal: AbortSignal; stop: () => void; said: string[] } & {
  onNotice: (sentence: string) => void;
} => {
  const controller = new AbortController();
  const said: string[] = [];
  return {
    signal: controller.signal,
    stop: () => controller.abort(),
    said,
    onNotice: (sentence) => said.push(sentence),
  };
};

it('waits out a fault of the disk, and tells of it twice', async () => {
  const asked = patience();
  let tries = 0;
  const value = await untilItWorks(async () => {
    tries += 1;
    if (tries < 2) throw new EnvironmentError('The disk is full.');
    return 'done';
  }, asked);
  expect([value, tries]).toEqual(['done', 2]);
  expect(asked.said).toEqual([
    'The disk is full. Waiting for it to be mended.',
    'The store can be written again; the scan goes on.',
  ]);
});

it('gives up when the scan is stopped, without waiting', async () => {
  const asked = patience();
  const full = untilItWorks(() => Promise.reject(new EnvironmentError('full')), asked);
  asked.stop();
  await expect(full).rejects.toThrow('full');
});

it('repeats nothing that waiting will not mend', async () => {
  let tries = 0;
  const work = (): Promise<never> => {
    tries += 1;
    return Promise.reject(new Error('a bug'));
  };
  await expect(untilItWorks(work, patience())).rejects.toThrow('a bug');
  expect(tries).toBe(1);
});
