import { cueFileSchema, patternFileSchema } from '../model/pattern.js';
import type { CatalogueFiles } from '../patterns/compile.js';
import { readYaml } from '../patterns/read-yaml.js';

/**
 * The phrases of the catalogue as their authors wrote them, by the cue they answer to: `secrecy/keep-from`,
 * or `<pattern>#<way>` for a way's own. Compiling turns them into tables that nobody could read.
 */
export function phrasesByCue(files: CatalogueFiles): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const file of files.cues) {
    const outcome = readYaml(file, cueFileSchema);
    if (!outcome.ok) continue; // told when the catalogue is compiled
    const group = file.path.replace(/^.*\//, '').replace(/\.yml$/, '');
    for (const [name, { phrases }] of Object.entries(outcome.value.cues)) {
      found.set(`${group}/${name}`, phrases);
    }
  }
  for (const file of files.patterns) {
    const outcome = readYaml(file, patternFileSchema);
    if (!outcome.ok) continue;
    const id = file.path.replace(/^patterns\//, '').replace(/\.yml$/, '');
    for (const { way, phrases = [] } of outcome.value.match) found.set(`${id}#${way}`, phrases);
  }
  return found;
}
