import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, scratch } from './program.js';

const MAIL = `From: Ruth Adeyemi <ruth@fenwick.example>
To: Jane Marsh <jane@fenwick.example>
Bcc: Colin Tate <colin@fenwick.example>
Subject: Mill Lane
Date: Tue, 05 Mar 2024 10:00:00 +0000

The survey is booked for the 12th.
`;
const ROSTER = `name,email,role,party,title
Ruth Adeyemi,ruth@fenwick.example,officer,,Head of Planning
Jane Marsh,jane@fenwick.example,member,,Councillor
Colin Tate,colin@fenwick.example,member,,Councillor
`;

const folder = scratch();
const scan = (...args: string[]) =>
  run(['scan', '--ephemeral', '--no-progress', ...args], folder.path);

beforeAll(() => {
  mkdirSync(join(folder.path, 'mail'));
  const write = (name: string, text: string | Buffer) =>
    writeFileSync(join(folder.path, name), text);
  write('mail/good.eml', MAIL);
  write('mail/zero.eml', '');
  write('mail/noise.bin', Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256)));
  write('mail/table.csv', 'a,b\n');
  write('empty.mbox', '');
  write('people.csv', ROSTER);
  write('bad.csv', `${ROSTER}Owen,owen@fenwick.example,councilor,,\nNobody,nowhere,officer,,\n`);
  symlinkSync('.', join(folder.path, 'mail/loop'));
  execFileSync('mkfifo', [join(folder.path, 'mail/pipe')]);
});

afterAll(() => folder.dispose());

describe('a scan tells in one sentence what it could not read, and reads the rest', () => {
  it.each([
    ['a file that does not exist', ['nothere'], 2, 'There is no file or folder nothere.'],
    ['an empty mailbox', ['empty.mbox'], 0, 'empty.mbox is an empty mailbox.'],
    ['a 0-byte message', ['mail/zero.eml'], 3, 'zero.eml is empty (0 bytes).'],
    ['a binary', ['mail/noise.bin'], 3, 'noise.bin is not a mailbox, message or letter'],
    ['a roster with mistakes', ['mail', '--roster', 'bad.csv'], 2, 'bad.csv:5: role “councilor”'],
    ['a roster that is not there', ['mail', '--roster', 'no.csv'], 2, 'no.csv does not exist'],
    ['an unknown protocol', ['mail', '--protocol', 'ours'], 2, 'There is no protocol "ours"'],
    ['an unknown format', ['mail', '--format', 'xml'], 2, 'Allowed choices are table, jsonl'],
    ['nothing to scan', [], 2, 'Say what to scan'],
  ] as const)('%s', async (_name, args, code, sentence) => {
    const ended = await scan(...args);
    expect(ended.stdout + ended.stderr).toContain(sentence);
    expect(ended.code).toBe(code);
    expect(ended.stdout + ended.stderr).not.toMatch(/\n {4}at /);
  });

  it('every mistake of a roster at its line', async () => {
    const { stderr, stdout } = await scan('mail', '--roster', 'bad.csv');
    expect(stderr + stdout).toMatch(/bad\.csv:5: .*\n.*bad\.csv:6: /);
  });

  it('a folder with a loop, a pipe, a binary and an empty file: the good message is found', async () => {
    const { code, stdout, stderr } = await scan(
      'mail',
      '--roster',
      'people.csv',
      '--format',
      'jsonl',
    );
    const findings = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(findings.map((f) => [f.pattern, f.document.path])).toEqual([
      ['silent-copy/bcc', 'mail/good.eml'],
    ]);
    expect(stderr).toContain('Could not be read (3)');
    expect(code).toBe(3);
  });
});

describe('what is printed', () => {
  it.each(['jsonl', 'json', 'sarif'])('%s parses and is the same twice', async (format) => {
    const args = ['mail/good.eml', '--roster', 'people.csv', '--format', format];
    const [first, second] = [await scan(...args), await scan(...args)];
    expect(first.code).toBe(0);
    expect(() => JSON.parse(first.stdout)).not.toThrow();
    expect(second.stdout).toBe(first.stdout);
  });

  it('a table names writer, clause and the exact words', async () => {
    const { stdout } = await scan('mail/good.eml', '--roster', 'people.csv');
    for (const words of ['Ruth Adeyemi', 'silent-copy', 'Colin', '90%'])
      expect(stdout).toContain(words);
  });
});

it('a second scan says that nothing is new and changes nothing', async () => {
  const args = [
    'scan',
    'mail/good.eml',
    '--roster',
    'people.csv',
    '--data-dir',
    'data',
    '--format',
    'jsonl',
  ];
  const first = await run(args, folder.path);
  const second = await run(args, folder.path);
  expect(first.stderr).toContain('1 new finding');
  expect(second.stderr).toContain('Nothing new');
  expect(second.stdout).toBe(first.stdout);
});

it('roster check and patterns explain answer for themselves', async () => {
  expect((await run(['roster', 'check', 'people.csv'], folder.path)).code).toBe(0);
  expect((await run(['roster', 'check', 'bad.csv'], folder.path)).code).toBe(2);
  const explained = await run(['patterns', 'explain', 'silent-copy/bcc'], folder.path);
  expect(explained.stdout).toContain('Copy openly');
  expect((await run(['patterns', 'explain', 'no/such'], folder.path)).code).toBe(2);
});
