import Table from 'cli-table3';
import { DETECTORS } from '../detectors/detectors.js';
import { DRAFT_DETECTORS } from '../detectors/draft-detectors.js';
import { THREAD_DETECTORS } from '../detectors/thread-detectors.js';
import type { PatternMeta } from '../model/pattern.js';
import { loadCatalogue } from '../pipeline/load-catalogue.js';
import { openOut } from './write-out.js';

/** `probity patterns list` */
export async function listPatterns(): Promise<void> {
  const { patterns } = loadCatalogue();
  const metas: PatternMeta[] = [
    ...patterns,
    ...[...DETECTORS, ...DRAFT_DETECTORS, ...THREAD_DETECTORS].map((detector) => detector.meta),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  const table = new Table({
    head: ['id', 'title', 'severity', 'status', 'clauses'],
    style: { head: [], border: [], compact: true },
  });
  for (const meta of metas) {
    table.push([meta.id, meta.title, meta.severity, meta.status, clausesText(meta.clauses, '\n')]);
  }
  await openOut(undefined).write([`${table.toString()}\n`]);
}

/** `protocol-2007 ¶5, 7` a protocol. */
export function clausesText(clauses: PatternMeta['clauses'], separator: string): string {
  return Object.entries(clauses)
    .map(([protocol, refs]) => `${protocol} ¶${refs.join(', ')}`)
    .join(separator);
}
