import { extname } from 'node:path';
import { readLetterMetadata } from '../formats/letter-metadata.js';
import { SNIFF_BYTES, sniff } from '../formats/sniff.js';
import { findDrafts, suppressionsBeside } from '../pipeline/check/drafts.js';
import { isKnownFormat } from '../pipeline/check/known-format.js';
import { isExpired, type PlacedSuppression } from '../pipeline/check/placed-suppression.js';
import { readInlineSuppressions } from '../pipeline/check/suppressions.js';
import { plainText } from '../report/plain-text.js';
import { openOut } from './write-out.js';

/** `probity check --list-suppressions FILE…`: what is left as it is, why, by whom, until when. */
export async function listSuppressions(paths: readonly string[], today: string): Promise<void> {
  const beside = suppressionsBeside();
  const all = new Map<string, PlacedSuppression>();
  const add = (one: PlacedSuppression): unknown =>
    all.set(`${one.path}\n${one.line}\n${one.pattern}`, one);
  for await (const draft of findDrafts(paths)) {
    if (!('bytes' in draft)) {
      process.stderr.write(`${draft.path} ${draft.reason}.\n`);
      continue;
    }
    for (const one of await beside(draft.path)) add(one);
    const format = sniff(draft.bytes.subarray(0, SNIFF_BYTES), draft.path);
    if (!isKnownFormat(format) || extname(draft.path) === '') continue;
    const texts = await readLetterMetadata(draft.bytes, format);
    for (const one of readInlineSuppressions(draft.path, texts)) add(one);
  }
  const lines = [...all.values()].map((one) => lineOf(one, today));
  await openOut(undefined).write([lines.length === 0 ? 'No suppressions.\n' : lines.join('')]);
}

function lineOf(one: PlacedSuppression, today: string): string {
  const { path, line, pattern, reason, by, until, files } = one;
  const state = isExpired(one, today) ? `ran out on ${until}` : `until ${until}`;
  const which = files === undefined ? 'all drafts' : files.join(', ');
  return `${plainText(path)}:${line}: ${pattern}, ${state}, by ${plainText(by)}, for ${plainText(which)}: ${plainText(reason)}\n`;
}
