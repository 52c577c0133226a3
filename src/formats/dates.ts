const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Zones by name, RFC 5322 §4.3 and those of the British Isles and near Europe; minutes east. */
const ZONES: ReadonlyMap<string, number> = new Map([
  ...['gmt', 'ut', 'utc', 'z', 'wet'].map((zone) => [zone, 0] as const),
  ...['bst', 'ist', 'west', 'cet', 'met'].map((zone) => [zone, 60] as const),
  ...['cest', 'mest', 'eet'].map((zone) => [zone, 120] as const),
  ['edt', -240],
  ['est', -300],
  ['cdt', -300],
  ['cst', -360],
  ['mdt', -360],
  ['mst', -420],
  ['pdt', -420],
  ['pst', -480],
]);

/** A date header as read. */
export interface SentDate {
  /** ISO 8601 with the sender's own offset; empty when unreadable. */
  readonly iso: string;
  /** The header names no zone; `+00:00` stands in. */
  readonly zoneMissing: boolean;
}

const UNREADABLE: SentDate = { iso: '', zoneMissing: false };

/** `21 May 2024 09:47:10 +0100`, with or without weekday, seconds, dots, hyphens, short year. */
const RFC_5322 =
  /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?[\s-]+([a-z]{3})[a-z]{0,6}\.?,?[\s-]+(\d{4}|\d{2})(?:,?\s+(?:at\s+)?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)\s*(.{0,40})$/i;
/** `Tue May 21 09:47:10 +0100 2024`, as ctime and mboxes write it. */
const ASCTIME =
  /^[a-z]{3},?\s+([a-z]{3})[a-z]{0,6}\s+(\d{1,2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s+(?:([a-z]{1,5}|[+-]\d{4})\s+)?(\d{4})\s*(.{0,40})$/i;
const ISO =
  /^(\d{4})-(\d{2})-(\d{2})[t\s](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*(.{0,40})$/i;

/**
 * Reads a Date header, the sender's offset kept. A date that does not exist (31 April, hour 25) is
 * unreadable, as is one that no two readers would take alike.
 * @param value the header, unfolded
 */
export function parseMailDate(value: string): SentDate {
  const text = value.slice(0, 200).trim();
  const rfc = RFC_5322.exec(text);
  if (rfc) {
    const [, day, month, year, hour, minute, second, zone] = rfc;
    return build(fullYear(year!), monthOf(month!), day!, hour!, minute!, second, zone!);
  }
  const asctime = ASCTIME.exec(text);
  if (asctime) {
    const [, month, day, hour, minute, second, zone, year, tail] = asctime;
    return build(Number(year), monthOf(month!), day!, hour!, minute!, second, zone ?? tail!);
  }
  const iso = ISO.exec(text);
  if (!iso) return UNREADABLE;
  const [, year, month, day, hour, minute, second, zone] = iso;
  return build(Number(year), Number(month), day!, hour!, minute!, second, zone!);
}

function build(
  year: number,
  month: number,
  day: string,
  hour: string,
  minute: string,
  second: string | undefined,
  zone: string,
): SentDate {
  const date = isoDate(year, month, Number(day));
  const leap = second === '60' ? '59' : (second ?? '00');
  const time = [Number(hour), Number(minute), Number(leap)];
  if (date === '' || time[0]! > 23 || time[1]! > 59 || time[2]! > 59) return UNREADABLE;
  const offset = offsetOf(zone);
  const clock = time.map((n) => String(n).padStart(2, '0')).join(':');
  return { iso: `${date}T${clock}${offset ?? '+00:00'}`, zoneMissing: offset === null };
}

/** `+01:00` of a zone as a header gives it; null when it gives none. */
function offsetOf(zone: string): string | null {
  const text = zone.replace(/\([^)]*\)?/g, ' ').trim();
  const numeric = /^(?:(?:gmt|utc)\s*)?([+-])(\d{2}):?(\d{2})\b/i.exec(text);
  if (numeric && Number(numeric[2]) < 16 && Number(numeric[3]) < 60)
    return `${isZero(numeric) ? '+' : numeric[1]}${numeric[2]}:${numeric[3]}`;
  const minutes = ZONES.get((/^[a-z]{1,5}\b/i.exec(text)?.[0] ?? '').toLowerCase());
  if (minutes === undefined) return null;
  const hours = String(Math.abs(minutes) / 60).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${hours}:00`;
}

function isZero(numeric: RegExpExecArray): boolean {
  return numeric[2] === '00' && numeric[3] === '00';
}

/** RFC 5322 §4.3: two digits are 2000–2049 or 1950–1999. */
function fullYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}

function monthOf(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

/** `2024-05-21`; empty when there is no such day. */
function isoDate(year: number, month: number, day: number): string {
  if (year < 1900 || month < 1 || month > 12 || day < 1) return '';
  if (day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return '';
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Lines of a letter among which its date is looked for. */
const LETTERHEAD_LINES = 40;

const LETTER_DAY_FIRST =
  /^(?:(?:date|dated)\s*:?\s*)?(?:[a-z]{3,9},?\s+)?(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})\.?$/i;
const LETTER_MONTH_FIRST =
  /^(?:(?:date|dated)\s*:?\s*)?(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\.?$/i;
/** British order; a council's letter of 03/04 is of April. */
const LETTER_NUMERIC = /^(?:(?:date|dated)\s*:?\s*)?(\d{1,2})[/.](\d{1,2})[/.](\d{4})\.?$/i;
const LETTER_ISO = /^(?:(?:date|dated)\s*:?\s*)?(\d{4})-(\d{2})-(\d{2})$/i;

/**
 * The date line of a letterhead as `2024-03-05` (a letter has no time of day); empty unless a line
 * near the top is a date and nothing else.
 */
export function findLetterDate(text: string): string {
  const lines = text.slice(0, 8_000).split('\n', LETTERHEAD_LINES * 2);
  for (const line of lines.filter((l) => l.trim() !== '').slice(0, LETTERHEAD_LINES)) {
    // A letterhead may set its date to the right of an address or reference, after tabs.
    for (const piece of line.slice(0, 200).split(/\t+|\u00a0{2,}| {3,}/)) {
      const date = letterDate(piece.replaceAll('\u00a0', ' ').trim());
      if (date !== '') return date;
    }
  }
  return '';
}

function letterDate(line: string): string {
  if (line.length > 60 || !/\d{4}|\d\d-\d\d$/.test(line)) return '';
  const dayFirst = LETTER_DAY_FIRST.exec(line);
  if (dayFirst) return namedDate(dayFirst[3]!, dayFirst[2]!, dayFirst[1]!);
  const monthFirst = LETTER_MONTH_FIRST.exec(line);
  if (monthFirst) return namedDate(monthFirst[3]!, monthFirst[1]!, monthFirst[2]!);
  const numeric = LETTER_NUMERIC.exec(line);
  if (numeric) return isoDate(Number(numeric[3]), Number(numeric[2]), Number(numeric[1]));
  const iso = LETTER_ISO.exec(line);
  return iso ? isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3])) : '';
}

const FULL_MONTH =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

function namedDate(year: string, month: string, day: string): string {
  return FULL_MONTH.test(month) ? isoDate(Number(year), monthOf(month), Number(day)) : '';
}
