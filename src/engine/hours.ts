/** Unsocial: before seven and from ten at night, UK time, and the whole of Saturday and Sunday. */
const DAY_BEGINS = 7;
const DAY_ENDS = 22;

/** Minutes that UK clocks are ahead of UTC at an instant (Summer Time Order 2002: last Sundays of March and October, 01:00 UTC). */
function ukOffset(at: Date): number {
  const year = at.getUTCFullYear();
  return at.getTime() >= lastSunday(year, 2) && at.getTime() < lastSunday(year, 9) ? 60 : 0;
}

function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month + 1, 0, 1));
  return end.getTime() - end.getUTCDay() * 86_400_000;
}

export interface UkTime {
  /** 0–23 */
  readonly hour: number;
  readonly minute: number;
  /** 0 = Sunday */
  readonly weekday: number;
  /** `2024-12-25` */
  readonly date: string;
}

/** A time as clocks in the UK show it; null when the message has no readable date. */
export function ukTime(sentAt: string): UkTime | null {
  const at = new Date(sentAt);
  if (sentAt === '' || Number.isNaN(at.getTime())) return null;
  const local = new Date(at.getTime() + ukOffset(at) * 60_000);
  return {
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    weekday: local.getUTCDay(),
    date: local.toISOString().slice(0, 10),
  };
}

/** Whether a message was sent at an hour when officers and members may expect to be left alone. */
export function isUnsocial(sentAt: string): boolean {
  const time = ukTime(sentAt);
  // A date without a time (a letter) says nothing about the hour.
  if (time === null || !sentAt.includes('T')) return false;
  const night = time.hour < DAY_BEGINS || time.hour >= DAY_ENDS;
  const weekend = time.weekday === 0 || time.weekday === 6;
  return night || weekend || /-(12-25|12-26|01-01)$/.test(time.date);
}
