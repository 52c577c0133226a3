import { readFile } from 'node:fs/promises';
import { UsageError } from '../model/errors.js';
import { decodeRoster } from '../people/roster-text.js';
import { reasonOf } from '../pipeline/sources.js';

/** Text of a roster file. Throws UsageError when it cannot be read. */
export async function readRosterFile(path: string): Promise<string> {
  try {
    return decodeRoster(await readFile(path));
  } catch (error) {
    throw new UsageError(`The roster ${path} ${reasonOf(error)}.`);
  }
}
