import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** A folder imports only from floors below it; folders on one floor do not see each other. */
const FLOOR: Readonly<Record<string, number>> = {
  'src/model': 0,
  'src/text': 1,
  'src/formats': 1,
  'src/people': 1,
  'src/cues': 2,
  'src/patterns': 2,
  'src/detectors': 2,
  'src/reader': 2,
  'src/report': 2,
  'src/engine': 3,
  'src/store': 3,
  'src/queue': 3,
  'src/pipeline': 4,
  'src/cli': 5,
  'src/web': 5,
  workers: 5,
};

/** `src/config.ts` is read by the shells and the pipeline; it imports nothing above the model. */
const CONFIG = 'src/config.ts';

function files(dir: string): string[] {
  return readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) return files(path);
    return path.endsWith('.ts') ? [path] : [];
  });
}

const folderOf = (path: string): string | undefined =>
  Object.keys(FLOOR).find((folder) => path.startsWith(`${folder}/`));

/** Paths of the project's own modules that a file imports. */
function imports(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']*)'/g)].map((m) =>
    join(path, '..', m[1] ?? '').replace(/\.js$/, '.ts'),
  );
}

const all = [...files('src'), ...files('workers')];

it('every source file stands on a floor', () => {
  expect(all.filter((f) => f !== CONFIG && folderOf(f) === undefined)).toEqual([]);
  expect(all.length).toBeGreaterThan(30);
});

it('no folder imports from its own floor or from one above', () => {
  const wrong = all.flatMap((file) => {
    const from = file === CONFIG ? 'src/config' : folderOf(file)!;
    const floor = file === CONFIG ? 1 : FLOOR[from]!;
    return imports(file).flatMap((to) => {
      const folder = folderOf(to);
      if (folder === undefined || folder === from) return [];
      return FLOOR[folder]! < floor ? [] : [`${file} imports ${to}`];
    });
  });
  expect(wrong).toEqual([]);
});

it('only src/config.ts reads the environment', () => {
  const readers = all.filter((f) => /\bprocess\.env\b/.test(readFileSync(f, 'utf8')));
  expect(readers.filter((f) => f !== CONFIG)).toEqual([]);
});

it('floors 0 to 2 and the engine touch no file, clock or chance', () => {
  const pure = all.filter((f) => {
    const folder = folderOf(f);
    return folder !== undefined && (FLOOR[folder]! <= 2 || folder === 'src/engine');
  });
  const impure =
    /'node:(fs|fs\/promises|child_process|net|http|https|os|worker_threads)'|Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(/;
  expect(pure.filter((f) => impure.test(readFileSync(f, 'utf8')))).toEqual([]);
});
