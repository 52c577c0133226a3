import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import yazl from 'yazl';
import { EXAMPLE_ROSTER } from '../../src/pipeline/example-people.js';

/** Invented mail of Fenwick Borough Council, made as the tests need it. */
export const ROSTER = { text: EXAMPLE_ROSTER, path: 'roster.csv' };

/** An officer's reply to one member, blind-copied to another: one finding, by its headers alone. */
export function silentCopy(n: number): string {
  return [
    'From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>',
    'To: Jane Marsh <jane.marsh@fenwick.example>',
    'Bcc: Colin Tate <colin.tate@fenwick.example>',
    `Subject: Re: Mill Lane, plot ${n}`,
    `Message-ID: <silent-${n}@fenwick.example>`,
    'Date: Tue, 05 Mar 2024 10:00:00 +0000',
    '',
    `The survey of plot ${n} is booked for the 12th.`,
    '',
  ].join('\n');
}

/** Everyday mail: nothing to find. */
export function plainMail(n: number): string {
  return [
    'From: Owen Pryce <owen.pryce@fenwick.example>',
    'To: Jane Marsh <jane.marsh@fenwick.example>',
    `Subject: Room for meeting ${n}`,
    `Message-ID: <plain-${n}@fenwick.example>`,
    'Date: Wed, 06 Mar 2024 11:00:00 +0000',
    '',
    `Room ${n} is free at two. The agenda follows on Friday.`,
    '',
  ].join('\n');
}

/** Every tenth message holds a silent copy. */
export const message = (n: number): string => (n % 10 === 0 ? silentCopy(n) : plainMail(n));

export function mailbox(messages: readonly string[]): string {
  return messages.map((m) => `From probity@post.example Tue Mar  5 10:00:00 2024\n${m}\n`).join('');
}

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

const folders: string[] = [];

/** A folder for one test, removed with everything in it when the file's tests are done. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'probity-test-'));
  folders.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes files by relative path; gives the folder. */
export function write(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): string {
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return folder;
}

/** An archive of files by name. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
