import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MultipartFile } from '@fastify/multipart';
import { uploadedFiles, uploadsOf } from '../../../pipeline/uploads.js';
import { PageError } from '../../errors.js';

/**
 * Streams an upload into the case's folder, under a name that is safe on a disk and new there.
 *
 * @returns its path
 * @throws PageError 413 when it is larger than the form takes; nothing of it is kept
 */
export async function keepUpload(
  dataDir: string,
  caseId: string,
  { file, filename }: MultipartFile,
): Promise<string> {
  const folder = uploadsOf(dataDir, caseId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, freeName(safeName(filename), await uploadedFiles(dataDir, caseId)));
  try {
    await pipeline(file, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    if (file.truncated)
      throw new PageError(413, `${filename} is larger than 4 GB; point at it instead.`);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return path;
}

const MOST_CHARACTERS = 100;

/** Without folders, control characters, what shells and file systems make something of, and leading dots. */
export function safeName(name: string): string {
  const plain = basename(name.replaceAll('\\', '/'))
    .replaceAll(/[^\p{L}\p{N}._ -]/gu, '_')
    .replace(/^[. ]+/, '')
    .slice(-MOST_CHARACTERS);
  return plain === '' ? 'upload' : plain;
}

function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  for (let n = 2; ; n += 1) {
    if (!taken.includes(`${n}-${name}`)) return `${n}-${name}`;
  }
}
