import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Where files uploaded for a case lie: below the data folder, one folder a case, until it is purged. */
export const uploadsOf = (dataDir: string, caseId: string): string =>
  join(dataDir, 'uploads', caseId);

/** Files in the case's folder, by name; none when there is no folder. */
export async function uploadedFiles(dataDir: string, caseId: string): Promise<string[]> {
  const names = await readdir(uploadsOf(dataDir, caseId)).catch(() => []);
  return names.sort();
}

export const removeUploads = (dataDir: string, caseId: string): Promise<void> =>
  rm(uploadsOf(dataDir, caseId), { recursive: true, force: true });
