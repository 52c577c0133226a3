/**
 * `From addr asctime-date`, as mbox(5) and its many writers have it: the address may be `-` or
 * missing altogether, the zone may stand before the year, after it, or not at all.
 */
const SEPARATOR =
  /^From (?:(?:"[^"]{0,200}"\S*|\S+) +)? *(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +\d{1,2} +\d{1,2}:\d{2}(?::\d{2})?(?: +(?:[A-Z]{1,5}|[+-]\d{4})){0,2} +\d{4}(?: +(?:[A-Z]{1,5}|[+-]\d{4}))?(?: +remote from \S+)?[ \t]*\r?\n?$/;

/** The longest line that can be a separator: an address of 254, a date, and room for nonsense. */
export const SEPARATOR_BYTES = 512;

/** Whether a line (with or without its line end) separates messages; "From now on…" does not. */
export function isSeparatorLine(line: string): boolean {
  return line.length <= SEPARATOR_BYTES && SEPARATOR.test(line);
}
