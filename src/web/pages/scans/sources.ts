import { lstat, realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { Config } from '../../../config.js';
import type { Problem } from '../../problems.js';

/** Whether, and where, paths on this machine may be scanned: told on the form. */
export function placesFor({ reviewUrl, scanFolder }: Config): {
  readonly mayPoint: boolean;
  readonly below: string;
} {
  return { mayPoint: reviewUrl === '' || scanFolder !== '', below: scanFolder };
}

/**
 * Paths that were typed in. On one machine the person at the desk may read what the program may; behind
 * an address for others only what lies below `PROBITY_SCAN_FOLDER`.
 */
export async function readPaths(
  text: string,
  config: Config,
): Promise<{ readonly paths: string[]; readonly problems: Problem[] }> {
  const { mayPoint, below } = placesFor(config);
  const paths: string[] = [];
  const problems: Problem[] = [];
  for (const line of text.split(/\r?\n/).map((it) => it.trim())) {
    if (line === '') continue;
    const path = resolve(line);
    const isThere = await lstat(path).then(
      () => true,
      () => false,
    );
    if (!mayPoint || (below !== '' && !(await isBelow(path, below)))) {
      const place =
        below === '' ? 'Upload the file instead' : `Only what lies below ${below} can be`;
      problems.push({ field: 'sources', text: `${line} cannot be scanned from here. ${place}` });
    } else if (isThere) paths.push(path);
    else problems.push({ field: 'sources', text: `There is no file or folder ${line}` });
  }
  return { paths: [...new Set(paths)], problems };
}

async function isBelow(path: string, folder: string): Promise<boolean> {
  const [real, top] = await Promise.all([
    realpath(path).catch(() => path),
    realpath(folder).catch(() => folder),
  ]);
  return real === top || real.startsWith(top + sep);
}
