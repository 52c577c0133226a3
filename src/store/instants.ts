/** Sorts after every date: a letter whose date nobody can read never leads a dated one. */
export const UNDATED = Number.MAX_SAFE_INTEGER;

const HAS_OFFSET = /(?:z|[+-]\d\d:?\d\d)$/i;
const HAS_TIME = /t\d/i;

/**
 * The moment an ISO date names, in milliseconds since 1970, so that 10:00+01:00 comes before
 * 09:30+00:00. A time without an offset is read as UTC: read as local time, the order of findings
 * would depend on the machine. Empty or unreadable gives `UNDATED`.
 */
export function instantOf(iso: string): number {
  const complete = HAS_TIME.test(iso) && !HAS_OFFSET.test(iso) ? `${iso}Z` : iso;
  const ms = Date.parse(complete);
  return Number.isNaN(ms) ? UNDATED : ms;
}
