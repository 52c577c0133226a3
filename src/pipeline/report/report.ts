import { createWriteStream } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EnvironmentError } from '../../model/errors.js';
import type { Report } from '../../model/report.js';
import { type Chunks, type ReportFormat, renderReport } from '../../report/report-formats.js';
import type { Store } from '../../store/store.js';
import { reasonOf } from '../sources.js';
import { readFonts } from './fonts.js';
import { gatherReport, type ReportRequest } from './gather.js';

export interface ReportOrder extends ReportRequest {
  readonly formats: readonly ReportFormat[];
  /** Who makes it, for the audit log. */
  readonly who: string;
  /** Why people are named; empty when they are not. */
  readonly reason: string;
}

/** A report that is made; its files are rendered one by one, as they are asked for. */
export interface Made {
  readonly report: Report;
  /** Names of the files, in the order of the formats. */
  readonly files: readonly ReportFile[];
}
export interface ReportFile {
  readonly format: ReportFormat;
  readonly name: string;
  readonly render: () => Promise<Chunks>;
}

/**
 * Makes a report. Leaves a row in the audit log before anything can be rendered: who made what of
 * which period, and why people are named in it.
 *
 * @throws UsageError for a case that is not there
 */
export async function makeReport(store: Store, order: ReportOrder, at: string): Promise<Made> {
  const { report } = await gatherReport(store, order);
  await store.audit({ at, who: order.who, action: 'report', detail: auditDetail(order) });
  const files = order.formats.map((format) => ({
    format,
    name: `${fileName(order)}.${format}`,
    render: () => renderReport(format, report, { fonts: readFonts }),
  }));
  return { report, files };
}

export interface Reported {
  readonly report: Report;
  /** Paths of the files written, in the order of the formats. */
  readonly files: readonly string[];
}

/**
 * Makes a report and writes its files to a folder, which is made if need be.
 *
 * @throws UsageError for a case that is not there, EnvironmentError for a folder that cannot be written
 */
export async function report(
  store: Store,
  order: ReportOrder,
  folder: string,
  at: string,
): Promise<Reported> {
  const made = await makeReport(store, order, at);
  const files: string[] = [];
  for (const { name, render } of made.files) {
    const path = join(folder, name);
    await writeWhole(folder, path, await render());
    files.push(path);
  }
  return { report: made.report, files };
}

const fileName = ({ period }: ReportOrder): string => `probity-report-${period.from}-${period.to}`;

function auditDetail({ period, cases, formats, named, reason }: ReportOrder): string {
  const scope = cases.length === 0 ? 'all cases' : `cases ${cases.join(', ')}`;
  const names = named ? `people named: ${reason}` : 'people by labels';
  return `${period.from} to ${period.to}, ${scope}, ${formats.join(', ')}; ${names}`;
}

/** Under another name until it is whole: a report cut short by a full disk is not taken for one. */
async function writeWhole(folder: string, path: string, chunks: Chunks): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await pipeline(Readable.from(chunks), createWriteStream(`${path}.part`, { mode: 0o600 }));
    await rename(`${path}.part`, path);
  } catch (error) {
    throw new EnvironmentError(
      `The report ${path} ${reasonOf(error).replace('read', 'written')}; choose another folder with --output.`,
      { cause: error },
    );
  }
}
