import { createHash } from 'node:crypto';
import { categorySchema } from '../../src/model/category.js';
import type { Finding } from '../../src/model/finding.js';
import type { Analysis, DocumentRef } from '../../src/model/job.js';
import type { Store } from '../../src/store/store.js';

const id = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 24);

const CATEGORIES = categorySchema.options;
const WORDS =
  'report budget officer planning ward resident committee leaflet copy quietly before draft appeal late meeting useless stop answer friday letter'.split(
    ' ',
  );
const BATCH = 200;

/** Fills a store with findings of invented mail, two in three documents; the same each time. */
export async function fillStore(store: Store, findings: number, file: string): Promise<void> {
  const { id: caseId } = await store.ensureCase({ name: 'Bench' });
  const { id: scanId } = await store.startScan(caseId, {
    sources: [file],
    roster: '',
    protocol: 'protocol-2007',
    analysisKey: 'bench',
  });
  for (let at = 0; at < findings; at += BATCH) {
    const analyses = Array.from({ length: BATCH }, (_, n) => analysisOf(at + n));
    const refs = analyses.map(
      ({ document }): DocumentRef => ({
        id: document.id,
        path: document.path,
        file,
        offset: 0,
        length: 2_000,
        format: 'mbox-message',
        fromQuoting: 'mboxrd',
        ordinal: document.ordinal,
      }),
    );
    const batch = await store.addBatch(scanId, refs);
    await store.record({ scanId, batch, analyses, timings: {} });
  }
  await store.finishScan(scanId, 'done');
}

function analysisOf(n: number): Analysis {
  const person = `person${n % 400}@fenwick.example`;
  const document = {
    id: id(`document ${n}`),
    path: `mail/box${n % 7}.mbox`,
    ordinal: n,
    messageId: `m${n}@fenwick.example`,
    subject: `${wordsOf(n, 4)} ${n}`,
    sentAt: new Date(Date.UTC(2023, 0, 1) + n * 600_000).toISOString(),
    medium: 'email' as const,
    from: person,
    fromName: `Person ${n % 400}`,
    fromRole: n % 3 === 0 ? 'member' : 'officer',
    to: [`person${(n * 7) % 400}@fenwick.example`],
    cc: [],
    bcc: [],
    references: n % 3 === 0 ? [] : [`m${n - 1}@fenwick.example`],
    embedded: [],
    quotedAuthors: [],
    deliveredTo: [],
    observations: [],
    defects: [],
  };
  return {
    document,
    findings:
      n % 3 === 2 ? [] : [1, 2].slice(0, n % 3 === 0 ? 1 : 2).map((k) => findingOf(n, k, document)),
  };
}

function findingOf(n: number, k: number, document: Analysis['document']): Finding {
  const category = CATEGORIES[(n * 5 + k) % CATEGORIES.length]!;
  const quote =
    n % 50 === 0 ? 'The same words again, as in each of these letters.' : `${wordsOf(n + k, 14)}.`;
  return {
    id: id(`finding ${n} ${k}`),
    document: {
      id: document.id,
      path: document.path,
      messageId: document.messageId,
      subject: document.subject,
      sentAt: document.sentAt,
      author: `${document.fromName} <${document.from}>`,
      role: document.fromRole,
      to: document.to,
    },
    category,
    pattern: `${category}/pattern-${n % 10}`,
    layer: (['structure', 'language', 'learned'] as const)[n % 3]!,
    severity: (['low', 'medium', 'high'] as const)[(n + k) % 3]!,
    confidence: 0.4 + ((n * 13) % 60) / 100,
    evidence: [{ part: 'body', start: 10, end: 10 + quote.length, quote, author: document.from }],
    because: ['saw: words of a kind', 'raised: also reads as another'],
    clauses: [{ protocol: '2007 protocol', ref: String(1 + (n % 15)), title: 'A clause' }],
    explanation: 'It may engage a paragraph.',
    advice: 'Do otherwise.',
    sightings: [],
  };
}

const wordsOf = (seed: number, count: number): string =>
  Array.from(
    { length: count },
    (_, n) => WORDS[(seed * 31 + n * n * 7 + n * (seed % 13)) % WORDS.length],
  ).join(' ');
