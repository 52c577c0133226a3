import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { run, scratch } from './program.js';

const folder = scratch();
afterAll(() => folder.dispose());

const MAIL = 'From: a@post.example\nTo: b@post.example\nSubject: Hello\n\nSee you at two.\n';

describe('conventions of the command line', () => {
  it.each([
    ['--help'],
    ['scan', '--help'],
    ['worker', '--help'],
    ['patterns', '--help'],
    ['roster', 'check', '--help'],
  ])('%s %s has help on standard output', async (...args) => {
    const { code, stdout, stderr } = await run(args, folder.path);
    expect(stdout).toMatch(/^Usage: probity/);
    expect([code, stderr]).toEqual([0, '']);
  });

  it.each([
    ['an unknown option', ['scan', '--nonsense'], /unknown option/],
    ['an unknown command', ['scam'], /unknown command/],
    ['a number that is none', ['scan', '.', '--jobs', 'two'], /whole number from 0/],
    ['a confidence over 1', ['scan', '.', '--min-confidence', '2'], /number from 0 to 1/],
    ['a worker without Redis', ['worker'], /set REDIS_URL/],
    ['reading left to nobody', ['scan', '.', '--jobs', '0'], /needs REDIS_URL/],
    ['an unknown pattern', ['patterns', 'explain', 'secrecy/nothing'], /There is no pattern/],
    ['an output nobody can write', ['scan', '.', '--output', 'no/such/file'], /no\/such\/file/],
  ])('%s is one sentence and exit code 2', async (_name, args, sentence) => {
    const { code, stdout, stderr } = await run(args, folder.path);
    expect(stderr).toMatch(sentence);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  it('a wrong variable of the environment is named', async () => {
    writeFileSync(join(folder.path, 'a.eml'), MAIL);
    const { code, stderr } = await run(['scan', 'a.eml'], folder.path, { REDIS_URL: 'nonsense' });
    expect(stderr).toMatch(/^The environment variable REDIS_URL must be an address/);
    expect(code).toBe(2);
  });

  it('a Redis that is not there is one sentence that names the variable', async () => {
    const env = { REDIS_URL: 'redis://127.0.0.1:1' };
    const { code, stderr } = await run(['scan', 'a.eml'], folder.path, env);
    expect(stderr).toMatch(/^Redis at 127\.0\.0\.1:1 \(set by REDIS_URL\) cannot be used/);
    expect(code).toBe(2);
  });

  it('writes findings to a file and the summary beside it', async () => {
    const args = ['scan', 'a.eml', '--format', 'json', '--output', 'out.json', '--ephemeral'];
    const { code, stdout, stderr } = await run(args, folder.path);
    expect(JSON.parse(readFileSync(join(folder.path, 'out.json'), 'utf8'))).toBeTruthy();
    expect([code, stdout]).toEqual([0, '']);
    expect(stderr).toMatch(/^1 message, 1 of them new/m);
  });

  it('a reader that goes away is no crash', async () => {
    const main = resolve('dist/src/cli/main.js');
    const child = spawn(process.execPath, [main, 'patterns', 'list'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const [code] = await once(child, 'close');
    expect([code, stderr]).toEqual([0, '']);
  });
});
