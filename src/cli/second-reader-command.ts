import type { Command } from 'commander';

/** `probity second-reader` */
export function addSecondReaderCommand(program: Command): void {
  program
    .command('second-reader')
    .description('list what was sent to the second reader (PROBITY_LLM_URL), and what it answered')
    .option('--unflagged', 'only messages without a finding that it thinks worth a look')
    .option('--data-dir <folder>', 'where the store is kept (PROBITY_DATA_DIR, else .probity)')
    .addHelpText('after', '\nOne JSON object a line; `sent` is what left, to the letter.')
    .action(async (flags: { unflagged?: true; dataDir?: string }) => {
      const { listExchanges } = await import('./list-exchanges.js');
      return listExchanges(flags.unflagged === true, flags.dataDir);
    });
}
