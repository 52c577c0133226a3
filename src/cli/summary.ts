import type { ScanSummary } from '../pipeline/scan.js';
import { duration } from './progress.js';

/** Named one by one up to here; the rest is counted, and all are in the store. */
const MOST_NAMED = 20;

/** What a scan came to, in lines for a reader. */
export function summaryOf(summary: ScanSummary): string {
  const lines = summary.state === 'stopped' ? stopped(summary) : finished(summary);
  return lines.filter((line) => line !== '').join('\n');
}

function stopped({ recorded, counts }: ScanSummary): string[] {
  return [
    `Stopped after ${count(recorded, 'message')} of ${counts.documents} found so far; ` +
      'the same command goes on from here.',
  ];
}

function finished(summary: ScanSummary): string[] {
  const { counts, defects, excluded } = summary;
  const { duplicates, passedOver } = counts;
  return [
    headline(summary),
    newsline(summary),
    duplicates === 0 ? '' : `${count(duplicates, 'duplicate')} of a message in the same mailbox.`,
    excluded === 0
      ? ''
      : `${count(excluded, 'message')} on the case’s exclusion list: counted, not read.`,
    passedOver === 0 ? '' : `${count(passedOver, 'other file')} passed over (not correspondence).`,
    ...counts.emptyMailboxes.slice(0, MOST_NAMED).map((path) => `${path} is an empty mailbox.`),
    defects.length === 0
      ? ''
      : `Read in spite of defects: ${defects.map((d) => `${d.code} (${d.count})`).join(', ')}.`,
    ...unreadLines(summary),
    ...failedLines(summary),
  ];
}

function headline({ counts, elapsedMs }: ScanSummary): string {
  const { documents, seen } = counts;
  const fresh = documents - seen;
  if (documents === 0) return 'No messages found.';
  const rate = Math.round(fresh / (elapsedMs / 1_000));
  const speed = fresh === 0 ? '' : `, ${rate} a second`;
  return `${count(documents, 'message')}, ${fresh} of them new since the last scan; ${duration(elapsedMs)}${speed}.`;
}

function newsline({ counts, newFindings }: ScanSummary): string {
  if (counts.documents === 0) return '';
  if (counts.documents === counts.seen && newFindings === 0) {
    return 'Nothing new: every message was read before, under the same catalogue and roster.';
  }
  return `${count(newFindings, 'new finding')} in the review queue.`;
}

function unreadLines({ unread }: ScanSummary): string[] {
  if (unread.length === 0) return [];
  const more = unread.length - MOST_NAMED;
  return [
    `Could not be read (${unread.length}):`,
    ...unread.slice(0, MOST_NAMED).map(({ path, reason }) => `  ${path} ${reason}.`),
    more > 0 ? `  and ${more} more.` : '',
  ];
}

function failedLines({ failedBatches }: ScanSummary): string[] {
  const messages = failedBatches.reduce((sum, batch) => sum + batch.messages, 0);
  if (messages === 0) return [];
  return [
    `Failed (${count(messages, 'message')}); the next scan tries again, and \`probity scan --status\` lists them:`,
    ...failedBatches.slice(0, MOST_NAMED).map(({ batch, reason }) => `  batch ${batch}: ${reason}`),
  ];
}

/** `1 message`, `2,000 messages` */
export const count = (n: number, thing: string): string =>
  `${n.toLocaleString('en-GB')} ${thing}${n === 1 ? '' : 's'}`;

/** Seconds of CPU by stage, the costliest first; reading happens in several processes at once. */
export function timingsOf({ timings }: ScanSummary): string {
  const stages = Object.entries(timings).sort(([, a], [, b]) => b - a);
  const total = stages.reduce((sum, [, ms]) => sum + ms, 0);
  const lines = stages.map(([stage, ms]) => {
    const share = Math.round((ms / total) * 100);
    return `  ${stage.padEnd(18)}${(ms / 1_000).toFixed(2).padStart(8)} s ${String(share).padStart(3)} %\n`;
  });
  return `Where the time went (CPU, all processes):\n${lines.join('')}`;
}
