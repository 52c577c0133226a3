import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';

/** Takes 0.1 s to load: paid by the scan that meets a complaint without an answer, and by no other. */
const load = createRequire(import.meta.url);

/** Nations whose bank holidays differ; codes as date-holidays has them. */
export type Nation = 'ENG' | 'WLS' | 'SCT' | 'NIR';

/** Days the library does not know (Royal Proclamation of February 2026: Scotland's 15 June). */
const MISSING: Readonly<Record<Nation, readonly string[]>> = {
  ENG: [],
  WLS: [],
  SCT: ['2026-06-15'],
  NIR: [],
};

const years = new Map<string, ReadonlySet<string>>();

/** Bank holidays of a nation in a year, as ISO dates. */
function bankHolidays(nation: Nation, year: number): ReadonlySet<string> {
  const key = `${nation}${year}`;
  let days = years.get(key);
  if (days === undefined) {
    const Calendar = load('date-holidays') as typeof Holidays;
    const found = new Calendar('GB', nation).getHolidays(year);
    days = new Set([
      ...found.filter((h) => h.type === 'public').map((h) => h.date.slice(0, 10)),
      ...MISSING[nation].filter((d) => d.startsWith(`${year}-`)),
    ]);
    years.set(key, days);
  }
  return days;
}

/** Whether councils work on a day (ISO date). */
export function isWorkingDay(date: string, nation: Nation): boolean {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay();
  return (
    weekday !== 0 && weekday !== 6 && !bankHolidays(nation, Number(date.slice(0, 4))).has(date)
  );
}

const nextDay = (date: string): string =>
  new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The date `count` working days after a day (ISO dates); the day itself does not count. */
export function addWorkingDays(date: string, count: number, nation: Nation): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = nextDay(day);
    if (isWorkingDay(day, nation)) left -= 1;
  }
  return day;
}
