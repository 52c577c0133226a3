import { Redis } from 'ioredis';
import { EnvironmentError, UsageError } from '../model/errors.js';
import { within } from './within.js';

/** A server that is starting (a compose file, a reboot) gets this long before the first use fails. */
const CONNECT_LIMIT_MS = 3_000;

/** Reconnecting starts fast, for a restart takes a second, and never rests longer than this. */
const RECONNECT_FIRST_MS = 50;
const RECONNECT_MAX_MS = 1_000;

/** Notices a peer that vanished without closing (a pulled cable, a stopped virtual machine). */
const KEEP_ALIVE_MS = 10_000;

/** The client keeps a timer this long after a connection is over (2 s by default), and the process. */
const LET_GO_MS = 250;

/** Replies that waiting will not mend: a wrong or missing password, a user without rights. */
const REFUSED = /^(NOAUTH|WRONGPASS|NOPERM)|invalid password|invalid username/i;

export interface RedisLink {
  readonly client: Redis;
  /** Resolves at first contact; rejects with an EnvironmentError that names REDIS_URL. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

export interface RedisLinkOptions {
  readonly url: string;
  readonly connectMs?: number;
  /** Hears in one sentence each when the connection is lost and when it is back. */
  readonly onNotice: (sentence: string) => void;
}

/**
 * One connection to Redis. Before first contact a fault is an error within seconds; after it, an
 * outage is waited out: commands are held back and sent when the server is there again.
 */
export function linkRedis(options: RedisLinkOptions): RedisLink {
  const place = describe(options.url);
  let closing = false;
  const client = new Redis(options.url, {
    lazyConnect: true,
    maxRetriesPerRequest: null, // BullMQ's demand: blocking reads outlive an outage
    keepAlive: KEEP_ALIVE_MS,
    disconnectTimeout: LET_GO_MS,
    retryStrategy: (times) =>
      Math.min(RECONNECT_FIRST_MS * 2 ** Math.min(times, 10), RECONNECT_MAX_MS),
  });
  const contact = new FirstContact(client, place, options.connectMs ?? CONNECT_LIMIT_MS);
  let first: Promise<void> | null = null;
  let lost = false;
  client.on('close', () => {
    if (!contact.made || closing || lost) return;
    lost = true;
    options.onNotice(`The connection to Redis at ${place} is lost; waiting for it to come back.`);
  });
  client.on('ready', () => {
    if (lost) options.onNotice(`Redis at ${place} is back.`);
    lost = false;
  });
  return {
    client,
    ready: () => {
      first ??= contact.make();
      return first;
    },
    close: async () => {
      closing = true;
      if (client.status === 'ready') await within(client.quit(), LET_GO_MS).catch(() => {});
      client.disconnect();
    },
  };
}

/** Tries until the limit, then gives up for good: nothing is left running behind the error. */
class FirstContact {
  made = false;
  #reason = 'no answer';

  constructor(
    readonly client: Redis,
    readonly place: string,
    readonly limitMs: number,
  ) {
    // Also keeps every later connection error from being an unhandled `error` event.
    client.on('error', (error: Error) => {
      this.#reason = error.message === '' ? nameOf(error) : error.message.replace(/\.+$/, '');
    });
  }

  async make(): Promise<void> {
    const answer = new Promise<void>((resolve) => {
      this.client.once('ready', resolve);
      this.client.on('error', (error: Error) => {
        if (REFUSED.test(error.message)) resolve();
      });
    });
    // Rejects at the first closed socket although the client goes on trying; `answer` tells the end.
    this.client.connect().catch(() => {});
    await within(answer, this.limitMs);
    this.made = this.client.status === 'ready';
    if (this.made) return;
    this.client.disconnect();
    throw new EnvironmentError(
      `Redis at ${this.place} (set by REDIS_URL) cannot be used: ${this.#reason}. ` +
        'Start it or correct REDIS_URL, or unset REDIS_URL to run on this machine alone.',
    );
  }
}

/** Node reports a host with several addresses as an AggregateError without a message. */
function nameOf(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return code === '' ? error.name : code;
}

/** Host and port for a message: never the password. */
function describe(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !['redis:', 'rediss:'].includes(parsed.protocol)) {
    throw new UsageError(
      'REDIS_URL is not an address of Redis; write it as redis://host:6379 or rediss://user:password@host:6379.',
    );
  }
  return parsed.host === '' ? 'localhost' : parsed.host;
}
