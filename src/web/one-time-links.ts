import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** Time to walk from the terminal to the browser; a link found in the scrollback later is dead. */
const LINK_MS = 15 * 60_000;
const TOKEN_BYTES = 24;

/**
 * The link printed in the terminal where the app was started: who can read that terminal could read
 * the store itself. One link at a time; it opens one session.
 */
export class OneTimeLinks {
  #current: { readonly hash: Buffer; readonly untilMs: number } | undefined;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** A new token, which takes the place of the one before. */
  issue(): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    this.#current = { hash: hashOf(token), untilMs: this.#now() + LINK_MS };
    return token;
  }

  /** Whether this is the token; then it is used up. */
  redeem(token: string): boolean {
    const current = this.#current;
    if (current === undefined || this.#now() > current.untilMs) return false;
    if (!timingSafeEqual(current.hash, hashOf(token))) return false;
    this.#current = undefined;
    return true;
  }
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
