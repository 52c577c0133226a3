import { openMarked } from '../../formats/marked-source.js';
import { readMessage } from '../../formats/read-message.js';
import { replaceInk } from '../../formats/replace-ink.js';
import type { CheckedFinding, CheckReport, Suggestion } from '../../model/check.js';
import type { DocumentRef } from '../../model/job.js';
import { rangeInFile } from './places.js';

/** A copy of a draft with the suggested wording put in. */
export interface Fixed {
  readonly bytes: Uint8Array;
  /** Text of the letter before and after, for a diff. */
  readonly before: string;
  readonly after: string;
  readonly applied: readonly Suggestion[];
  /** Suggestions whose words could not be found in the file as they are read. */
  readonly left: number;
}

/** Formats that `--fix` rewrites. */
const REWRITTEN = new Set(['txt', 'md', 'html', 'docx']);

/**
 * Puts the suggested wording into a copy of a draft; everything else in the file stays as it is.
 *
 * @returns a sentence's end when nothing could be done: "has no suggestion to apply"
 */
export async function fixDraft(bytes: Uint8Array, report: CheckReport): Promise<Fixed | string> {
  const wanted = apart(report.findings);
  if (wanted.length === 0) return 'has no suggestion that could be applied';
  if (!REWRITTEN.has(report.format)) {
    return `is ${report.format}, which is not rewritten: copy the suggestions, or save it as docx, html, md or txt`;
  }
  const format = report.format as DocumentRef['format'];
  const marked = await openMarked(bytes, format);
  if (marked === null) return 'cannot be rewritten';
  const message = await readMessage(bytes, format, { name: report.path });
  const found = wanted.flatMap((suggestion) => {
    const range = rangeInFile(suggestion, message, marked);
    return range === null ? [] : [{ suggestion, range }];
  });
  const source = replaceInk(
    marked,
    found.map(({ suggestion, range }) => ({ range, write: laidOut(suggestion) })),
  );
  const written = await marked.write(source);
  if (written === null || found.length === 0) {
    return 'cannot be rewritten without loss: copy the suggestions by hand';
  }
  const again = await readMessage(written, format, { name: report.path });
  return {
    bytes: written,
    before: message.parts[0]?.text ?? '',
    after: again.parts[0]?.text ?? '',
    applied: found.map(({ suggestion }) => suggestion),
    left: wanted.length - found.length,
  };
}

/** Columns of lines that somebody wrapped by hand. */
const NARROWEST = 50;
const WIDEST = 100;

/** New words are wrapped where the old ones were. */
function laidOut({ write, quote }: Suggestion): string {
  if (!quote.includes('\n')) return write;
  const longest = Math.max(...quote.split('\n').map((line) => line.length));
  const width = Math.min(WIDEST, Math.max(NARROWEST, longest));
  const lines: string[] = [];
  for (const word of write.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines.push(`${lines.pop()} ${word}`);
    else lines.push(word);
  }
  return lines.join('\n');
}

/** Suggestions for the body that do not touch each other, the most serious finding's first. */
function apart(findings: readonly CheckedFinding[]): Suggestion[] {
  const weight = { high: 0, medium: 1, low: 2 };
  const kept: Suggestion[] = [];
  const all = [...findings]
    .sort((a, b) => weight[a.severity] - weight[b.severity] || b.confidence - a.confidence)
    .flatMap((finding) => finding.suggestions);
  for (const one of all) {
    const clashes = kept.some((k) => k.part === one.part && k.start < one.end && one.start < k.end);
    if (one.part === 'body' && !clashes) kept.push(one);
  }
  return kept;
}
