import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the desk keeps its roster: a CSV file beside the store, for `--roster` too. */
export const rosterFile = (dataDir: string): string => join(dataDir, 'roster.csv');

/** Text of the desk's roster; empty when there is none yet. */
export const readRosterText = (dataDir: string): Promise<string> =>
  readFile(rosterFile(dataDir), 'utf8').catch(() => '');

/** Written aside and renamed, so that no scan reads half of it. */
export async function saveRosterText(dataDir: string, text: string): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const aside = `${rosterFile(dataDir)}.${randomUUID().slice(0, 8)}`;
  await writeFile(aside, text, { mode: 0o600 });
  await rename(aside, rosterFile(dataDir));
}
