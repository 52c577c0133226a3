import type { DocumentRecord } from '../../src/model/job.js';
import { parseRoster } from '../../src/people/roster.js';
import type { ReportRequest } from '../../src/pipeline/report/gather.js';
import type { Store } from '../../src/store/store.js';
import { document, finding, readBatch, scanIn, store } from '../store/made.js';

export const ROSTER = parseRoster(
  `name,email,role,party,title,from,until,aliases
Jane Oakenfold,jane.oakenfold@fenwick.example,member,Labour,"Councillor, Mill ward",,,Janey
Piers Tranter,piers.tranter@fenwick.example,member,Green,"Councillor, Staithe ward",,,
Ruth Adeyemi,ruth.adeyemi@fenwick.example,officer,,Head of Planning,,,planning.head@fenwick.example
`,
  'roster.csv',
);

/** A made-up message of a day, with the findings named `<name>-1`, `<name>-2`, … and these words. */
export interface Sent {
  readonly name: string;
  readonly day: string;
  readonly words: readonly string[];
  readonly more?: Partial<DocumentRecord>;
  readonly category?: 'officer-criticism' | 'bullying-pressure';
  readonly severity?: 'low' | 'medium' | 'high';
}

/** A store that read these messages on the day its clock shows. */
export async function storeOf(sent: readonly Sent[], now = '2026-10-01T09:00:00Z'): Promise<Store> {
  const opened = await store({ now: () => now });
  const { scanId } = await scanIn(opened, {}, 'Review 7');
  const analyses = sent.map(({ name, day, words, more, category, severity }) => {
    const record = document(name, {
      sentAt: day === '' ? '' : `${day}T10:00:00+01:00`,
      from: 'jane.oakenfold@fenwick.example',
      fromName: 'Jane Oakenfold',
      to: ['ruth.adeyemi@fenwick.example'],
      ...more,
    });
    const found = words.map((quote, place) =>
      finding(`${name}-${place + 1}`, record, {
        evidence: [
          { part: 'body', start: place, end: place + quote.length, quote, author: record.from },
        ],
        category: category ?? 'officer-criticism',
        severity: severity ?? 'high',
      }),
    );
    return { document: record, findings: found };
  });
  await readBatch(opened, scanId, ...analyses);
  await opened.intakeDone(scanId);
  await opened.finishScan(scanId, 'done');
  return opened;
}

export const request = (changes: Partial<ReportRequest> = {}): ReportRequest => ({
  period: { from: '2026-07-01', to: '2026-09-30' },
  madeOn: '2026-10-05',
  council: 'Fenwick Borough Council',
  cases: [],
  roster: ROSTER,
  named: true,
  version: '0.1.0',
  ...changes,
});
