import { fork } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../src/model/errors.js';
import {
  type ChildPool,
  type ChildPoolOptions,
  createChildPool,
} from '../../src/queue/child-pool.js';
import { processGone, until } from './waiting.js';

interface Deed {
  readonly do: string;
  readonly value?: number;
  readonly ms?: number;
  readonly code?: number;
}
interface Answer {
  readonly value?: number | string;
  readonly shared?: unknown;
  readonly pid?: number;
  readonly names?: readonly string[];
}

const open: ChildPool<Deed, Answer>[] = [];

function pool(options: Partial<ChildPoolOptions> = {}): ChildPool<Deed, Answer> {
  const made = createChildPool<Deed, Answer>({
    entry: new URL('./children/items.mjs', import.meta.url),
    size: 1,
    timeLimitMs: 400,
    memoryMb: 64,
    ...options,
  });
  open.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close()));
});

const echo = (value: number): Deed => ({ do: 'echo', value });
const values = (outcomes: readonly { ok: boolean; result?: Answer }[]): unknown[] =>
  outcomes.map((outcome) => (outcome.ok ? outcome.result?.value : 'failed'));

describe('a batch', () => {
  test('gives every result in order and tells each as it comes', async () => {
    const heard: number[] = [];
    const outcomes = await pool().runBatch(
      [echo(1), echo(2), echo(3)],
      { roster: 'r' },
      (index) => {
        heard.push(index);
      },
    );
    expect(values(outcomes)).toEqual([1, 2, 3]);
    expect(outcomes[0]).toMatchObject({ ok: true, result: { shared: { roster: 'r' } } });
    expect(heard).toEqual([0, 1, 2]);
  });

  test('of no item needs no child', async () => {
    const made = pool();
    expect(await made.runBatch([], null)).toEqual([]);
    expect(made.pids()).toEqual([]);
  });

  test('reuses its child, and replaces it after as many items as it may do', async () => {
    const made = pool({ maxItemsPerChild: 4 });
    const first = await made.runBatch([echo(1), echo(2)], null);
    const second = await made.runBatch([echo(3), echo(4)], null);
    const third = await made.runBatch([echo(5)], null);
    const pids = [first, second, third].map((each) => (each[0]?.ok ? each[0].result.pid : 0));
    expect(pids[1]).toBe(pids[0]);
    expect(pids[2]).not.toBe(pids[0]);
  });

  test('waits for a free child when all are busy', async () => {
    const made = pool({ size: 2, timeLimitMs: 5_000 });
    const batches = Array.from({ length: 6 }, (_, n) =>
      made.runBatch([{ do: 'slow', ms: 20, value: n }], null),
    );
    expect((await Promise.all(batches)).flatMap(values)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(made.pids().length).toBeLessThanOrEqual(2);
  });

  test('that takes longer than an item may is fine', async () => {
    const slow = Array.from({ length: 5 }, (_, n) => ({ do: 'slow', ms: 160, value: n }));
    const outcomes = await pool().runBatch(slow, null);
    expect(values(outcomes)).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(outcomes.map((each) => each.ok && each.result.pid)).size).toBe(1);
  });
});

describe('a poison item is reported, and the rest of its batch is done', () => {
  const cases: [string, Deed, string, RegExp][] = [
    ['waits for ever', { do: 'hang' }, 'hung', /^no result within 0\.4 s$/],
    ['is stuck in a regular expression', { do: 'regex' }, 'hung', /^no result within/],
    ['fills the heap', { do: 'heap' }, 'memory', /^out of memory \(heap over 64 MB\)$/],
    [
      'fills memory outside the heap',
      { do: 'buffers' },
      'memory',
      /^out of memory \(memory over 384 MB\)$/,
    ],
    ['ends the process', { do: 'exit' }, 'died', /^the process died \(exit code 0\)$/],
    [
      'ends the process badly',
      { do: 'exit', code: 9 },
      'died',
      /^the process died \(exit code 9\)$/,
    ],
    ['is killed', { do: 'kill-self' }, 'died', /^the process died \(SIGKILL\)$/],
    ['answers for another item', { do: 'liar' }, 'died', /what nobody asked for/],
    ['throws', { do: 'throw' }, 'threw', /^the third word of the message$/],
    ['gives what cannot be sent', { do: 'not-json' }, 'threw', /^the result could not be sent: /],
  ];
  test.each(cases)('when it %s', async (_, poison, cause, reason) => {
    const limits = cause === 'memory' ? { timeLimitMs: 20_000 } : {};
    const outcomes = await pool(limits).runBatch([echo(1), echo(2), poison, echo(4)], null);
    expect(values(outcomes)).toEqual([1, 2, 'failed', 4]);
    expect(outcomes[2]).toMatchObject({ ok: false, cause, reason: expect.stringMatching(reason) });
  });

  test('wherever it stands and however many there are', async () => {
    const poison: Deed = { do: 'exit' };
    const batch = [poison, echo(1), poison, poison, echo(4), poison];
    expect(values(await pool().runBatch(batch, null))).toEqual([
      'failed',
      1,
      'failed',
      'failed',
      4,
      'failed',
    ]);
  });

  test('without the blame falling on the item before it', async () => {
    // The report of item 0 has to leave the child before item 1 blocks it.
    const made = pool();
    const batch = made.runBatch([{ do: 'large' }, { do: 'regex' }], null);
    await until('a child is there', () => made.pids().length === 1, 5_000);
    const [pid] = made.pids();
    const [large, stuck] = await batch;
    expect(large?.ok && large.result.pid).toBe(pid);
    expect(stuck).toMatchObject({ ok: false, cause: 'hung' });
  });

  test('and an error left behind by one item spoils no other', async () => {
    const wait: Deed = { do: 'slow', ms: 100, value: 2 };
    expect(values(await pool().runBatch([{ do: 'throw-late' }, wait, echo(3)], null))).toEqual([
      undefined,
      2,
      3,
    ]);
  });
});

