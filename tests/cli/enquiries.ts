import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '../../src/store/open.js';

/** Who is in the mail of `writeEnquiries`. */
export function writePeople(folder: string): void {
  writeFileSync(
    join(folder, 'people.csv'),
    `name,email,role,party,title
Ruth Adeyemi,ruth@fenwick.example,officer,,Head of Planning
Jane Marsh,jane@fenwick.example,member,,Councillor
Colin Tate,colin@fenwick.example,member,,Councillor
`,
  );
}

/** A mailbox of which every tenth message is a blind copy: a lost or doubled one shows in the findings. */
export function writeEnquiries(
  folder: string,
  name: string,
  messages: number,
  sentences = 20,
): void {
  const entries = Array.from({ length: messages }, (_, n) => {
    const bcc = n % 10 === 0 ? 'Bcc: Colin Tate <colin@fenwick.example>\n' : '';
    return `From bench@post.example Tue Mar  5 10:00:00 2024
From: Ruth Adeyemi <ruth@fenwick.example>
To: Jane Marsh <jane@fenwick.example>
${bcc}Message-ID: <m${n}@fenwick.example>
Subject: Enquiry ${n}
Date: Tue, 05 Mar 2024 10:00:00 +0000

Enquiry number ${n} is with the team. ${'The usual notes follow here. '.repeat(sentences)}
`;
  });
  writeFileSync(join(folder, name), entries.join('\n'));
}

/** How far the only scan in a data folder's store is. */
async function progress(dataDir: string): Promise<{ recorded: number; messages: number }> {
  const path = join(dataDir, 'probity.db');
  const none = { recorded: 0, messages: 0 };
  if (!existsSync(path)) return none;
  const store = await openStore({ path });
  try {
    const { id } = await store.ensureCase({ name: 'default' });
    const [scan] = await store.scans(id);
    return scan === undefined ? none : await store.progress(scan.id);
  } finally {
    await store.close();
  }
}

/** How many messages it has recorded. */
export const recorded = async (dataDir: string): Promise<number> =>
  (await progress(dataDir)).recorded;

/** How many messages it has handed in to be read. */
export const handedIn = async (dataDir: string): Promise<number> =>
  (await progress(dataDir)).messages;

export const nextLook = (): Promise<void> => new Promise((turn) => setTimeout(turn, 20));

/** Resolves when a scan has recorded its first batch: there is something to lose and to double. */
export async function underWay(dataDir: string): Promise<void> {
  while ((await recorded(dataDir)) === 0) await nextLook();
}
