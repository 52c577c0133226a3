import type { Command } from 'commander';
import { wholeNumber } from './options.js';

/** `probity keys add|list|revoke` */
export function addKeysCommand(program: Command): void {
  const keys = program
    .command('keys')
    .description('keys of programs that check drafts over HTTP (POST /api/check)');
  const dataDir = [
    '--data-dir <folder>',
    'where keys are kept (PROBITY_DATA_DIR, else .probity)',
  ] as const;
  keys
    .command('add')
    .argument('<name>', 'who uses it: "member support portal"')
    .description('make a key; it is shown once and not kept')
    .option('--per-minute <number>', 'requests it may make', wholeNumber(1), 120)
    .option(...dataDir)
    .action(async (name: string, flags: { perMinute: number; dataDir?: string }) => {
      const { key, secret } = (await openKeys(flags.dataDir)).add(
        name,
        flags.perMinute,
        new Date(),
      );
      process.stdout.write(`${secret}\n`);
      process.stderr.write(`Key ${key.id} for ${name}. Keep it safe: it is not shown again.\n`);
    });
  keys
    .command('list')
    .description('list the keys, without their secrets')
    .option(...dataDir)
    .action(async (flags: { dataDir?: string }) => {
      for (const key of (await openKeys(flags.dataDir)).list()) {
        const { id, name, createdAt, perMinute } = key;
        process.stdout.write(`${id}  ${createdAt.slice(0, 10)}  ${perMinute} a minute  ${name}\n`);
      }
    });
  keys
    .command('revoke')
    .argument('<id>', 'as `probity keys list` shows it')
    .description('end a key at once')
    .option(...dataDir)
    .action(async (id: string, flags: { dataDir?: string }) => {
      const { name } = (await openKeys(flags.dataDir)).revoke(id);
      process.stderr.write(`Key ${id} of ${name} is revoked.\n`);
    });
}

async function openKeys(dataDir: string | undefined) {
  const { readConfig } = await import('../config.js');
  const { ApiKeys } = await import('../pipeline/api-keys.js');
  return new ApiKeys(readConfig(dataDir).dataDir);
}
