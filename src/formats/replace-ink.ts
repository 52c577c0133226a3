import type { InkRange } from './ink.js';
import type { MarkedSource } from './marked-source.js';

/** Words to put in the place of others. */
export interface Replacement {
  readonly range: InkRange;
  readonly write: string;
}

/**
 * Puts words in the place of others without touching markup: the first text run of a range takes all
 * the new words, in its own style; what the others showed is taken out.
 *
 * @param replacements apart from each other, in any order
 */
export function replaceInk(
  { source, ink, encode }: MarkedSource,
  replacements: readonly Replacement[],
): string {
  const edits = replacements.flatMap(({ range, write }) => {
    const start = ink.starts[range.from];
    const end = ink.ends[range.to - 1];
    if (start === undefined || end === undefined) return [];
    const covered = ink.runs.filter((run) => run.start < end && run.end > start);
    // Left out altogether, words take the blank after them along, not to leave two.
    const last = write === '' ? blankAfter(source, end, covered.at(-1)?.end ?? end) : end;
    return covered.map((run, i) => ({
      start: Math.max(run.start, start),
      end: Math.min(run.end, last),
      write: i === 0 ? encode(write) : '',
    }));
  });
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((text, edit) => text.slice(0, edit.start) + edit.write + text.slice(edit.end), source);
}

function blankAfter(source: string, end: number, runEnd: number): number {
  return end < runEnd && source[end] === ' ' ? end + 1 : end;
}
