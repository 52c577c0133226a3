import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { categorySchema } from '../../src/model/category.js';
import type { Finding } from '../../src/model/finding.js';
import type { Analysis, DocumentRef } from '../../src/model/job.js';
import { digestOf, documentId } from '../../src/pipeline/document-id.js';
import type { Store } from '../../src/store/store.js';

const id = (name: string): string => createHash('sha256').update(name).digest('hex').slice(0, 24);

const CATEGORIES = categorySchema.options;
const WORDS =
  'report budget officer planning ward resident committee leaflet copy quietly before draft appeal late meeting useless stop answer friday letter'.split(
    ' ',
  );
const BATCH = 200;

/**
 * Fills a store with findings of invented mail, which is written to `file` so that it can be opened:
 * none, one or two in a message; the same each time.
 */
export async function fillStore(store: Store, messages: number, file: string): Promise<void> {
  const out = createWriteStream(file);
  let offset = 0;
  const { id: caseId } = await store.ensureCase({ name: 'Bench' });
  const { id: scanId } = await store.startScan(caseId, {
    sources: [file],
    roster: '',
    protocol: 'protocol-2007',
    analysisKey: 'bench',
  });
  for (let at = 0; at < messages; at += BATCH) {
    const made = Array.from({ length: BATCH }, (_, n) => messageOf(at + n));
    const analyses = made.map(({ analysis }) => analysis);
    const refs = made.map(({ analysis: { document }, bytes }): DocumentRef => {
      const { id, path, ordinal } = document;
      const ref = { id, path, file, offset, length: bytes.length, format: 'eml', ordinal } as const;
      offset += bytes.length;
      out.write(bytes);
      return ref;
    });
    const batch = await store.addBatch(scanId, refs);
    await store.record({ scanId, batch, analyses, timings: {} });
  }
  out.end();
  await finished(out);
  await store.finishScan(scanId, 'done');
}

interface Made {
  readonly analysis: Analysis;
  readonly bytes: Buffer;
}

function messageOf(n: number): Made {
  const person = `person${n % 400}@fenwick.example`;
  const other = `person${(n * 7 + 1) % 400}@fenwick.example`;
  const subject = `${wordsOf(n, 4)} ${n}`;
  const sentAt = new Date(Date.UTC(2023, 0, 1) + n * 600_000);
  const references = n % 3 === 0 ? [] : [`m${n - 1}@fenwick.example`];
  const quotes = [1, 2].slice(0, [1, 2, 0][n % 3]).map((k) => quoteOf(n, k));
  const text = [
    `From: Person ${n % 400} <${person}>`,
    `To: ${other}`,
    `Subject: ${subject}`,
    `Date: ${sentAt.toUTCString()}`,
    `Message-ID: <m${n}@fenwick.example>`,
    ...references.map((it) => `In-Reply-To: <${it}>`),
    '',
    ...quotes,
    ...Array.from({ length: 12 }, (_, line) => wordsOf(n + line, 12)),
    '',
  ].join('\r\n');
  const bytes = Buffer.from(text);
  const path = `mail/box${n % 7}.mbox`;
  const document = {
    id: documentId(path, digestOf(bytes)),
    path,
    ordinal: n,
    messageId: `m${n}@fenwick.example`,
    subject,
    sentAt: sentAt.toISOString(),
    medium: 'email' as const,
    from: person,
    fromName: `Person ${n % 400}`,
    fromRole: n % 3 === 0 ? 'member' : 'officer',
    to: [other],
    cc: [],
    bcc: [],
    references,
    embedded: [],
    quotedAuthors: [],
    deliveredTo: [],
    observations: [],
    defects: [],
  };
  const findings = quotes.map((quote, k) => findingOf(n, k + 1, quote, document));
  return { analysis: { document, findings }, bytes };
}

/** Every fiftieth says the same as others do. */
const quoteOf = (n: number, k: number): string =>
  n % 50 === 0 ? 'The same words again, as in each of these letters.' : `${wordsOf(n + k, 14)}.`;

function findingOf(n: number, k: number, quote: string, document: Analysis['document']): Finding {
  const category = CATEGORIES[(n * 5 + k) % CATEGORIES.length]!;
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
    evidence: [
      {
        part: 'body',
        start: (k - 1) * (quote.length + 1),
        end: (k - 1) * (quote.length + 1) + quote.length,
        quote,
        author: document.from,
      },
    ],
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
