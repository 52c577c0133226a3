import type { Command } from 'commander';

export function addPatternsCommand(program: Command): void {
  const patterns = program.command('patterns').description('the catalogue of what is looked for');
  patterns
    .command('list')
    .description('every pattern and detector with severity, status and clauses')
    .action(async () => {
      const { listPatterns } = await import('./list-patterns.js');
      return listPatterns();
    });
  patterns
    .command('explain')
    .argument('<id>', 'such as secrecy/keep-from-management')
    .description('all that is known of one: why, what to do instead, phrases, examples')
    .action(async (id: string) => {
      const { explainPattern } = await import('./explain-pattern.js');
      return explainPattern(id);
    });
  patterns
    .command('test')
    .argument('[id...]', 'patterns or whole categories; all when none is named')
    .description('run the examples; exit code 1 when one fails')
    .action(async (ids: string[]) => {
      const { testPatterns } = await import('./test-patterns.js');
      return testPatterns(ids);
    });
}
