import { readFile } from 'node:fs/promises';
import { analyse } from '../../engine/engine.js';
import { readMessage } from '../../formats/read-message.js';
import type { Evaluation, Score } from '../../model/evaluation.js';
import type { Catalogue } from '../../patterns/catalogue.js';
import { createDirectory, type Directory } from '../../people/directory.js';
import { parseRoster } from '../../people/roster.js';
import { loadLabelledSet } from './load-set.js';
import { type Judged, score } from './score.js';

export const DEFAULT_THRESHOLD = 0.5;

/** Judges a folder of labelled mail with the catalogue. The clock is not read; order does not matter. */
export async function evaluate(
  dirs: readonly string[],
  catalogue: Catalogue,
  threshold = DEFAULT_THRESHOLD,
): Promise<Evaluation> {
  const judged: Judged[] = [];
  for (const dir of dirs) judged.push(...(await judge(dir, catalogue)));
  const part = (list: readonly Judged[], name: string): Score =>
    score(
      list.filter((j) => j.labels.part === name),
      threshold,
    );
  const layers: Record<string, { development: Score; test: Score }> = {};
  for (const layer of ['structure', 'language', 'learned']) {
    const only = judged.map((j) => ({
      ...j,
      findings: j.findings.filter((f) => f.layer === layer),
    }));
    layers[layer] = { development: part(only, 'development'), test: part(only, 'test') };
  }
  return { development: part(judged, 'development'), test: part(judged, 'test'), layers };
}

async function judge(dir: string, catalogue: Catalogue): Promise<Judged[]> {
  const directories = new Map<string, Directory>();
  const protocol = catalogue.protocols.get('protocol-2007')!;
  const judged: Judged[] = [];
  for (const [ordinal, source] of (await loadLabelledSet(dir)).entries()) {
    let directory = directories.get(source.roster);
    if (directory === undefined) {
      directory = createDirectory(
        parseRoster(await readFile(source.roster, 'utf8'), source.roster),
      );
      directories.set(source.roster, directory);
    }
    const message = await readMessage(source.bytes, source.format, { name: source.name });
    const ref = { id: source.labels.id, path: source.name, ordinal };
    const { findings } = analyse(ref, message, { catalogue, directory, protocol });
    judged.push({ labels: source.labels, findings });
  }
  return judged;
}
