import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder of the package itself: the nearest one above with a package.json. The way there differs
 * between `src` (tests) and `dist/src` (a user's command).
 */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('The package.json of Probity is missing.');
    folder = above;
  }
  return folder;
}

/** A compiled worker: children run what `npm ci` built, under the tests too. */
export function workerEntry(name: string): string {
  return join(packageRoot(), 'dist', 'workers', `${name}.js`);
}
