import { analyse } from '../../engine/engine.js';
import type { Evaluation, Score } from '../../model/evaluation.js';
import type { Catalogue } from '../../patterns/catalogue.js';
import { readLabelledSet } from './read-set.js';
import { type Judged, score } from './score.js';

export const DEFAULT_THRESHOLD = 0.5;

/** Judges a folder of labelled mail with the catalogue. The clock is not read; order does not matter. */
export async function evaluate(
  dirs: readonly string[],
  catalogue: Catalogue,
  threshold = DEFAULT_THRESHOLD,
): Promise<Evaluation> {
  const judged: Judged[] = [];
  // The same mail without the learned reader: what it adds is told in the same run.
  const unread: Judged[] = [];
  for (const dir of dirs) {
    judged.push(...(await judge(dir, catalogue)));
    unread.push(...(await judge(dir, { ...catalogue, reader: undefined })));
  }
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
  layers['all but learned'] = {
    development: part(unread, 'development'),
    test: part(unread, 'test'),
  };
  return { development: part(judged, 'development'), test: part(judged, 'test'), layers };
}

async function judge(dir: string, catalogue: Catalogue): Promise<Judged[]> {
  const protocol = catalogue.protocols.get('protocol-2007')!;
  const judged: Judged[] = [];
  for await (const { labels, name, message, directory } of readLabelledSet(dir)) {
    const ref = { id: labels.id, path: name, ordinal: judged.length };
    const { findings } = analyse(ref, message, { catalogue, directory, protocol });
    judged.push({ labels, findings });
  }
  return judged;
}
