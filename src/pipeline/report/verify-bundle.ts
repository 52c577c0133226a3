import { readFile } from 'node:fs/promises';
import { memorySource, readZip, ZIP_CAPS } from '../../formats/zip.js';
import { UsageError } from '../../model/errors.js';
import { reasonOf } from '../sources.js';
import { SUMS, sha256 } from './bundle.js';

/** A line for every file that is not as the bundle says; empty when all are. */
export interface Verified {
  readonly files: number;
  readonly wrong: readonly string[];
}

/**
 * Checks every file of a bundle against its SHA-256 sums. It tells a changed, missing or added file;
 * who changed the sums as well is told only by comparing them with a copy kept elsewhere.
 *
 * @throws UsageError for a file that is no bundle
 */
export async function verifyBundle(path: string): Promise<Verified> {
  const files = await membersOf(path);
  const sums = files.get(SUMS);
  if (sums === undefined) throw new UsageError(`${path} is no bundle: it has no file ${SUMS}.`);
  files.delete(SUMS);
  const promised = new Map(
    sums
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [, sum = '', name = ''] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
        return sum === '' ? [] : [[name, sum] as const];
      }),
  );
  const wrong = [
    ...[...promised].flatMap(([name, sum]) => {
      const bytes = files.get(name);
      if (bytes === undefined) return [`${name} is missing`];
      return sha256(bytes) === sum ? [] : [`${name} is not what was bundled`];
    }),
    ...[...files.keys()].filter((name) => !promised.has(name)).map((name) => `${name} was added`),
  ];
  return { files: promised.size, wrong };
}

/** Our own file: many like rows pack better than strangers' may. */
const CAPS = { ...ZIP_CAPS, ratio: Infinity };

async function membersOf(path: string): Promise<Map<string, Buffer>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw new UsageError(`The bundle ${path} ${reasonOf(error)}.`);
  }
  const members = new Map<string, Buffer>();
  for await (const item of readZip(memorySource(bytes), CAPS)) {
    if (item.kind === 'defect') throw new UsageError(`${path} is no whole zip: it is broken.`);
    const chunks: Uint8Array[] = [];
    for await (const chunk of item.stream) chunks.push(chunk as Uint8Array);
    members.set(item.name, Buffer.concat(chunks));
  }
  return members;
}
