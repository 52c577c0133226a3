// Records batches into a store until it is told enough or killed; tells each one it has recorded.
import { createHash } from 'node:crypto';
import { openStore } from '../../dist/src/store/open.js';

const [path, scanId, label, batches, size] = process.argv.slice(2);
const id = (name) => createHash('sha256').update(name).digest('hex').slice(0, 24);

function analysis(batch, n) {
  const name = `${label}-${batch}-${n}`;
  const sentAt = '2024-03-05T12:00:00Z';
  const document = {
    id: id(name), path: `${label}/${batch}`, ordinal: n, messageId: `${name}@council.example`,
    subject: 'Ward 3 bins', sentAt, medium: 'email', from: 'a@council.example', fromName: 'A',
    fromRole: 'member', to: [], cc: [], bcc: [], references: [], embedded: [], quotedAuthors: [],
    deliveredTo: [], observations: [], defects: [],
  };
  const { path: at, messageId, subject } = document;
  const finding = {
    id: id(`finding ${name}`),
    document: { id: document.id, path: at, messageId, subject, sentAt, author: '', role: 'member', to: [] },
    category: 'officer-criticism', pattern: 'officer-criticism/named-blame', layer: 'language',
    severity: 'high', confidence: 0.85,
    evidence: [{ part: 'body', start: 0, end: 5, quote: 'words', author: '' }],
    because: [], clauses: [], explanation: 'x'.repeat(500), advice: '', sightings: [],
  };
  return { document, findings: [finding] };
}

const ref = ({ document: { id, path, ordinal } }) =>
  ({ id, path, file: '/f', offset: 0, length: 1, format: 'eml', ordinal });

const store = await openStore({ path });
for (let n = 0; n < Number(batches); n += 1) {
  const start = await store.addBatch(scanId, []);
  const analyses = Array.from({ length: Number(size) }, (_, i) => analysis(start, i));
  const batch = await store.addBatch(scanId, analyses.map(ref));
  await store.record({ scanId, batch, analyses, timings: {} });
  process.send({ recorded: start });
}
await store.close();
process.disconnect();
