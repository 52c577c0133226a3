import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { purge } from '../../src/pipeline/purge.js';
import { scan } from '../../src/pipeline/scan.js';
import { uploadsOf } from '../../src/pipeline/uploads.js';
import { openQueue, openWorkspace, type Workspace } from '../../src/pipeline/workspace.js';
import type { CaseDetails } from '../../src/store/oversight/store.js';
import { mailbox, message, newFolder, numbers, ROSTER, write } from './mail.js';

const AT = '2026-03-02T09:00:00.000Z';

const DETAILS: CaseDetails = {
  name: 'Review 4',
  purpose: 'complaint 4',
  authorisedBy: 'K Osei',
  lawfulBasis: 'DPIA 12',
  sources: [],
  exclusions: [],
  retainUntil: '',
};

const union = (n: number): string =>
  message(0)
    .replace('jane.marsh@fenwick.example', 'rep@unison.example')
    .replace('silent-0@', `union-${n}@`);

async function opened(): Promise<{ workspace: Workspace; folder: string }> {
  const folder = write(newFolder(), {
    'in.mbox': mailbox([...numbers(20).map(message), union(1), union(2)]),
  });
  const dataDir = join(folder, 'data');
  const settings = { dataDir, key: '', redisUrl: '', queuePrefix: 'test', sharedFiles: false };
  return { workspace: await openWorkspace(settings, false), folder };
}

async function scanned(workspace: Workspace, folder: string) {
  const queue = await openQueue(workspace.settings, () => {});
  const request = { roster: ROSTER, protocol: 'protocol-2007', caseName: 'Review 4', jobs: 1 };
  const signal = new AbortController().signal;
  const options = { signal, onProgress: () => {}, onNotice: () => {} };
  const summary = await scan(
    { ...request, sources: [join(folder, 'in.mbox')] },
    workspace,
    queue,
    options,
  );
  await queue.close();
  return summary;
}

it('does not read the mail of those on the exclusion list, and counts it', async () => {
  const { workspace, folder } = await opened();
  const { oversight } = workspace.store;
  const made = await oversight.openCase(DETAILS, 'k.osei', AT);
  await oversight.amendCase(made.id, { ...DETAILS, exclusions: ['@unison.example'] }, 'k', AT);
  const summary = await scanned(workspace, folder);
  expect(summary).toMatchObject({ excluded: 2, recorded: 20, unread: [], failedBatches: [] });
  for await (const { to } of workspace.store.ledger(made.id)) {
    expect(to).not.toContain('rep@unison.example');
  }
  const state = await oversight.scan(summary.scanId);
  expect(state).toMatchObject({ excluded: 2, messages: 22, recorded: 20, caseName: 'Review 4' });
  expect(state.pulseAt).not.toBe('');
  await workspace.close();
});

it('a pattern switched off finds nothing in the next scan, and again when it is on', async () => {
  const { workspace, folder } = await opened();
  const { oversight } = workspace.store;
  const copies = async (): Promise<number> => {
    const { scanId } = await scanned(workspace, folder);
    let count = 0;
    for await (const it of workspace.store.findings(scanId)) {
      if (it.pattern === 'silent-copy/bcc') count += 1;
    }
    return count;
  };
  const before = await copies();
  const change = { pattern: 'silent-copy/bcc', reason: 'our gateway adds it', who: 'k', at: AT };
  await oversight.switchPattern({ ...change, off: true });
  expect(await oversight.switchedOff()).toEqual(['silent-copy/bcc']);
  expect(await copies()).toBe(0);
  await oversight.switchPattern({ ...change, off: false });
  expect(await copies()).toBe(before);
  expect(before).toBeGreaterThan(0);
  await workspace.close();
});

it('purges rows and files, and says what it looked through', async () => {
  const { workspace, folder } = await opened();
  const { oversight } = workspace.store;
  const { id } = await oversight.openCase(DETAILS, 'k.osei', AT);
  const { scanId } = await scanned(workspace, folder);
  const uploads = uploadsOf(workspace.settings.dataDir, id);
  mkdirSync(uploads, { recursive: true });
  writeFileSync(join(uploads, 'a.eml'), message(1));
  await workspace.store.noteUnread(scanId, { path: 'x.pst', reason: 'is not read yet' });
  await oversight.setAside(scanId, 'source:x.pst', 'no program for it', 'k.osei', AT);
  const sample = await oversight.drawSample(id, 5, 'k.osei', AT);
  await oversight.judge(sample, 1, {
    reviewer: 'k.osei',
    missed: true,
    category: 'secrecy',
    note: '',
    at: AT,
  });
  const numbersBefore = await oversight.numbersOf(id);
  const before = await oversight.remains(numbersBefore);
  for (const table of ['samples', 'set_aside', 'documents', 'findings', 'locations']) {
    expect(before.find((it) => it.table === table)?.rows, table).toBeGreaterThan(0);
  }

  const queue = await openQueue(workspace.settings, () => {});
  const proof = await purge(id, 'k.osei', AT, workspace, queue);
  await queue.close();
  expect(proof).toMatchObject({ isClean: true, files: 1, filesLeft: 0, jobsLeft: 0 });
  expect(proof.left.map((it) => it.table)).toEqual(before.map((it) => it.table));
  expect(existsSync(uploads)).toBe(false);
  expect(await oversight.samples()).toEqual([]);
  const actions = (await oversight.auditPage({ who: 'k.osei' }, 10)).map((it) => it.action);
  expect(actions.slice(0, 2)).toEqual(['purge-checked', 'case-purged']);
  expect(await workspace.store.auditIntact()).toMatchObject({ intact: true, ...proof.audit });
  await workspace.close();
});
