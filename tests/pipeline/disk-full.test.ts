import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { scan } from '../../src/pipeline/scan.js';
import { openQueue, type Workspace } from '../../src/pipeline/workspace.js';
import type { Access } from '../../src/store/access.js';
import { connect } from '../../src/store/connect.js';
import { storeOn } from '../../src/store/open.js';
import { mailbox, message, newFolder, numbers, ROSTER, write } from './mail.js';

/** How large the store's file may grow: SQLite answers beyond it as it does on a full disk. */
const limit = (access: Access, pages: number): Promise<unknown> =>
  access.read((session) => session.values(sql.raw(`PRAGMA max_page_count = ${pages}`)));

it('a disk that is full in mid-scan is waited for, and nothing is lost', async () => {
  const MESSAGES = 300;
  const dataDir = newFolder();
  const settings = { dataDir, key: '', redisUrl: '', queuePrefix: 'test', sharedFiles: false };
  const access = await connect(join(dataDir, 'probity.db'), undefined);
  const store = storeOn(access, () => '2024-03-05T12:00:00.000Z');
  const workspace: Workspace = {
    settings,
    store,
    spool: join(dataDir, 'spool'),
    close: () => store.close(),
  };
  const queue = await openQueue(settings, () => {});
  const source = join(newFolder(), 'in.mbox');
  write(join(source, '..'), { 'in.mbox': mailbox(numbers(MESSAGES).map(message)) });
  const notices: string[] = [];
  let full = false;
  try {
    const { recorded, failedBatches, scanId } = await scan(
      { sources: [source], roster: ROSTER, protocol: 'protocol-2007', caseName: 'test', jobs: 1 },
      workspace,
      queue,
      {
        signal: new AbortController().signal,
        onProgress: ({ done }) => {
          if (done === 0 || full) return;
          full = true;
          void limit(access, 1); // never below what it has: no page more
        },
        onNotice: (sentence) => {
          notices.push(sentence);
          if (sentence.includes('disk is full')) void limit(access, 1_000_000);
        },
      },
    );
    expect(notices).toContain('The store failed: the disk is full. Waiting for it to be mended.');
    expect(notices).toContain('The store can be written again; the scan goes on.');
    expect({ recorded, failedBatches }).toEqual({ recorded: MESSAGES, failedBatches: [] });
    let copies = 0;
    for await (const { pattern } of store.findings(scanId)) {
      if (pattern === 'silent-copy/bcc') copies += 1;
    }
    expect(copies).toBe(MESSAGES / 10);
  } finally {
    await queue.close();
    await workspace.close();
  }
});
