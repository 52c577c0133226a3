import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { writeZip } from '../../formats/zip-write.js';
import { EnvironmentError, UsageError } from '../../model/errors.js';
import type { Verdict } from '../../model/finding.js';
import type { Report, ReportRow } from '../../model/report.js';
import {
  type Bundle,
  bundleDocument,
  type Exhibit,
  exhibitDocument,
} from '../../report/bundle/documents.js';
import { renderPdf } from '../../report/committee/pdf.js';
import { renderCsv } from '../../report/data/csv.js';
import { renderReportJson } from '../../report/data/report-json.js';
import { createMessageDesk } from '../message-desk.js';
import { readRange } from '../read-file.js';
import { reasonOf } from '../sources.js';
import type { Workspace } from '../workspace.js';
import { readFonts } from './fonts.js';
import { gatherReport, type ReportRequest } from './gather.js';

/** States of findings that somebody has taken up; the others are not yet, or no longer, of a case. */
const TAKEN_UP: readonly ReportRow['state'][] = ['confirmed', 'escalated', 'second-opinion'];

/** A bundle is read by people; more is a mistake in the period. */
const MOST_EXHIBITS = 300;

export const SUMS = 'SHA256SUMS';

export interface BundleOrder extends ReportRequest {
  /** The zip that is written. */
  readonly output: string;
  /** Also findings that wait or were set aside. */
  readonly everything: boolean;
  readonly who: string;
  readonly reason: string;
}

/**
 * Writes the bundle of one case: a PDF with scope, chronology, index, steps of review and the audit
 * extract; each message as a paginated exhibit; the findings as csv and json; and the SHA-256 sum
 * of every file, in the form that `sha256sum -c` reads. Where people are named, the messages' own
 * bytes are in it; otherwise only labelled texts.
 *
 * @returns the number of exhibits
 * @throws UsageError when no finding fits, or more messages than a bundle may hold
 */
export async function writeBundle(
  workspace: Workspace,
  order: BundleOrder,
  at: string,
): Promise<number> {
  const { store } = workspace;
  const { report, redact } = await gatherReport(store, order);
  const wanted = report.rows.filter(({ state }) => order.everything || TAKEN_UP.includes(state));
  const caseId = (await store.oversight.caseNamed(order.cases[0] ?? ''))?.id ?? '';
  const groups = byDocument(wanted);
  if (groups.size === 0) {
    throw new UsageError(
      'No finding of the period is agreed or passed on; --everything takes all.',
    );
  }
  if (groups.size > MOST_EXHIBITS) {
    throw new UsageError(
      `A bundle holds ${MOST_EXHIBITS} messages, not ${groups.size}; choose a shorter period.`,
    );
  }
  await store.audit({
    at,
    who: order.who,
    action: 'bundle',
    detail: detailOf(order, caseId, groups.size),
  });
  const files = new Map<string, Buffer>();
  const exhibits: Exhibit[] = [];
  const desk = createMessageDesk(workspace);
  try {
    for (const [documentId, rows] of groups) {
      const name = `E${exhibits.length + 1}`;
      const shown = await desk.open(caseId, documentId);
      const original = await bytesOf(workspace, caseId, documentId);
      const exhibit = exhibitOf(name, rows, shown, original, redact);
      exhibits.push(exhibit);
      if (order.named && original !== undefined) files.set(`originals/${name}.eml`, original);
    }
  } finally {
    await desk.close();
  }
  const verdicts = await verdictsOf(workspace, caseId, wanted, redact);
  const audit: Bundle['audit'][number][] = [];
  for await (const line of store.oversight.auditEntries({ words: caseId })) {
    const { at: moment, who, action, detail } = line;
    audit.push({ at: moment, who: redact(who), action, detail: redact(detail) });
  }
  const part: Report = { summary: report.summary, rows: wanted };
  const fonts = await readFonts();
  const main = bundleDocument({ summary: report.summary, exhibits, verdicts, audit });
  files.set('bundle.pdf', Buffer.from(await renderPdf(main, fonts)));
  for (const exhibit of exhibits) {
    const document = exhibitDocument(exhibit, order.madeOn);
    files.set(`exhibits/${exhibit.name}.pdf`, Buffer.from(await renderPdf(document, fonts)));
  }
  files.set('findings.csv', Buffer.from([...renderCsv(wanted)].join('')));
  files.set('findings.json', Buffer.from([...renderReportJson(part)].join('')));
  files.set(SUMS, Buffer.from(sumsOf(files)));
  try {
    await writeFile(order.output, await writeZip(files), { mode: 0o600 });
  } catch (error) {
    throw new EnvironmentError(
      `The bundle ${order.output} ${reasonOf(error).replace('read', 'written')}.`,
    );
  }
  return exhibits.length;
}

function byDocument(rows: readonly ReportRow[]): Map<string, ReportRow[]> {
  const groups = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const { id } = row.finding.document;
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  return groups;
}

const detailOf = ({ named, reason }: BundleOrder, caseId: string, messages: number): string =>
  `case ${caseId}: ${messages} messages; ${named ? `people named: ${reason}` : 'people by labels'}`;

export const sha256 = (bytes: Uint8Array): string =>
  createHash('sha256').update(bytes).digest('hex');

const sumsOf = (files: ReadonlyMap<string, Buffer>): string =>
  [...files].map(([name, bytes]) => `${sha256(bytes)}  ${name}\n`).join('');

/** The message's bytes, if they still are what was scanned; `open` has checked them. */
async function bytesOf(
  { store }: Workspace,
  caseId: string,
  documentId: string,
): Promise<Buffer | undefined> {
  const ref = await store.review.location(caseId, documentId);
  if (ref === undefined) return undefined;
  return readRange(ref.file, ref.offset, ref.length).catch(() => undefined);
}

type Shown = Awaited<ReturnType<ReturnType<typeof createMessageDesk>['open']>>;

function exhibitOf(
  name: string,
  rows: readonly ReportRow[],
  shown: Shown,
  original: Buffer | undefined,
  redact: (text: string) => string,
): Exhibit {
  const { document } = rows[0]!.finding;
  const isRead = shown.kind === 'opened';
  const names = (list: readonly { name: string; address: string }[]): string =>
    redact(
      list.map((it) => (it.address === '' ? it.name : `${it.name} <${it.address}>`)).join('; '),
    );
  const heads: [string, string][] = isRead
    ? [
        ['From', names(shown.message.from)],
        ['To', names(shown.message.to)],
        ['Copied to', names(shown.message.cc) || 'nobody'],
        ['Sent', shown.message.sentAt || 'undated'],
        ['Subject', redact(shown.message.subject)],
      ]
    : [['Subject', document.subject]];
  return {
    name,
    path: document.path,
    sha256: isRead && original !== undefined ? sha256(original) : '',
    heads,
    text: isRead ? redact(shown.message.parts.map(({ text }) => text).join('\n\n')) : shown.reason,
    rows,
  };
}

async function verdictsOf(
  { store }: Workspace,
  caseId: string,
  rows: readonly ReportRow[],
  redact: (text: string) => string,
): Promise<Map<string, Verdict[]>> {
  const all = new Map<string, Verdict[]>();
  for (const { finding } of rows) {
    const given = await store.verdicts(finding.id, caseId);
    all.set(
      finding.id,
      given.map((v) => ({ ...v, reviewer: redact(v.reviewer), reason: redact(v.reason) })),
    );
  }
  return all;
}
