import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openConnection } from '../../src/store/connection.js';
import type { Store } from '../../src/store/open.js';
import { all, folder, scanIn, store } from './made.js';

const WRITER = fileURLToPath(new URL('writer.mjs', import.meta.url));
const SIZE = 150;

const writer = (path: string, scanId: string, label: string, batches: number): ChildProcess =>
  fork(WRITER, [path, scanId, label, String(batches), String(SIZE)]);

async function countByPath(opened: Store, caseId: string, scanId: string) {
  const documents = new Map<string, number>();
  const findings = new Map<string, number>();
  const add = (to: Map<string, number>, path: string) => to.set(path, (to.get(path) ?? 0) + 1);
  for (const it of await all(opened.ledger(caseId))) add(documents, it.path);
  for (const it of await all(opened.findings(scanId))) add(findings, it.document.path);
  return { documents, findings };
}

test('killed with -9 while recording: each batch is wholly there or wholly absent, none that was acknowledged is lost', async () => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  const { caseId, scanId } = await scanIn(opened);
  const acknowledged: string[] = [];
  for (const round of [1, 2, 3, 4, 5, 6]) {
    const child = writer(path, scanId, `r${round}`, 1000);
    child.on('message', (message: { recorded: number }) => {
      acknowledged.push(`r${round}/${message.recorded}`);
      // The child is in the middle of its next batch by the time the signal arrives.
      if (message.recorded > 0) child.kill('SIGKILL');
    });
    const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
    expect(signal).toBe('SIGKILL');

    const { documents, findings } = await countByPath(opened, caseId, scanId);
    expect([...documents.values(), ...findings.values()].filter((count) => count !== SIZE)).toEqual(
      [],
    );
    expect([...findings.keys()].sort()).toEqual([...documents.keys()].sort());
    expect([...documents.keys()]).toEqual(expect.arrayContaining(acknowledged));
    const { recorded, newFindings } = await opened.progress(scanId);
    expect([recorded, newFindings]).toEqual([documents.size * SIZE, documents.size * SIZE]);
  }
  const check = openConnection(path, undefined, 1000);
  expect(await check.session.values('PRAGMA integrity_check')).toEqual([['ok']]);
  check.close();
});

test('two writing processes: nothing lost, nothing twice', async () => {
  const path = join(folder(), 'store.db');
  const opened = await store({ path });
  const { caseId, scanId } = await scanIn(opened);
  const children = ['one', 'two'].map((label) => writer(path, scanId, label, 15));
  const ends = await Promise.all(children.map((child) => once(child, 'exit')));
  expect(ends.map(([code]) => code)).toEqual([0, 0]);
  const { documents, findings } = await countByPath(opened, caseId, scanId);
  expect([documents.size, findings.size]).toEqual([30, 30]);
  expect([...documents.values(), ...findings.values()].every((count) => count === SIZE)).toBe(true);
  expect(await opened.progress(scanId)).toMatchObject({
    recorded: 30 * SIZE,
    newFindings: 30 * SIZE,
  });
});
