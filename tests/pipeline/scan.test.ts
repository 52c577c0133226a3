import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { type ScanSummary, scan } from '../../src/pipeline/scan.js';
import { readStatus } from '../../src/pipeline/status.js';
import { openQueue, openWorkspace } from '../../src/pipeline/workspace.js';
import { mailbox, message, newFolder, numbers, ROSTER, write, zipOf } from './mail.js';

interface Scanned {
  readonly summary: ScanSummary;
  readonly findings: readonly Finding[];
}

async function run(sources: readonly string[], dataDir: string, jobs = 2): Promise<Scanned> {
  const settings = { dataDir, key: '', redisUrl: '', queuePrefix: 'test', sharedFiles: false };
  const workspace = await openWorkspace(settings, false);
  const queue = await openQueue(settings, () => {});
  const request = { sources, roster: ROSTER, protocol: 'protocol-2007', caseName: 'test', jobs };
  const options = {
    signal: new AbortController().signal,
    onProgress: () => {},
    onNotice: () => {},
  };
  try {
    const summary = await scan(request, workspace, queue, options);
    const findings: Finding[] = [];
    for await (const finding of workspace.store.findings(summary.scanId)) findings.push(finding);
    const status = await readStatus(workspace.store, queue, 'test');
    expect(status.scans.at(-1)?.scan.state).toBe('done');
    expect(status.failedJobs).toEqual([]);
    return { summary, findings };
  } finally {
    await queue.close();
    await workspace.close();
  }
}

const copies = (findings: readonly Finding[]): string[] =>
  findings.filter((f) => f.pattern === 'silent-copy/bcc').map((f) => f.document.messageId);

it('reads every message of a mailbox in batches, and the same findings with any number of jobs', async () => {
  const folder = write(newFolder(), { 'in.mbox': mailbox(numbers(450).map(message)) });
  const one = await run([join(folder, 'in.mbox')], join(folder, 'one'), 1);
  const three = await run([join(folder, 'in.mbox')], join(folder, 'three'), 3);
  expect(one.summary).toMatchObject({
    state: 'done',
    recorded: 450,
    unread: [],
    failedBatches: [],
  });
  expect(copies(one.findings)).toEqual(numbers(45).map((n) => `silent-${n * 10}@fenwick.example`));
  expect(three.findings).toEqual(one.findings);
});

it('has nothing new the second time, and afterwards only what was added', async () => {
  const folder = write(newFolder(), { 'in.mbox': mailbox(numbers(30).map(message)) });
  const dataDir = join(folder, 'data');
  const first = await run([join(folder, 'in.mbox')], dataDir);
  const second = await run([join(folder, 'in.mbox')], dataDir);
  expect(second.findings).toEqual(first.findings);
  expect(second.summary).toMatchObject({ newFindings: 0, recorded: 30 });
  expect(second.summary.counts).toMatchObject({ documents: 30, seen: 30 });

  appendFileSync(join(folder, 'in.mbox'), mailbox([message(30)]));
  const third = await run([join(folder, 'in.mbox')], dataDir);
  expect(third.summary.counts).toMatchObject({ documents: 31, seen: 30 });
  expect(third.summary.newFindings).toBe(1);
  expect(copies(third.findings)).toHaveLength(4);
});

it('counts the same bytes at the same place once', async () => {
  const twice = [message(0), message(1), message(0)];
  const folder = write(newFolder(), { 'in.mbox': mailbox(twice) });
  const { summary, findings } = await run([join(folder, 'in.mbox')], join(folder, 'data'));
  expect(summary.counts).toMatchObject({ documents: 2, duplicates: 1 });
  expect(copies(findings)).toHaveLength(1);
});

it('reads archives and leaves nothing unpacked behind', async () => {
  const zip = await zipOf({ 'a/in.mbox': mailbox([message(0), message(1)]), 'b.eml': message(10) });
  const folder = write(newFolder(), { 'post.zip': zip });
  const { summary, findings } = await run([join(folder, 'post.zip')], join(folder, 'data'));
  expect(summary.counts.documents).toBe(3);
  expect(findings.map((f) => f.document.path)).toEqual(
    expect.arrayContaining(['post.zip!/a/in.mbox', 'post.zip!/b.eml']),
  );
  expect(readdirSync(join(folder, 'data'), { recursive: true }).join()).not.toMatch(/spool./);
});

it('names what it could not read, reads the rest, and reads it when it is mended', async () => {
  const folder = write(newFolder(), { 'post/a.eml': message(0), 'post/b.eml': '' });
  const dataDir = join(folder, 'data');
  const first = await run([join(folder, 'post'), join(folder, 'gone')], dataDir);
  expect(first.summary.unread).toEqual([
    { path: 'gone', reason: 'does not exist' },
    { path: 'post/b.eml', reason: 'is empty (0 bytes)' },
  ]);
  expect(first.summary.newFindings).toBe(1);
  writeFileSync(join(folder, 'post/b.eml'), message(10));
  const second = await run([join(folder, 'post')], dataDir);
  expect(second.summary).toMatchObject({ unread: [], newFindings: 1 });
});
