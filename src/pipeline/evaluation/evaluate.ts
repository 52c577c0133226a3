import { analyse } from '../../engine/engine.js';
import type { Evaluation, Score } from '../../model/evaluation.js';
import type { Catalogue } from '../../patterns/catalogue.js';
import { type ReadLabelled, readLabelledSet } from './read-set.js';
import { type Judged, score } from './score.js';

export const DEFAULT_THRESHOLD = 0.5;

/** Judges a folder of labelled mail with the catalogue. The clock is not read; order does not matter. */
export async function evaluate(
  dirs: readonly string[],
  catalogue: Catalogue,
  threshold = DEFAULT_THRESHOLD,
): Promise<Evaluation> {
  const bare = { ...catalogue, reader: undefined };
  const judged: Judged[] = [];
  // The same mail without the learned reader: what it adds is told in the same run.
  const unread: Judged[] = [];
  for (const dir of dirs) {
    for await (const mail of readLabelledSet(dir)) {
      judged.push(judge(mail, catalogue, judged.length));
      unread.push(judge(mail, bare, unread.length));
    }
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

function judge(
  { labels, name, message, directory }: ReadLabelled,
  catalogue: Catalogue,
  ordinal: number,
): Judged {
  const protocol = catalogue.protocols.get('protocol-2007')!;
  const ref = { id: labels.id, path: name, ordinal };
  return { labels, findings: analyse(ref, message, { catalogue, directory, protocol }).findings };
}
