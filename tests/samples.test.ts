import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { findingSchema } from '../src/model/finding.js';

const GOLDEN = 'samples/golden.jsonl';
const run = promisify(execFile);

async function scanSamples(...more: string[]): Promise<string> {
  const args = ['dist/src/cli/main.js', 'scan', 'samples', '--roster', 'samples/roster.csv'];
  const options = ['--ephemeral', '--no-progress', '--format', 'jsonl', ...more];
  const { stdout } = await run(process.execPath, [...args, ...options], { maxBuffer: 2 ** 26 });
  return stdout;
}

/** `UPDATE_GOLDEN=1 npm run vitest tests/samples.test.ts` writes the file anew; read its diff. */
it('the samples give the golden findings, in the same order with one child and with three', async () => {
  const [one, three] = [await scanSamples('--jobs', '1'), await scanSamples('--jobs', '3')];
  expect(three).toBe(one);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(GOLDEN, one);
  expect(one).toBe(readFileSync(GOLDEN, 'utf8'));
});

it('each golden finding has the shape that is promised, and its words are careful', () => {
  const findings = readFileSync(GOLDEN, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => findingSchema.parse(JSON.parse(line)));
  expect(findings.length).toBeGreaterThan(10);
  for (const finding of findings) {
    expect(finding.explanation).toMatch(/may engage/);
    expect(JSON.stringify([finding.explanation, finding.advice, finding.because])).not.toMatch(
      /breach(ed)?\b|guilty/i,
    );
  }
});
