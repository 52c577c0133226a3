import { type SQL, sql } from 'drizzle-orm';
import { UsageError } from '../model/errors.js';
import { type Access, BUSY_TIMEOUT_MS, createAccess } from './access.js';
import { openConnection, type Session } from './connection.js';
import { migrate } from './migrate.js';
import { prepareFile, refusalOf } from './store-file.js';

const IN_MEMORY = ':memory:';

/** 16 MB of pages: the indexes of some 200,000 messages stay in memory while recording. */
const CACHE_KIB = 16_384;

const SETTINGS: readonly SQL[] = [
  // One fsync a commit: an acknowledged verdict survives a power cut.
  sql`PRAGMA synchronous = FULL`,
  sql`PRAGMA foreign_keys = ON`,
  // What is deleted is overwritten: a purge leaves no words in free pages.
  sql`PRAGMA secure_delete = ON`,
  sql.raw(`PRAGMA cache_size = -${CACHE_KIB}`),
];

/**
 * Opens (or makes) the database at `path`, a file or `:memory:`, and brings its tables up to date.
 * Throws a `UsageError` of one sentence when the file is not a store, is another program's, comes
 * from a newer Probity, or does not open with this key. A store in memory takes no key.
 */
export async function connect(path: string, key: string | undefined): Promise<Access> {
  const inMemory = path === IN_MEMORY;
  if (!inMemory) prepareFile(path);
  let access: Access | undefined;
  try {
    access = createAccess(openConnection(path, key, BUSY_TIMEOUT_MS));
    await migrate(access, path, (session) => configure(session, inMemory, path));
    return access;
  } catch (error) {
    await access?.close();
    throw inMemory ? error : refusalOf(error, path, key);
  }
}

async function configure(session: Session, inMemory: boolean, path: string): Promise<void> {
  for (const setting of SETTINGS) await session.run(setting);
  const [row] = await session.values<[string]>(sql`PRAGMA journal_mode = WAL`);
  if (!inMemory && row?.[0] !== 'wal') {
    throw new UsageError(
      `The folder of ${path} cannot hold a store: its file system has no shared memory, as on most network drives; choose a folder on a local disk.`,
    );
  }
}
