import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../model/errors.js';
import { type ReaderChanges, readerChangesSchema } from '../model/reader.js';
import type { CatalogueSource } from './kept-catalogue.js';

/**
 * Readers that a council trained on its own verdicts, numbered, below its data folder: none is ever
 * overwritten. They hold weights of hashed words, no words.
 */
const FOLDER = 'reader';
const IN_USE = 'in-use.json';

const keptSchema = z.strictObject({
  /** Number of the reader that was in use before; 0 is the one shipped. */
  before: z.int().nonnegative(),
  trainedAt: z.string(),
  verdicts: z.int(),
  changes: readerChangesSchema,
});
export type KeptReader = z.infer<typeof keptSchema>;

const inUseSchema = z.strictObject({
  /** 0 for the one shipped. */
  number: z.int().nonnegative(),
  /** Highest number given out. */
  last: z.int().nonnegative(),
});
type InUse = z.infer<typeof inUseSchema>;

/** Names the shipped reader that changes are made upon. */
export const readerHash = ({ files }: CatalogueSource): string =>
  createHash('sha256')
    .update(files.reader?.text ?? '')
    .digest('hex');

/**
 * The changes in use; undefined when there are none. Those made upon the reader of another version
 * are left out, and `onNotice` hears of it.
 *
 * @throws UsageError naming the file that cannot be understood
 */
export async function readCouncilReader(
  dataDir: string,
  source: CatalogueSource,
  onNotice: (sentence: string) => void,
): Promise<ReaderChanges | undefined> {
  const { number } = await inUse(dataDir);
  if (number === 0) return undefined;
  const { changes } = await keptReader(dataDir, number);
  if (changes.of === readerHash(source)) return changes;
  onNotice(
    'The reader trained on your verdicts belongs to another version of Probity and is left out; `probity train --verdicts` makes one for this version.',
  );
  return undefined;
}

/** Number of the reader in use, 0 for the one shipped, and the last number given out. */
export const inUse = (dataDir: string): Promise<InUse> =>
  readJson(join(dataDir, FOLDER, IN_USE), inUseSchema, { number: 0, last: 0 });

/** Keeps a reader under a new number and takes it into use; gives the number. */
export async function takeIntoUse(
  dataDir: string,
  trained: Omit<KeptReader, 'before'>,
): Promise<number> {
  const { number: before, last } = await inUse(dataDir);
  const number = last + 1;
  await mkdir(join(dataDir, FOLDER), { recursive: true, mode: 0o700 });
  await writeJson(fileOf(dataDir, number), { before, ...trained });
  await writeJson(join(dataDir, FOLDER, IN_USE), { number, last: number });
  return number;
}

/**
 * Goes back to the reader that was in use before this one; gives both numbers.
 *
 * @throws UsageError when the one shipped is in use
 */
export async function goBack(dataDir: string): Promise<{ from: number; to: number }> {
  const { number, last } = await inUse(dataDir);
  if (number === 0) {
    throw new UsageError('The reader that came with Probity is in use; there is none before it.');
  }
  const { before } = await keptReader(dataDir, number);
  await writeJson(join(dataDir, FOLDER, IN_USE), { number: before, last });
  return { from: number, to: before };
}

const fileOf = (dataDir: string, number: number): string =>
  join(dataDir, FOLDER, `${String(number).padStart(4, '0')}.json`);

const keptReader = (dataDir: string, number: number): Promise<KeptReader> =>
  readJson(fileOf(dataDir, number), keptSchema);

async function readJson<T>(path: string, schema: z.ZodType<T>, missing?: T): Promise<T> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (isMissing && missing !== undefined) return undefined;
    throw new UsageError(`${path} cannot be read; ${REMEDY}`);
  });
  if (text === undefined) return missing!;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // told below
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new UsageError(`${path} cannot be understood; ${REMEDY}`);
  return parsed.data;
}

const REMEDY =
  'put it back from a copy, or remove its folder to use the reader that came with Probity.';

/** Written aside and renamed: a scan that starts meanwhile reads one whole or the other. */
async function writeJson(path: string, value: unknown): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  await writeFile(aside, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  await rename(aside, path);
}
