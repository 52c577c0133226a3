import type { ReportSummary } from '../../model/report.js';
import type { Block } from '../document.js';
import { number, plural } from '../words.js';
import { paragraph, type Section } from './blocks.js';

/** Sources listed by name; more say less. */
const MOST_LISTED = 20;

/** What was read and what was not. */
export function readSection({ reading, cases }: ReportSummary): Section {
  const rows: [string, number, string][] = [
    ['Emails of the period', reading.messages, 'read'],
    ['Letters of the period', reading.letters, 'read'],
    ['Without a readable date', reading.undated, 'read; findings count on the day they were found'],
    ['Of the earlier period', reading.earlier, 'read; for comparison'],
    ['Of other times', reading.outside, 'read; not in this report'],
    ['From excluded addresses', reading.excluded, 'counted only: no body was read; of all times'],
    ['In batches that failed', reading.failed, 'not read'],
    ['Sources that could not be opened', reading.unread.length, 'not read; named below'],
  ];
  const blocks: Block[] = [
    {
      kind: 'table',
      caption: 'Messages and letters',
      columns: [
        { title: 'What', share: 40 },
        { title: 'Number', isNumber: true, share: 14 },
        { title: 'Treatment', share: 46 },
      ],
      rows: rows.map(([what, count, how]) => [what, number(count), how]),
    },
    paragraph(
      `${plural(reading.scans, 'scan')} in ${plural(cases.length, 'case')} read from ${plural(reading.sources.length, 'source')}: ${listed(reading.sources)}.`,
    ),
    ...purposes(cases),
    paragraph(
      'Probity’s patterns are written for English. Words in Welsh and other languages are read, but hardly anything in them is picked out: silence about such mail says nothing.',
    ),
  ];
  if (reading.unread.length > 0) {
    blocks.push(paragraph('These could not be read:'), {
      kind: 'list',
      items: capped(reading.unread.map(({ path, reason }) => `${path} ${reason}`)),
    });
  }
  if (reading.defects.length > 0) {
    blocks.push(
      paragraph('Some documents were broken or cut short, and were read as far as they went:'),
      {
        kind: 'list',
        items: capped(
          reading.defects.map(
            ({ what, count }) => `${what.replaceAll('-', ' ')}: ${number(count)}`,
          ),
        ),
      },
    );
  }
  return { title: 'What was read, and what was not', blocks };
}

const listed = (names: readonly string[]): string => capped(names).join('; ') || 'none';

function capped(items: readonly string[]): string[] {
  const rest = items.length - MOST_LISTED;
  return rest <= 0 ? [...items] : [...items.slice(0, MOST_LISTED), `and ${number(rest)} more`];
}

function purposes(cases: ReportSummary['cases']): Block[] {
  const stated = cases.filter(({ purpose }) => purpose !== '');
  if (stated.length === 0) return [];
  const items = stated.map(({ name, purpose, authorisedBy }) =>
    authorisedBy === ''
      ? `${name}: ${purpose}`
      : `${name}: ${purpose} (authorised by ${authorisedBy})`,
  );
  return [paragraph('Mail was read for these purposes:'), { kind: 'list', items: capped(items) }];
}
