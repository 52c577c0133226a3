import type { Part } from '../../model/message.js';
import type { Passage } from '../../model/passage.js';
import { isBlank } from '../characters.js';
import type { LineKind } from './classify.js';
import type { Level } from './levels.js';
import { isEmpty, type Line } from './lines.js';

/** Lines (by index, `to` exclusive) with the level and kind they were found to have. */
export interface Labelled {
  readonly from: number;
  readonly to: number;
  readonly level: Level;
  readonly kind: LineKind;
}

/**
 * Joins neighbouring lines of the same level and kind into passages that cover every character which
 * is not blank. Lines of nothing but `>` go with the quote they stand in.
 */
export function assemble(
  part: Part,
  lines: readonly Line[],
  labelled: readonly Labelled[],
): Passage[] {
  const { text } = part;
  const passages: Passage[] = [];
  let open: { level: Level; kind: LineKind; start: number; end: number } | null = null;
  let marks = -1;
  let marksEnd = -1;
  for (const { from, to, level, kind } of labelled) {
    for (let index = from; index < to; index += 1) {
      const line = lines[index]!;
      if (isEmpty(line)) {
        if (line.depth === 0) continue;
        if (marks < 0) marks = firstSign(text, line);
        marksEnd = lastSign(text, line);
        continue;
      }
      const same: boolean = open !== null && open.level === level && open.kind === kind;
      if (open !== null && marks >= 0 && !same && line.depth === 0) {
        open.end = marksEnd;
        marks = -1;
      }
      if (open !== null && !same) {
        passages.push(passageOf(part, open));
        open = null;
      }
      open ??= { level, kind, start: marks >= 0 ? marks : firstSign(text, line), end: 0 };
      open.end = lastSign(text, line);
      marks = -1;
    }
  }
  const last = labelled.at(-1);
  if (marks >= 0 && last !== undefined) {
    open ??= { level: last.level, kind: 'text', start: marks, end: marksEnd };
    open.end = marksEnd;
  }
  if (open !== null) passages.push(passageOf(part, open));
  return passages;
}

function passageOf(
  part: Part,
  open: { level: Level; kind: LineKind; start: number; end: number },
): Passage {
  const { level, start, end } = open;
  const footer = open.kind === 'footer';
  const words = open.kind === 'signature' ? 'signature' : level.kind;
  return {
    kind: footer ? 'disclaimer' : words,
    part: part.id,
    start,
    end,
    depth: level.depth,
    author: footer ? null : level.author,
    audience: footer ? [] : level.audience,
    sentAt: level.sentAt,
  };
}

function firstSign(text: string, line: Line): number {
  let at = line.start;
  while (at < line.end && isBlank(text.charCodeAt(at))) at += 1;
  return at;
}

function lastSign(text: string, line: Line): number {
  let end = line.end;
  while (end > line.start && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return end;
}