describe('a child', () => {
  test('killed from outside costs nothing: its item is done by another', async () => {
    const made = pool({ timeLimitMs: 10_000 });
    let killed = 0;
    const batch = [echo(1), { do: 'slow', ms: 300, value: 2 }, echo(3)];
    const outcomes = await made.runBatch(batch, null, (index) => {
      const [pid] = made.pids();
      if (index !== 0 || pid === undefined) return;
      process.kill(pid, 'SIGKILL');
      killed = pid;
    });
    expect(killed).toBeGreaterThan(0);
    expect(values(outcomes)).toEqual([1, 2, 3]);
  });

  test('killed while it rests is replaced', async () => {
    const made = pool();
    await made.runBatch([echo(1)], null);
    const [pid] = made.pids();
    process.kill(pid!, 'SIGKILL');
    expect(values(await made.runBatch([echo(2)], null))).toEqual([2]);
    expect(made.pids()).not.toContain(pid);
  });

  test('leaves it to its parent to answer Ctrl-C, which reaches the whole group', async () => {
    const made = pool({ timeLimitMs: 10_000 });
    const batch = [echo(1), { do: 'slow', ms: 100, value: 2 }];
    const outcomes = await made.runBatch(batch, null, (index) => {
      if (index === 0) process.kill(made.pids()[0]!, 'SIGINT');
    });
    const [first, second] = outcomes.map((each) => each.ok && each.result.pid);
    expect(first).toBeGreaterThan(0);
    expect(second).toBe(first);
  });

  test('may print what it likes', async () => {
    expect(values(await pool().runBatch([{ do: 'noise' }, echo(2)], null))).toEqual(['quiet', 2]);
  });

  test('sees nothing of the environment but what it is given', async () => {
    const outcomes = await pool({ env: { ONLY: 'this' } }).runBatch([{ do: 'environment' }], null);
    expect(outcomes).toEqual([{ ok: true, result: { names: ['ONLY'] } }]);
  });

  test('that cannot start is one error, not an endless respawn', async () => {
    const made = pool({ entry: new URL('./children/broken.mjs', import.meta.url) });
    const error = await made.runBatch([echo(1)], null).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(EnvironmentError);
    expect(String(error)).toMatch(/could not be started: .*Cannot find module/);
    expect(made.pids()).toEqual([]);
  });

  test('that is never ready is one error', async () => {
    const entry = new URL('./children/never-ready.mjs', import.meta.url);
    const made = pool({ entry, startLimitMs: 150 });
    await expect(made.runBatch([echo(1)], null)).rejects.toThrow(/not ready in 0.15 s/);
    expect(made.pids()).toEqual([]);
  });
});

describe('the end', () => {
  test('of the pool comes within 2 s, whatever the children do', async () => {
    const made = pool({ size: 2, timeLimitMs: 60_000 });
    await made.runBatch([{ do: 'deaf' }], null);
    const stuck = [made.runBatch([{ do: 'hang' }], null), made.runBatch([{ do: 'regex' }], null)];
    const ends = Promise.all(stuck.map((batch) => batch.catch((error: unknown) => error)));
    const third = made.runBatch([echo(1)], null).catch((error: unknown) => error);
    const started = performance.now();
    await made.close();
    expect(performance.now() - started).toBeLessThan(2_000);
    expect([...(await ends), await third]).toEqual([
      expect.any(EnvironmentError),
      expect.any(EnvironmentError),
      expect.any(EnvironmentError),
    ]);
    expect(made.pids()).toEqual([]);
    await expect(made.runBatch([echo(1)], null)).rejects.toThrow(EnvironmentError);
  });

  test.each(['resting', 'stuck'])('of the parent is the end of a %s child', async (state) => {
    const owner = fork(new URL('./children/pool-owner.mjs', import.meta.url), [state]);
    const [{ pids }] = (await once(owner, 'message')) as [{ pids: number[] }];
    expect(pids).toHaveLength(1);
    owner.kill('SIGKILL');
    await once(owner, 'close');
    await processGone(pids[0]!, 5_000);
  });

  test('of the parent is not held up by a resting child it forgot to end', async () => {
    const owner = fork(new URL('./children/pool-owner.mjs', import.meta.url), ['resting']);
    const [{ pids }] = (await once(owner, 'message')) as [{ pids: number[] }];
    owner.send('forget');
    const [code] = await once(owner, 'close');
    expect(code).toBe(0);
    await processGone(pids[0]!, 5_000);
  });
});
