/** A day later than any other, for comparing an open end. */
const FOREVER = '9999-12-31';

/** Whether the text is a day of the calendar as `2024-05-02`. */
export function isIsoDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** A stretch of days, both inclusive; an empty end is open. */
export interface Stretch {
  readonly from: string;
  readonly until: string;
}

/** The sender's own day of an ISO date and time; empty when there is none. */
export function dayOf(at: string): string {
  return at.slice(0, 10);
}

/** Whether the day lies in the stretch. */
export function covers(stretch: Stretch, day: string): boolean {
  return stretch.from <= day && day <= (stretch.until || FOREVER);
}

/** Whether two stretches share a day. */
export function overlap(a: Stretch, b: Stretch): boolean {
  return a.from <= (b.until || FOREVER) && b.from <= (a.until || FOREVER);
}
