/** Names of the months by their first letters, English and Welsh (Maw, Ebr, Meh, Gorff, Medi, Hyd, Tach, Rhag). */
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  ion: 1,
  feb: 2,
  chw: 2,
  mar: 3,
  maw: 3,
  apr: 4,
  ebr: 4,
  may: 5,
  mai: 5,
  jun: 6,
  meh: 6,
  jul: 7,
  gor: 7,
  aug: 8,
  aws: 8,
  sep: 9,
  med: 9,
  oct: 10,
  hyd: 10,
  nov: 11,
  tac: 11,
  dec: 12,
  rha: 12,
};

/** Longest stretch read as a date. */
const MAX_DATE = 120;

interface Clock {
  hour: number;
  minute: number;
  second: number;
}

/**
 * Reads the date a mail program wrote into a quoted header: day-month-year, British order for all
 * figures (05/03/2024 is 5 March), ISO order, or "March 5, 2024 10:12 AM".
 *
 * @returns `2024-03-05T10:12:00` as the clock showed it, with the offset when one is written;
 * `2024-03-05` without a time; '' when no date can be read
 */
export function readQuotedDate(value: string): string {
  const text = value.slice(0, MAX_DATE).toLowerCase();
  const words = text
    .split(/[\s,()\u202f\u00a0]+|(?<=\d)(?:st|nd|rd|th)\b/)
    .filter((word) => word !== '');
  const date = readDay(words);
  if (date === null) return '';
  const day = `${pad(date.year, 4)}-${pad(date.month)}-${pad(date.day)}`;
  const clock = readClock(words);
  if (clock === null) return day;
  const time = `${pad(clock.hour)}:${pad(clock.minute)}:${pad(clock.second)}`;
  return `${day}T${time}${readOffset(words)}`;
}

function readDay(words: readonly string[]): { year: number; month: number; day: number } | null {
  for (const word of words) {
    const figures = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:t|$)/.exec(word);
    if (figures !== null) {
      const [first, month, last] = [figures[1]!, Number(figures[2]), figures[3]!];
      if (first.length === 4) return checkDay(Number(first), month, Number(last));
      return checkDay(fullYear(last), month, Number(first));
    }
  }
  for (let index = 0; index < words.length; index += 1) {
    const month = MONTHS[words[index]!.slice(0, 3)];
    if (month === undefined || !/^\p{L}+\.?$/u.test(words[index]!)) continue;
    const before = words[index - 1] ?? '';
    const after = words[index + 1] ?? '';
    const last = words[index + 2] ?? '';
    if (/^\d{1,2}$/.test(before) && /^\d{4}$/.test(after)) {
      return checkDay(Number(after), month, Number(before));
    }
    if (/^\d{1,2}$/.test(after) && /^\d{4}$/.test(last)) {
      return checkDay(Number(last), month, Number(after));
    }
  }
  return null;
}

function checkDay(year: number, month: number, day: number) {
  const real = month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1970 && year <= 2200;
  return real ? { year, month, day } : null;
}

function fullYear(text: string): number {
  return text.length === 2 ? 2000 + Number(text) : Number(text);
}

function readClock(words: readonly string[]): Clock | null {
  for (let index = 0; index < words.length; index += 1) {
    const found =
      /(?:^|t)(\d{1,2})[:.](\d{2})(?::(\d{2})(?:\.\d+)?)?(am|pm)?(?:z|[+-][\d:]+)?$/.exec(
        words[index]!,
      );
    if (found === null) continue;
    const half = found[4] ?? words[index + 1];
    let hour = Number(found[1]);
    if (half === 'pm' && hour < 12) hour += 12;
    if (half === 'am' && hour === 12) hour = 0;
    const clock = { hour, minute: Number(found[2]), second: Number(found[3] ?? 0) };
    if (clock.hour < 24 && clock.minute < 60 && clock.second < 60) return clock;
  }
  return null;
}

function readOffset(words: readonly string[]): string {
  for (const word of words) {
    const offset = /^(?:gmt|utc|\d.*t.*)?([+-]\d{2}):?(\d{2})$/.exec(word);
    if (offset !== null && !/^\d{4}-\d{2}-\d{2}$/.test(word)) return `${offset[1]}:${offset[2]}`;
    if (word === 'bst') return '+01:00';
    if (word === 'gmt' || word === 'utc' || /^\d.*t.*z$/.test(word)) return '+00:00';
  }
  return '';
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
