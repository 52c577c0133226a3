import { UsageError } from '../model/errors.js';
import { loadCatalogue } from '../pipeline/load-catalogue.js';
import { allExamples, type NamedExample } from '../pipeline/run-examples.js';
import { EXIT } from './run.js';
import { openOut } from './write-out.js';

/** `probity patterns test [ID…]`: sets exit code 1 when an example fails. */
export async function testPatterns(ids: readonly string[]): Promise<void> {
  const examples = allExamples(loadCatalogue());
  for (const id of ids) {
    if (examples.some((example) => isOf(example, id))) continue;
    throw new UsageError(`There is no pattern "${id}"; \`probity patterns list\` shows all.`);
  }
  const chosen = examples.filter((e) => ids.length === 0 || ids.some((id) => isOf(e, id)));
  const lines: string[] = [];
  let failed = 0;
  let known = 0;
  for (const example of chosen) {
    const wrong = await example.run();
    if (wrong.length > 0 && example.todo === undefined) failed += 1;
    if (example.todo !== undefined) known += 1;
    lines.push(...report(example, wrong));
  }
  const patterns = new Set(chosen.map((e) => e.pattern)).size;
  lines.push(
    `${chosen.length} examples of ${patterns} patterns: ${chosen.length - failed - known} hold, ${failed} fail, ${known} known gaps.`,
  );
  if (failed > 0) process.exitCode = EXIT.failed;
  await openOut(undefined).write([`${lines.join('\n')}\n`]);
}

const isOf = ({ pattern }: NamedExample, id: string): boolean =>
  pattern === id || pattern.startsWith(`${id}/`);

function report({ pattern, name, todo }: NamedExample, wrong: readonly string[]): string[] {
  if (todo !== undefined) {
    const state = wrong.length === 0 ? 'holds by now: take the todo away' : `known gap: ${todo}`;
    return [`${pattern} ${name}`, `  ${state}`];
  }
  return wrong.length === 0 ? [] : [`${pattern} ${name}`, ...wrong.map((w) => `  ${w}`)];
}
