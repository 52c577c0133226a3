import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ScanSettings } from '../../src/model/case.js';
import type { Finding } from '../../src/model/finding.js';
import type { Analysis, DocumentRecord, DocumentRef, ReviewJob } from '../../src/model/job.js';
import { openStore, type Store, type StoreOptions } from '../../src/store/open.js';

export const id = (name: string): string =>
  createHash('sha256').update(name).digest('hex').slice(0, 24);

export const NOON = '2024-03-05T12:00:00+00:00';

/** A folder of its own, removed after the test. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'probity-store-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** An open store, in memory unless told, closed after the test. */
export async function store(options: Partial<StoreOptions> = {}): Promise<Store> {
  const opened = await openStore({ path: ':memory:', now: () => NOON, ...options });
  onTestFinished(() => opened.close());
  return opened;
}

export const settings = (changes: Partial<ScanSettings> = {}): ScanSettings => ({
  sources: ['samples'],
  roster: '',
  protocol: 'protocol-2007',
  analysisKey: 'key-1',
  ...changes,
});

export const ref = (name: string): DocumentRef => ({
  id: id(name),
  path: `samples/${name}`,
  file: `/samples/${name}`,
  offset: 0,
  length: 1000,
  format: 'eml',
  ordinal: 0,
});

export const document = (name: string, changes: Partial<DocumentRecord> = {}): DocumentRecord => ({
  id: id(name),
  path: `samples/${name}`,
  ordinal: 0,
  messageId: `${name}@council.example`,
  subject: 'Ward 3 bins',
  sentAt: NOON,
  medium: 'email',
  from: 'a.marsh@council.example',
  fromName: 'Cllr A Marsh',
  fromRole: 'member',
  to: ['j.patel@council.example'],
  cc: [],
  bcc: [],
  references: [],
  embedded: [],
  quotedAuthors: [],
  deliveredTo: [],
  observations: [],
  defects: [],
  ...changes,
});

export function finding(
  name: string,
  where: DocumentRecord,
  changes: Partial<Finding> = {},
): Finding {
  const { id: documentId, path, messageId, subject, sentAt, to } = where;
  const quote = `${name}: he has made a mess of it`;
  return {
    id: id(name),
    document: {
      id: documentId,
      path,
      messageId,
      subject,
      sentAt,
      author: where.from,
      role: where.fromRole,
      to,
    },
    category: 'officer-criticism',
    pattern: 'officer-criticism/named-blame',
    layer: 'language',
    severity: 'high',
    confidence: 0.85,
    evidence: [{ part: 'body', start: 0, end: quote.length, quote, author: where.from }],
    because: ['names an officer'],
    clauses: [{ protocol: 'protocol-2007', ref: '10', title: 'Criticism of officers' }],
    explanation: 'May engage ¶10.',
    advice: 'Raise it with the chief executive.',
    sightings: [],
    ...changes,
  };
}

/** The reading of one document: `analysis('a.eml', 'f1', 'f2')`. */
export function analysis(where: string | DocumentRecord, ...found: string[]): Analysis {
  const record = typeof where === 'string' ? document(where) : where;
  return { document: record, findings: found.map((name) => finding(name, record)) };
}

export const job = (scanId: string, batch: number, ...analyses: Analysis[]): ReviewJob => ({
  scanId,
  batch,
  analyses,
  timings: {},
});

/** A case with a running scan. */
export async function scanIn(
  opened: Store,
  changes: Partial<ScanSettings> = {},
  name = 'MO-2024-01',
): Promise<{ caseId: string; scanId: string }> {
  const { id: caseId } = await opened.ensureCase({ name });
  const { id: scanId } = await opened.startScan(caseId, settings(changes));
  return { caseId, scanId };
}

/** Hands a batch out and records it. */
export async function readBatch(opened: Store, scanId: string, ...analyses: Analysis[]) {
  const refs = analyses.map(({ document: { id: documentId, path } }) => {
    return { ...ref(path), id: documentId, path };
  });
  const batch = await opened.addBatch(scanId, refs);
  return opened.record(job(scanId, batch, ...analyses));
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}
