import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../model/errors.js';
import { SQLITE, sqliteCode } from './connection.js';

/** The first bytes of every SQLite database that is not encrypted. */
const PLAIN_HEADER = 'SQLite format 3\0';

/** Only this user may read it: it holds words of other people's mail. */
const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

/** Makes the file and its folder where they are missing; SQLite gives its side files the same mode. */
export function prepareFile(path: string): void {
  try {
    if (existsSync(path) && !statSync(path).isFile()) {
      throw new UsageError(`${path} is not a file, and a store is one.`);
    }
    mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
    closeSync(openSync(path, 'a+', PRIVATE_FILE));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The store ${path} cannot be opened: ${why}.`, { cause: error });
  }
}

/** What to tell the user when opening failed; other errors come back as they are. */
export function refusalOf(error: unknown, path: string, key: string | undefined): unknown {
  const sentence = sentences.get(sqliteCode(error))?.(path, key);
  return sentence === undefined ? error : new UsageError(sentence, { cause: error });
}

type Sentence = (path: string, key: string | undefined) => string;

const sentences: ReadonlyMap<number | undefined, Sentence> = new Map<number, Sentence>([
  [SQLITE.notADatabase, notADatabase],
  [SQLITE.corrupt, (path) => `The store ${path} is damaged: put a backup in its place.`],
  [SQLITE.readOnly, (path) => `The store ${path} may not be written: check its permissions.`],
]);

/** A wrong key, no key and no database look alike to SQLite; the first bytes tell some apart. */
function notADatabase(path: string, key: string | undefined): string {
  if (!key) return `${path} is not a store, or it is encrypted and PROBITY_KEY is not set.`;
  if (startsPlain(path)) {
    return `The store ${path} is not encrypted: leave PROBITY_KEY unset to open it.`;
  }
  return `The store ${path} does not open with this PROBITY_KEY: the key is wrong, or the file is not a store.`;
}

function startsPlain(path: string): boolean {
  const head = Buffer.alloc(PLAIN_HEADER.length);
  const file = openSync(path, 'r');
  try {
    readSync(file, head, 0, head.length, 0);
  } finally {
    closeSync(file);
  }
  return head.toString('latin1') === PLAIN_HEADER;
}
