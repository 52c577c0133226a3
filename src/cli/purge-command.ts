import type { Command } from 'commander';

export interface PurgeFlags {
  readonly yes?: true;
  readonly due?: true;
  readonly dataDir?: string;
}

export function addPurgeCommand(program: Command): void {
  program
    .command('purge')
    .argument('[case]', 'name of the case')
    .description('remove a case with everything read under it, and prove that nothing is left')
    .option('--due', 'every case whose retention date has passed')
    .option('--yes', 'do not only say what would be removed')
    .option('--data-dir <folder>', 'where the store is kept (PROBITY_DATA_DIR, else .probity)')
    .addHelpText(
      'after',
      '\nWithout --yes nothing is removed. The audit log keeps that the case was there and who purged it.\nFiles that were scanned where they lay are not touched.',
    )
    .action(async (name: string | undefined, flags: PurgeFlags) => {
      const { runPurge } = await import('./run-purge.js');
      return runPurge(name, flags);
    });
}
