import { resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from './model/errors.js';
import type { SecondReaderSettings } from './model/second-reader.js';

/** Everything Probity takes from its surroundings. No other file reads the environment. */
export interface Config {
  /** Folder of the store and of unpacked archives while a scan runs. */
  readonly dataDir: string;
  /** Encrypts the store at rest; empty = not encrypted. */
  readonly key: string;
  /** Address of Redis; empty = the local queue. */
  readonly redisUrl: string;
  /** Start of every key in Redis: one per installation on a shared server. */
  readonly queuePrefix: string;
  /** Workers on other machines see the same files, so batches need not carry the bytes. */
  readonly sharedFiles: boolean;
  /** Shows where unexpected errors came from. */
  readonly debug: boolean;
  /** The user wants no colours (https://no-color.org). */
  readonly noColour: boolean;
  /** How reviewers reach `probity review` through a TLS proxy; empty = this machine only. */
  readonly reviewUrl: string;
  /** Folder below which the desk may scan files where they lie; empty = anywhere on one machine, nowhere behind `reviewUrl`. */
  readonly scanFolder: string;
  /** Who reviewers sign in with; null = one-time links and local accounts. */
  readonly oidc: OidcSettings | null;
  /** A model the council runs, asked for second opinions; null = nobody is asked. */
  readonly secondReader: SecondReaderSettings | null;
}

/** An OpenID Connect provider, as registered there. */
export interface OidcSettings {
  /** For Entra: `https://login.microsoftonline.com/TENANT/v2.0`. */
  readonly issuer: string;
  readonly clientId: string;
  /** Empty for a public client, which PKCE alone protects. */
  readonly clientSecret: string;
}

const DEFAULT_DATA_DIR = '.probity';

const isRedisAddress = (url: string): boolean =>
  URL.canParse(url) && ['redis:', 'rediss:'].includes(new URL(url).protocol);

/** Plain http only on this machine: cookies and codes travel in the address and headers. */
const isSafeAddress = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
};
const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const address = z
  .string()
  .refine((url) => url === '' || isSafeAddress(url), {
    error: 'must be an https address such as https://probity.council.example',
  })
  .default('');

const budget = z
  .string()
  .regex(/^\d{0,9}$/, 'must be a whole number')
  .default('');

/** A scan's questions and characters, unless others are set. */
const DEFAULT_REQUESTS = 200;
const DEFAULT_CHARACTERS = 600_000;

const environmentSchema = z.object({
  PROBITY_DATA_DIR: z.string().default(DEFAULT_DATA_DIR),
  PROBITY_KEY: z.string().default(''),
  REDIS_URL: z
    .string()
    .refine((url) => url === '' || isRedisAddress(url), {
      error: 'must be an address such as redis://localhost:6379',
    })
    .default(''),
  PROBITY_QUEUE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'may hold letters, digits, - and _ only')
    .default('probity'),
  PROBITY_SHARED_FILES: z.enum(['', '0', '1'], { error: 'must be 1 or 0' }).default(''),
  DEBUG: z.string().default(''),
  NO_COLOR: z.string().default(''),
  PROBITY_REVIEW_URL: address,
  PROBITY_SCAN_FOLDER: z.string().default(''),
  PROBITY_OIDC_ISSUER: address,
  PROBITY_OIDC_CLIENT_ID: z.string().default(''),
  PROBITY_OIDC_CLIENT_SECRET: z.string().default(''),
  PROBITY_LLM_URL: address,
  PROBITY_LLM_MODEL: z.string().default(''),
  PROBITY_LLM_KEY: z.string().default(''),
  PROBITY_LLM_REQUESTS: budget,
  PROBITY_LLM_CHARACTERS: budget,
});

/**
 * Reads the environment. An empty PROBITY_DATA_DIR means the default, as for every other variable.
 *
 * @param dataDir from the command line; goes before PROBITY_DATA_DIR
 * @param environment variables by name; the process's own in a shell
 * @throws UsageError that names the variable
 */
export function readConfig(
  dataDir?: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Config {
  const read = environmentSchema.safeParse(environment);
  if (!read.success) {
    const issue = read.error.issues[0]!;
    throw new UsageError(`The environment variable ${String(issue.path[0])} ${issue.message}.`);
  }
  const value = read.data;
  return {
    dataDir: resolve(dataDir || value.PROBITY_DATA_DIR || DEFAULT_DATA_DIR),
    key: value.PROBITY_KEY,
    redisUrl: value.REDIS_URL,
    queuePrefix: value.PROBITY_QUEUE_PREFIX,
    sharedFiles: value.PROBITY_SHARED_FILES === '1',
    debug: value.DEBUG !== '',
    noColour: value.NO_COLOR !== '',
    reviewUrl: value.PROBITY_REVIEW_URL.replace(/\/+$/, ''),
    scanFolder: value.PROBITY_SCAN_FOLDER === '' ? '' : resolve(value.PROBITY_SCAN_FOLDER),
    oidc: oidcOf(value),
    secondReader: secondReaderOf(value),
  };
}

function oidcOf(value: z.infer<typeof environmentSchema>): OidcSettings | null {
  const { PROBITY_OIDC_ISSUER: issuer, PROBITY_OIDC_CLIENT_ID: clientId } = value;
  if (issuer === '' && clientId === '') return null;
  if (issuer === '' || clientId === '') {
    const missing = issuer === '' ? 'PROBITY_OIDC_ISSUER' : 'PROBITY_OIDC_CLIENT_ID';
    throw new UsageError(`The environment variable ${missing} must be set too.`);
  }
  return { issuer, clientId, clientSecret: value.PROBITY_OIDC_CLIENT_SECRET };
}

function secondReaderOf(value: z.infer<typeof environmentSchema>): SecondReaderSettings | null {
  const { PROBITY_LLM_URL: url, PROBITY_LLM_MODEL: model, PROBITY_LLM_KEY: key } = value;
  if (url === '') return null;
  return {
    url: completionsOf(url),
    model,
    key,
    requests: Number(value.PROBITY_LLM_REQUESTS || DEFAULT_REQUESTS),
    characters: Number(value.PROBITY_LLM_CHARACTERS || DEFAULT_CHARACTERS),
  };
}

/** `http://localhost:11434`, the same with `/v1`, or the whole address: all are in use. */
function completionsOf(url: string): string {
  const whole = new URL(url);
  const path = whole.pathname.replace(/\/+$/, '');
  if (!path.endsWith('/chat/completions')) {
    whole.pathname = `${path}${/\/v\d+$/.test(path) ? '' : '/v1'}/chat/completions`;
  }
  return whole.href;
}
