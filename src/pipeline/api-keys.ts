import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { AuthorError, UsageError } from '../model/errors.js';

const keySchema = z.strictObject({
  /** Shown in lists, and the start of the key itself. */
  id: z.string().regex(/^[0-9a-f]{8}$/),
  name: z.string().min(1),
  /** SHA-256 of the key, hex: it is 256 random bits, so a slow hash would add nothing. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  createdAt: z.string(),
  perMinute: z.int().positive(),
});
export type ApiKey = z.infer<typeof keySchema>;

const fileSchema = z.strictObject({ keys: z.array(keySchema) });

/** Beside the store; holds hashes only. */
const FILE = 'api-keys.json';

/** Requests a minute of a key that is given no other limit. */
export const DEFAULT_PER_MINUTE = 120;

/** Keys of programs that check drafts over HTTP. A changed file is read again at the next request. */
export class ApiKeys {
  readonly #path: string;
  #read: { readonly stamp: string; readonly keys: readonly ApiKey[] } = { stamp: '', keys: [] };

  constructor(dataDir: string) {
    this.#path = join(dataDir, FILE);
  }

  /** Throws AuthorError when the file is not what this program wrote. */
  list(): readonly ApiKey[] {
    const stamp = this.#stamp();
    if (stamp !== this.#read.stamp) this.#read = { stamp, keys: stamp === '' ? [] : this.#load() };
    return this.#read.keys;
  }

  /** Makes a key and tells it once: it is not kept. */
  add(
    name: string,
    perMinute: number,
    now: Date,
  ): { readonly key: ApiKey; readonly secret: string } {
    const id = randomBytes(4).toString('hex');
    const secret = `probity_${id}_${randomBytes(32).toString('base64url')}`;
    const key = { id, name, hash: hashOf(secret), createdAt: now.toISOString(), perMinute };
    this.#save([...this.list(), key]);
    return { key, secret };
  }

  /** Throws UsageError when there is no such key. */
  revoke(id: string): ApiKey {
    const keys = this.list();
    const key = keys.find((one) => one.id === id);
    if (key === undefined)
      throw new UsageError(`There is no key ${id}; \`probity keys list\` shows all.`);
    this.#save(keys.filter((one) => one !== key));
    return key;
  }

  /** The key of an `Authorization: Bearer …` header; undefined for none that is known. */
  of(authorization: string | undefined): ApiKey | undefined {
    const secret = /^Bearer (probity_([0-9a-f]{8})_[\w-]{43})$/.exec(authorization ?? '');
    if (secret === null) return undefined;
    const hash = Buffer.from(hashOf(secret[1]!), 'hex');
    return this.list().find(
      (key) => key.id === secret[2] && timingSafeEqual(Buffer.from(key.hash, 'hex'), hash),
    );
  }

  #stamp(): string {
    const stats = statSync(this.#path, { throwIfNoEntry: false });
    return stats === undefined ? '' : `${stats.mtimeMs}:${stats.ino}:${stats.size}`;
  }

  #load(): readonly ApiKey[] {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.#path, 'utf8'))).keys;
    } catch {
      const message = 'is not a file of API keys as Probity writes it; restore it or remove it';
      throw new AuthorError([{ path: this.#path, line: 0, message }]);
    }
  }

  /** Written aside and renamed: a reader never sees half a file. */
  #save(keys: readonly ApiKey[]): void {
    mkdirSync(dirname(this.#path), { recursive: true, mode: 0o700 });
    const aside = `${this.#path}.${process.pid}.tmp`;
    try {
      writeFileSync(aside, `${JSON.stringify({ keys }, null, 2)}\n`, { mode: 0o600 });
      renameSync(aside, this.#path);
    } catch (error) {
      rmSync(aside, { force: true });
      throw error;
    }
  }
}

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
