import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sniff } from '../../formats/sniff.js';
import { UsageError } from '../../model/errors.js';
import type { DocumentRef } from '../../model/job.js';
import { readYaml } from '../../patterns/read-yaml.js';
import {
  type LabelledMessage,
  type Labels,
  labelLineSchema,
  labelledFileSchema,
} from './labelled.js';

/** One labelled message as bytes, with the roster it is judged by. */
export interface LabelledSource {
  readonly labels: Labels;
  readonly bytes: Uint8Array;
  readonly format: DocumentRef['format'];
  readonly name: string;
  /** Path of the roster CSV. */
  readonly roster: string;
}

/**
 * Reads a folder of labelled mail: `*.yml` files (each with its `.roster.csv`), or raw messages
 * beside `labels.jsonl` and `roster.csv`. Throws UsageError when it holds neither.
 */
export async function loadLabelledSet(dir: string): Promise<LabelledSource[]> {
  const names = (await readdir(dir)).sort();
  if (names.includes('labels.jsonl')) return loadRaw(dir);
  const files = names.filter((n) => n.endsWith('.yml'));
  if (files.length === 0) {
    throw new UsageError(
      `${dir} holds neither labels.jsonl nor *.yml: name a folder of labelled mail`,
    );
  }
  const sources: LabelledSource[] = [];
  for (const file of files) {
    const path = join(dir, file);
    const read = readYaml({ path, text: await readFile(path, 'utf8') }, labelledFileSchema);
    if (!read.ok) {
      const first = read.mistakes[0]!;
      throw new UsageError(`${first.path}:${first.line}: ${first.message}`);
    }
    const roster = path.replace(/\.yml$/, '.roster.csv');
    for (const message of read.value.messages) {
      sources.push(fromYaml(message, read.value.part, roster));
    }
  }
  return sources;
}

function fromYaml(message: LabelledMessage, part: Labels['part'], roster: string): LabelledSource {
  const letter = message.medium === 'letter';
  return {
    labels: {
      id: message.id,
      part,
      kind: message.kind,
      labels: message.labels,
      optional: message.optional_labels,
      spans: message.spans,
      why: message.why,
    },
    bytes: Buffer.from(letter ? message.body : toEml(message)),
    format: letter ? 'txt' : 'eml',
    name: `${message.id}.${letter ? 'txt' : 'eml'}`,
    roster,
  };
}

const BOUNDARY = '=_labelled_message_part';

/** Writes a labelled message as RFC 5322, so that it goes the whole way a real one goes. */
function toEml(message: LabelledMessage): string {
  const headers = [
    `From: ${header(message.from)}`,
    `To: ${message.to.map(header).join(', ')}`,
    ...(message.cc.length > 0 ? [`Cc: ${message.cc.map(header).join(', ')}`] : []),
    ...(message.bcc.length > 0 ? [`Bcc: ${message.bcc.map(header).join(', ')}`] : []),
    `Subject: ${encodeWord(message.subject)}`,
    `Date: ${rfcDate(message.date)}`,
    `Message-ID: <${message.id}@set.example>`,
    ...Object.entries(message.headers ?? {}).map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
  ];
  const plain = 'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit';
  if (message.attachments.length === 0) return `${headers.join('\n')}\n${plain}\n\n${message.body}`;
  const parts = message.attachments.map((attachment) => {
    const name = attachment.name.replaceAll('"', '');
    return `--${BOUNDARY}\n${plain}\nContent-Disposition: attachment; filename="${name}"\n\n${attachment.text}\n`;
  });
  return [
    headers.join('\n'),
    `Content-Type: multipart/mixed; boundary="${BOUNDARY}"\n`,
    `--${BOUNDARY}\n${plain}\n\n${message.body}\n${parts.join('')}--${BOUNDARY}--\n`,
  ].join('\n');
}

const isAscii = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

const encodeWord = (text: string): string =>
  isAscii(text) ? text : `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

/** `Name <address>` with the name quoted or encoded where it must be. */
function header(mailbox: string): string {
  const read = /^(.*?)\s*<([^<>]*)>$/.exec(mailbox);
  if (read === null) return mailbox;
  const name = (read[1] ?? '').replaceAll('"', '');
  return `${isAscii(name) ? `"${name}"` : encodeWord(name)} <${read[2]}>`;
}

/** ISO 8601 → RFC 5322 date with the same offset; passes on what it cannot read. */
function rfcDate(date: string): string {
  const at = new Date(date);
  if (Number.isNaN(at.getTime())) return date;
  const offset = /([+-]\d\d):?(\d\d)$/.exec(date);
  const minutes = offset
    ? Number(offset[1]) * 60 + Math.sign(Number(offset[1]) || 1) * Number(offset[2])
    : 0;
  const local = new Date(at.getTime() + minutes * 60_000).toUTCString().replace(' GMT', '');
  return `${local} ${offset ? `${offset[1]}${offset[2]}` : '+0000'}`;
}

async function loadRaw(dir: string): Promise<LabelledSource[]> {
  const lines = (await readFile(join(dir, 'labels.jsonl'), 'utf8'))
    .split('\n')
    .filter((l) => l.trim() !== '');
  const sources: LabelledSource[] = [];
  for (const line of lines) {
    const label = labelLineSchema.parse(JSON.parse(line));
    // A line may name a message inside a mailbox; only whole files are judged one by one.
    if (label.file.includes('#')) continue;
    const bytes = await readFile(join(dir, label.file));
    const format = sniff(bytes.subarray(0, 65_536), label.file);
    if (format === null || format === 'zip' || format === 'mbox') continue;
    sources.push({
      labels: {
        id: label.file,
        part: 'development',
        kind: label.labels.length > 0 ? 'positive' : 'near-miss',
        labels: label.labels,
        optional: label.optional_labels,
        spans: label.spans.flatMap((quote) => label.labels.map((l) => ({ label: l, quote }))),
        why: label.why,
      },
      bytes,
      format,
      name: label.file,
      roster: join(dir, 'roster.csv'),
    });
  }
  return sources;
}
