/** A line that starts with `--`: offsets of its first byte and of the byte after its line end. */
export interface DashLine {
  readonly start: number;
  readonly end: number;
}

/** The next line at or after `from` (a line's start) that starts with `--`. */
export function nextDashLine(bytes: Buffer, from: number, end: number): DashLine | null {
  let at = from;
  while (at < end) {
    if (bytes[at] === 0x2d && bytes[at + 1] === 0x2d) {
      const lf = bytes.indexOf(0x0a, at);
      return { start: at, end: lf < 0 || lf >= end ? end : lf + 1 };
    }
    const found = bytes.indexOf('\n--', at);
    if (found < 0 || found + 1 >= end) return null;
    at = found + 1;
  }
  return null;
}

export interface Delimiter {
  /** `--boundary--`. */
  readonly closing: boolean;
  /** Blanks stand after it. */
  readonly blanks: boolean;
}

/** RFC 2046 allows blanks after a boundary; a thousand of them are somebody's attempt at something. */
const LONGEST_TAIL = 1_000;

/** Whether a line is `--boundary`, perhaps closing, perhaps with blanks after it. */
export function matchDelimiter(
  bytes: Buffer,
  start: number,
  end: number,
  boundary: Buffer,
): Delimiter | null {
  const tailStart = start + 2 + boundary.length;
  if (boundary.length === 0 || tailStart > end || end - tailStart > LONGEST_TAIL) return null;
  if (bytes.compare(boundary, 0, boundary.length, start + 2, tailStart) !== 0) return null;
  const tail = bytes.toString('latin1', tailStart, end).replace(/\r?\n$/, '');
  const bare = tail.trimEnd();
  if (bare !== '' && bare !== '--') return null;
  return { closing: bare === '--', blanks: bare.length !== tail.length };
}

const LONGEST_BOUNDARY = 200;

/**
 * The boundary a multipart really uses when the declared one never occurs: the first `--` line
 * with a content header right after it.
 */
export function guessBoundary(
  bytes: Buffer,
  start: number,
  end: number,
  declared: string,
): string | null {
  for (
    let line = nextDashLine(bytes, start, end);
    line;
    line = nextDashLine(bytes, line.end, end)
  ) {
    const boundary = bytes
      .toString('latin1', line.start + 2, Math.min(line.end, line.start + 999))
      .trim();
    if (boundary === '' || boundary === declared || boundary.length > LONGEST_BOUNDARY) continue;
    const next = bytes.toString('latin1', line.end, Math.min(end, line.end + 64));
    if (/^\s{0,4}content-[a-z-]+[ \t]*:/i.test(next)) return boundary;
  }
  return null;
}
