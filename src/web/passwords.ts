import { randomBytes } from 'node:crypto';
import { argon2id, argon2Verify } from 'hash-wasm';

/** OWASP's figures for Argon2id: 19 MiB, two passes, one lane. */
const COSTS = { memorySize: 19_456, iterations: 2, parallelism: 1, hashLength: 32 } as const;
const SALT_BYTES = 16;

/** OWASP ASVS 5, 6.2: length is what counts; no rules of composition. */
export const LEAST_LENGTH = 12;
export const MOST_LENGTH = 128;

/** The password with its salt and costs, as it is stored. */
export const hashPassword = (password: string): Promise<string> =>
  argon2id({
    ...COSTS,
    password: folded(password),
    salt: randomBytes(SALT_BYTES),
    outputType: 'encoded',
  });

/** One account is never told from none by the time the answer takes. */
let nobody: Promise<string> | undefined;

/** @param stored undefined when there is no such account */
export async function isPassword(password: string, stored: string | undefined): Promise<boolean> {
  if (password === '') return false;
  nobody ??= hashPassword(randomBytes(SALT_BYTES).toString('hex'));
  const hash = stored ?? (await nobody);
  const isRight = await argon2Verify({ password: folded(password), hash });
  return isRight && stored !== undefined;
}

/** The same letters typed on another keyboard are the same password. */
const folded = (password: string): string => password.normalize('NFKC');
