import { execFileSync } from 'node:child_process';

/** Builds what `npm ci` builds, so that tests of child processes and of pages run today's code. */
export default function build(): void {
  execFileSync('npm', ['run', '--silent', 'prepare'], { stdio: 'inherit' });
}
