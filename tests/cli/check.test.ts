import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, scratch } from './program.js';

const folder = scratch();
const drafts = join(folder.path, 'drafts');
afterAll(() => folder.dispose());

const BAD = `Fenwick Borough Council

Mrs P. Lowe
4 Mill Lane

Dear Mrs Lowe,

We will resurface the lane by May, and you may take this letter as the council's word on it.

Yours sincerely,
Jane Marsh
Councillor for Mill ward
`;

beforeAll(() => {
  mkdirSync(drafts);
  writeFileSync(join(drafts, 'bad.txt'), BAD);
  writeFileSync(join(drafts, 'good.md'), BAD.replace(/We will.*/, 'Thank you for the tea.'));
});

describe('probity check', () => {
  it('tells place, words, clause, reason and a better wording, without colour in a file', async () => {
    const { code, stdout, stderr } = await run(['check', 'drafts/bad.txt'], folder.path);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(/^drafts\/bad\.txt:8:1: (?:high|medium): A councillor/);
    expect(stdout).toMatch(/8 \| We will resurface the lane.*\n {2}\| \^{40}/);
    expect(stdout).toContain('may engage: 2007 protocol ¶15');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      '“I have asked the Highways team whether the lane can be resurfaced by May',
    );
    expect(stdout).not.toContain('\u001b');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it.each([
    [['check', 'drafts/good.md'], 0],
    [['check', 'drafts'], 1],
    [['check', 'drafts/bad.txt', '--min-confidence', '1'], 0],
    [['check', 'drafts/bad.txt', '--fail-on', 'enough'], 2],
    [['check', 'drafts/bad.txt', '--protocol', 'none'], 2],
    [['check'], 2],
    [['check', 'drafts/none.txt', 'drafts/good.md'], 3],
  ])('%j ends with %i', async (args, code) => {
    expect((await run(args, folder.path)).code).toBe(code);
  });

  it('reads standard input, and keeps nothing anywhere', async () => {
    const child = spawn(
      process.execPath,
      [resolve('dist/src/cli/main.js'), 'check', '-', '--format', 'jsonl'],
      { cwd: folder.path },
    );
    child.stdin.end(BAD);
    const [finding] = (await text(child.stdout))
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(finding).toMatchObject({ document: { path: 'stdin' }, place: { line: 8 } });
    expect(readdirSync(folder.path)).toEqual(['drafts']);
  });

  it('speaks the formats of machines', async () => {
    const as = async (format: string) =>
      (await run(['check', 'drafts', '--format', format], folder.path)).stdout;
    const { letters } = JSON.parse(await as('json'));
    expect(letters.map((l: { path: string }) => l.path)).toEqual([
      'drafts/bad.txt',
      'drafts/good.md',
    ]);
    const [result] = JSON.parse(await as('sarif')).runs[0].results;
    expect(result.locations[0].physicalLocation.region).toMatchObject({
      startLine: 8,
      startColumn: 1,
    });
    expect(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text).toMatch(
      /^I have asked/,
    );
    expect(await as('github')).toMatch(
      /^::(?:error|warning) file=drafts\/bad\.txt,line=8,.*::A councillor/,
    );
  });

  it('writes a copy and a diff with --fix, and never over a file', async () => {
    const first = await run(['check', '--fix', 'drafts/bad.txt'], folder.path);
    expect(first.stderr).toContain('+I have asked the Highways team');
    expect(readFileSync(join(drafts, 'bad.txt'), 'utf8')).toBe(BAD);
    const again = await run(['check', 'drafts/bad.suggested.txt'], folder.path);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    const second = await run(['check', '--fix', 'drafts/bad.txt'], folder.path);
    expect(second).toMatchObject({ code: 2 });
    expect(second.stderr).toContain('there already');
    expect(existsSync(join(drafts, 'bad.suggested.txt'))).toBe(true);
  });

  it('lists suppressions, obeys them, and tells a wrong one by its line', async () => {
    const file = join(drafts, 'probity-suppress.yml');
    const yaml = `suppress:\n  - pattern: member-obligation/binds-council\n    reason: Cabinet resolved it on 1 February\n    by: Ruth Adeyemi\n    until: 2999-12-31\n    files: [bad.txt]\n`;
    writeFileSync(file, yaml);
    expect((await run(['check', 'drafts/bad.txt'], folder.path)).stdout).toContain(
      'suppressed until 2999-12-31 by Ruth Adeyemi',
    );
    const { stdout } = await run(['check', '--list-suppressions', 'drafts'], folder.path);
    expect(stdout).toBe(
      'drafts/probity-suppress.yml:2: member-obligation/binds-council, until 2999-12-31, by Ruth Adeyemi, for bad.txt: Cabinet resolved it on 1 February\n',
    );
    writeFileSync(file, yaml.replace('2999-12-31', 'for ever'));
    const wrong = await run(['check', 'drafts/bad.txt'], folder.path);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/probity-suppress\.yml:5: suppress\.0\.until: .*ISO date/);
  });
});
