import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';

it('has defaults for everything', () => {
  expect(readConfig(undefined, {})).toEqual({
    dataDir: resolve('.probity'),
    key: '',
    redisUrl: '',
    queuePrefix: 'probity',
    sharedFiles: false,
    debug: false,
    noColour: false,
    reviewUrl: '',
    scanFolder: '',
    oidc: null,
  });
});

it('the command line goes before the environment', () => {
  const environment = { PROBITY_DATA_DIR: '/var/lib/probity' };
  expect(readConfig(undefined, environment).dataDir).toBe('/var/lib/probity');
  expect(readConfig('/tmp/x', environment).dataDir).toBe('/tmp/x');
});

it.each([
  ['REDIS_URL', 'localhost:6379'],
  ['REDIS_URL', 'http://localhost'],
  ['PROBITY_SHARED_FILES', 'yes'],
  ['PROBITY_QUEUE_PREFIX', 'a b'],
  ['PROBITY_REVIEW_URL', 'http://probity.council.example'],
  ['PROBITY_OIDC_ISSUER', 'login.council.example'],
])('names the variable that is wrong: %s=%s', (name, value) => {
  expect(() => readConfig(undefined, { [name]: value })).toThrow(
    new RegExp(`^The environment variable ${name} (must|may)`),
  );
});

it('a provider is taken whole or not at all', () => {
  const issuer = { PROBITY_OIDC_ISSUER: 'https://login.council.example' };
  expect(() => readConfig(undefined, issuer)).toThrow('PROBITY_OIDC_CLIENT_ID must be set too');
  expect(readConfig(undefined, { ...issuer, PROBITY_OIDC_CLIENT_ID: 'probity' }).oidc).toEqual({
    issuer: 'https://login.council.example',
    clientId: 'probity',
    clientSecret: '',
  });
});
