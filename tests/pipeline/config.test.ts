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
    secondReader: null,
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

it.each([
  ['http://localhost:11434', 'http://localhost:11434/v1/chat/completions'],
  ['https://llm.council.example/v1/', 'https://llm.council.example/v1/chat/completions'],
  [
    'https://x.example/openai/deployments/d/chat/completions?api-version=1',
    'https://x.example/openai/deployments/d/chat/completions?api-version=1',
  ],
])('the second reader at %s is asked at its chat completions', (url, whole) => {
  expect(readConfig(undefined, { PROBITY_LLM_URL: url }).secondReader).toEqual({
    url: whole,
    model: '',
    key: '',
    requests: 200,
    characters: 600_000,
  });
});

it('mail is not sent over the network in the clear', () => {
  const open = { PROBITY_LLM_URL: 'http://llm.council.example' };
  expect(() => readConfig(undefined, open)).toThrow('PROBITY_LLM_URL must be an https address');
});
