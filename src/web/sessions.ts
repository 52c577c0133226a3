import { randomBytes } from 'node:crypto';
import type { Role } from './roles.js';

/** Somebody who has signed in. `id` is what the audit log, verdicts and assignments name. */
export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Their addresses as mail has them: findings about them are hidden from them. */
  readonly addresses: readonly string[];
}

export interface Session {
  readonly id: string;
  readonly visitor: Visitor;
  readonly beganMs: number;
  /** Names in mail are shown as labels until revealed. */
  pseudonymised: boolean;
  /** What was revealed with a reason: `CASE LABEL`, or `CASE *` for everybody. */
  readonly revealed: Set<string>;
  /** Single keys do something (WCAG 2.2, 2.1.4: they can be switched off). */
  keys: boolean;
}

/** OWASP ASVS 5, 7.3: an unwatched screen is closed, and a day's work is one session at most. */
const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 60 * 60_000;
/** 256 bits, twice what ASVS 7.2.3 asks. */
const ID_BYTES = 32;

/**
 * Who is signed in. Kept in this process only: a session ends when the app does, and ending one here
 * ends it everywhere, since the cookie holds no more than its id.
 */
export class Sessions {
  readonly #open = new Map<string, Session & { seenMs: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  begin(visitor: Visitor): Session {
    this.#sweep();
    const at = this.#now();
    const id = randomBytes(ID_BYTES).toString('base64url');
    const session = {
      id,
      visitor,
      beganMs: at,
      seenMs: at,
      pseudonymised: false,
      revealed: new Set<string>(),
      keys: true,
    };
    this.#open.set(id, session);
    return session;
  }

  /** The session of that id, unless it was ended or timed out; being asked for keeps it awake. */
  find(id: string): Session | undefined {
    const session = this.#open.get(id);
    if (session === undefined) return undefined;
    if (this.#isOver(session)) {
      this.#open.delete(id);
      return undefined;
    }
    session.seenMs = this.#now();
    return session;
  }

  end(id: string): void {
    this.#open.delete(id);
  }

  /** Signs somebody out on every machine; gives how many sessions that ended. */
  endAll(visitorId: string): number {
    const theirs = [...this.#open.values()].filter((it) => it.visitor.id === visitorId);
    for (const { id } of theirs) this.#open.delete(id);
    return theirs.length;
  }

  #isOver({ beganMs, seenMs }: { beganMs: number; seenMs: number }): boolean {
    const now = this.#now();
    return now - seenMs > IDLE_MS || now - beganMs > ABSOLUTE_MS;
  }

  #sweep(): void {
    for (const session of this.#open.values()) {
      if (this.#isOver(session)) this.#open.delete(session.id);
    }
  }
}
