import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { writeZip } from '../../../formats/zip-write.js';
import type { Made, ReportFile } from '../../../pipeline/report/report.js';
import type { ReportFormat } from '../../../report/report-formats.js';
import type { Visit } from '../../visit.js';

/** What a browser saves and never shows: html and json come as mere bytes, so no script of theirs runs here. */
const BYTES = 'application/octet-stream';
const TYPES: Readonly<Record<ReportFormat, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
  html: BYTES,
  json: BYTES,
  sarif: BYTES,
};

/** Answers with the one file, or with a zip of several. */
export async function sendReport(visit: Visit, { files }: Made): Promise<unknown> {
  const [first, ...more] = files;
  if (first === undefined) throw new Error('a report has a format');
  if (more.length === 0) {
    // From a generator: a csv is not held in memory as a whole.
    return attach(visit, first.name, TYPES[first.format], Readable.from(await first.render()));
  }
  const name = `${first.name.slice(0, first.name.lastIndexOf('.'))}.zip`;
  return attach(visit, name, 'application/zip', await zipped(files));
}

async function zipped(files: readonly ReportFile[]): Promise<Buffer> {
  const members = new Map<string, Buffer>();
  for (const { name, render } of files) {
    members.set(name, await buffer(Readable.from(bytesOf(await render()))));
  }
  return writeZip(members);
}

async function* bytesOf(
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
) {
  for await (const chunk of chunks) yield Buffer.from(chunk as Uint8Array);
}

const attach = (visit: Visit, name: string, type: string, content: Buffer | Readable): unknown =>
  visit.reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .send(content);
