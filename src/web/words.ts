/** How values are put into words on pages: the filters of the views. */

const LONDON = 'Europe/London';

const dateTime = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: LONDON,
});
const date = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: LONDON,
});

const formatted = (format: Intl.DateTimeFormat, iso: unknown, none: string): string => {
  const ms = typeof iso === 'string' || iso instanceof Date ? new Date(iso).getTime() : Number.NaN;
  return Number.isNaN(ms) ? none : format.format(ms);
};

/** `16 Sept 2025, 09:14` by the clock in London, whatever the sender's. */
export const moment = (iso: unknown): string => formatted(dateTime, iso, 'undated');
export const day = (iso: unknown): string => formatted(date, iso, 'undated');
export const count = (value: unknown): string => Number(value).toLocaleString('en-GB');
export const percent = (share: unknown): string => `${Math.round(Number(share) * 100)}%`;
/** `silent-copy` → `silent copy`: ids that are words already. */
export const words = (id: unknown): string => String(id).replaceAll(/[-_]/g, ' ');
export const capitalised = (text: unknown): string => {
  const it = String(text);
  return it.charAt(0).toUpperCase() + it.slice(1);
};
/** `1 finding`, `2 findings` */
export const plural = (value: unknown, one: string, many = `${one}s`): string =>
  `${count(value)} ${Number(value) === 1 ? one : many}`;

export const filters = { moment, day, count, percent, words, capitalised, plural } as const;
