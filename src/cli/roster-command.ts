import type { Command } from 'commander';

export function addRosterCommand(program: Command): void {
  const roster = program.command('roster').description('who is member and who is officer');
  roster
    .command('check')
    .argument('<file>', 'CSV: name,email,role,party,title and optional from,until,aliases')
    .description('list every mistake of a roster by line')
    .action(async (path: string) => {
      const { checkRoster } = await import('./check-roster.js');
      return checkRoster(path);
    });
}
