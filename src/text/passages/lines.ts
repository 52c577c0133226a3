import { isBlank, isInvisible } from '../characters.js';

/** One line of a part: offsets into its text, and how deep it is quoted with `>`. */
export interface Line {
  /** First unit of the line. */
  readonly start: number;
  /** After the last unit, without the line end. */
  readonly end: number;
  /** First unit after the `>` marks and the blanks that follow them; `end` when nothing does. */
  readonly content: number;
  /** Number of `>` marks, at most `MAX_QUOTE_DEPTH`. */
  readonly depth: number;
}

/** Deeper quoting is counted as this deep; threads end well before, and it bounds the work. */
export const MAX_QUOTE_DEPTH = 32;

/** Blanks allowed before the first `>`: more is indented text, such as a code or a table. */
const MAX_INDENT = 4;

/** No header, sign-off or marker is longer; longer lines are text, whatever they begin with. */
export const MAX_JUDGED_LINE = 400;

const QUOTE_MARK = 62;

/** Cuts a text into lines, reading the `>` marks of each. Linear. */
export function cutLines(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start <= text.length) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    lines.push(readLine(text, start, end));
    start = end + 1;
  }
  return lines;
}

function readLine(text: string, start: number, end: number): Line {
  let at = start;
  let depth = 0;
  let content = start;
  while (at < end) {
    const code = text.charCodeAt(at);
    if (code === QUOTE_MARK) {
      depth += 1;
      content = at + 1;
    } else if (!isBlank(code) && !isInvisible(code)) break;
    else if (depth === 0 && at - start >= MAX_INDENT) break;
    at += 1;
  }
  if (depth === 0) at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at += 1;
  content = Math.max(content, at);
  return { start, end, content, depth: Math.min(depth, MAX_QUOTE_DEPTH) };
}

/** A line with nothing to read on it besides `>` marks. */
export function isEmpty(line: Line): boolean {
  return line.content >= line.end;
}

/** The words of a line without `>` marks and outer blanks; '' when it is too long to be judged. */
export function wordsOf(text: string, line: Line): string {
  if (line.end - line.content > MAX_JUDGED_LINE) return '';
  return text.slice(line.content, line.end).trim();
}
