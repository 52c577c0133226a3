import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { packageRoot } from '../pipeline/package-root.js';

/**
 * `probity review`. The command line and the web app are both shells and never import each other,
 * so the app is a program of its own (`src/web/main.ts`), started here with the same terminal.
 */
export function addReviewCommand(program: Command): void {
  program
    .command('review')
    .description('open the review queue in the browser')
    .option('--port <number>', 'where the app listens on this machine', port, 7357)
    .option('--name <name>', 'who uses the one-time link; default: the name you are logged in with')
    .option(
      '--address <address...>',
      'your own addresses in the mail: findings about you are hidden from you',
    )
    .option('--data-dir <folder>', 'where the store is kept (PROBITY_DATA_DIR, else .probity)')
    .addHelpText(
      'after',
      '\nIt prints a link that works once. With PROBITY_OIDC_ISSUER and PROBITY_OIDC_CLIENT_ID,\nreviewers sign in with OpenID Connect; PROBITY_REVIEW_URL is the address they use.',
    )
    .action((flags: object) => runReview(flags));
}

/** 0 lets the system choose. */
function port(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= 65_535) return value;
  throw new InvalidArgumentError('It must be a port, from 0 to 65535.');
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

async function runReview(flags: object): Promise<void> {
  const main = join(packageRoot(), 'dist', 'src', 'web', 'main.js');
  const app = spawn(process.execPath, [main, JSON.stringify(flags)], { stdio: 'inherit' });
  const passOn = (signal: NodeJS.Signals): void => void app.kill(signal);
  for (const signal of SIGNALS) process.on(signal, passOn);
  const [code] = await once(app, 'close');
  for (const signal of SIGNALS) process.off(signal, passOn);
  process.exitCode = typeof code === 'number' ? code : 1;
}
