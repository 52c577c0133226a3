import { execFileSync } from 'node:child_process';

/** Compiles `src` and `workers` to `dist`, so that tests of child processes run today's code. */
export default function build(): void {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
    stdio: 'inherit',
  });
}
