import { annotateDocx } from '../../formats/docx-comments.js';
import { plainDocx } from '../../formats/docx-plain.js';
import { openMarked } from '../../formats/marked-source.js';
import { readMessage } from '../../formats/read-message.js';
import type { CheckedFinding, CheckReport } from '../../model/check.js';
import type { DocumentRef } from '../../model/job.js';
import type { Message } from '../../model/message.js';
import { rangeInFile } from './places.js';

/** Who the comments are by, as Word shows it. */
const AUTHOR = 'Probity';

/**
 * The letter as a Word document with each finding as a comment at its exact words. A docx keeps its
 * look; any other letter is set as plain paragraphs.
 *
 * @returns null when the docx cannot be rewritten without loss
 */
export async function annotate(bytes: Uint8Array, report: CheckReport): Promise<Uint8Array | null> {
  const read = await readMessage(bytes, report.format as DocumentRef['format'], {
    name: report.path,
  });
  const isDocx = report.format === 'docx';
  const docx = isDocx ? bytes : await plainDocx(read.parts[0]?.text ?? '');
  const marked = await openMarked(docx, 'docx');
  if (marked === null) return null;
  const comments = report.findings.map((finding) => ({
    range: rangeOf(finding, read, marked),
    lines: linesOf(finding),
  }));
  return comments.length === 0 ? docx : annotateDocx(docx, marked.ink, comments, AUTHOR);
}

function rangeOf(
  { evidence }: CheckedFinding,
  message: Message,
  marked: NonNullable<Awaited<ReturnType<typeof openMarked>>>,
): ReturnType<typeof rangeInFile> {
  const [first] = evidence;
  return first === undefined ? null : rangeInFile(first, message, marked);
}

function linesOf({
  severity,
  explanation,
  evidence,
  suggestions,
  advice,
  pattern,
}: CheckedFinding): string[] {
  const part = evidence[0]?.part ?? 'body';
  const where = part === 'body' ? '' : ` (${part.replace('header:', '')}: ${evidence[0]?.quote})`;
  return [
    `${explanation.split(/\.(?:\s|$)/)[0]}${where}`,
    explanation,
    ...suggestions.map(({ write, quote }) =>
      write === '' ? `Better left out: “${quote}”` : `Instead: “${write}”`,
    ),
    ...new Set(suggestions.map((s) => s.first).filter((text) => text !== '')),
    `Advice: ${advice}`,
    `${severity}, ${pattern}`,
  ];
}
