import { writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import type { CheckReport } from '../model/check.js';
import { UsageError } from '../model/errors.js';
import { fixDraft } from '../pipeline/check/fix.js';
import { reasonOf } from '../pipeline/sources.js';
import { wellFormed } from '../report/plain-text.js';

/** Everything of a text that could steer a terminal, but line ends and tabs. */
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** `--fix`: a copy beside the draft, never the draft itself, and on stderr what changed in it. */
export async function writeFixed(
  path: string,
  bytes: Uint8Array,
  report: CheckReport,
): Promise<void> {
  if (path === 'stdin') {
    process.stderr.write(
      'stdin has no file to write a copy beside; the suggestions are shown only.\n',
    );
    return;
  }
  const fixed = await fixDraft(bytes, report);
  if (typeof fixed === 'string') {
    if (report.findings.length > 0) process.stderr.write(`${path} ${fixed}.\n`);
    return;
  }
  const extension = extname(path);
  const copy = `${path.slice(0, path.length - extension.length)}.suggested${extension}`;
  try {
    // An earlier copy may hold somebody's work: it is not written over.
    await writeFile(copy, fixed.bytes, { flag: 'wx' });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new UsageError(`${copy} is there already; move it away and run the command again.`);
    }
    throw new UsageError(`The copy ${copy} ${reasonOf(error).replace('read', 'written')}.`);
  }
  const patch = createTwoFilesPatch(path, copy, fixed.before, fixed.after, '', '', { context: 1 });
  const first = [...new Set(fixed.applied.map((s) => s.first).filter((text) => text !== ''))];
  const left = fixed.left === 0 ? '' : ` ${fixed.left} could not be put in; see above.`;
  const lines = [
    wellFormed(patch).replace(CONTROLS, ''),
    `Wrote ${copy} with ${fixed.applied.length} suggested ${fixed.applied.length === 1 ? 'wording' : 'wordings'}; ${path} is as it was.${left}`,
    ...first,
    '',
  ];
  process.stderr.write(lines.join('\n'));
}
