import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { gatherReport } from '../../src/pipeline/report/gather.js';
import { indexNames } from '../../src/report/redact/name-words.js';
import { createRedactor } from '../../src/report/redact/redactor.js';
import { REPORT_FORMATS, renderReport } from '../../src/report/report-formats.js';
import { ROSTER, request, storeOf } from '../pipeline/report-store.js';
import { service } from '../services.js';
import { bytesOf, entriesOf, NEEDS } from './bytes.js';

const WORDS = [
  'Ruth Adeyemi will not listen. Tell RUTH that Janey says so, and cc j.oakenfold@homemail.example.',
  'Mrs Higgins of 14 Elm Tree Road, FW3 2QQ, rang on 07700 900123 about PL/2026/0417.',
  'Wolstenholme-Brown said so too; her case is 448812 and her NI number is QQ 12 34 56 C.',
  'tell higgins that dr okonkwo-price will see it, or +44 20 7946 0018, see www.higgins-family.example/x',
  'Priyanka wrote from Staithe Cottage. The Head of Planning must change the report. Ask piers tranter.',
  'Adeyemi’s report, Oakenfold, P. Tranter and Piers’ friends at 22b Mill Lane agree',
];

/** Each must be gone from every format, however it is written. */
const PLANTED = [
  ...[
    'jane',
    'janey',
    'oakenfold',
    'piers',
    'tranter',
    'ruth',
    'adeyemi',
    'higgins',
    'wolstenholme',
  ],
  ...[
    'okonkwo',
    'priyanka',
    'elm tree',
    'fw3 2qq',
    '07700',
    '900123',
    'pl/2026',
    '448812',
    'qq 12 34',
  ],
  ...[
    '7946',
    'staithe',
    'fenwick.example',
    'homemail',
    'mill lane',
    'head of planning',
    'secret-box',
  ],
  ...['idris', 'bellamy', 'hearing of the tranter matter'],
];

async function made() {
  const store = await storeOf([
    {
      name: 'secret-box/jane-oakenfold.eml',
      day: '2026-07-01',
      words: WORDS,
      more: { subject: 'Re: Ruth Adeyemi and 14 Elm Tree Road' },
    },
    {
      name: 'secret-box/second.eml',
      day: '2026-08-02',
      words: ['The report is wrong', 'Change it today'],
      more: { fromName: 'Wolstenholme-Brown, Priyanka', from: 'priyanka@homemail.example' },
    },
  ]);
  await store.ensureCase({
    name: 'Review 7',
    purpose: 'hearing of the Tranter matter',
    authorisedBy: 'Idris Bellamy',
  });
  return gatherReport(store, request({ named: false, council: 'The Council' }));
}

/** Everything that lies in a file, zips opened at every depth. */
async function texts(bytes: Buffer): Promise<string[]> {
  if (bytes.subarray(0, 2).toString() !== 'PK') return [bytes.toString('utf8')];
  const all: string[] = [];
  for (const [name, content] of await entriesOf(bytes)) all.push(name, ...(await texts(content)));
  return all;
}

const survivors = (found: readonly string[]): string[] => {
  const text = found
    .join('\n')
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
  return PLANTED.filter((planted) => text.includes(planted));
};

it.each(REPORT_FORMATS.filter((format) => format !== 'pdf'))(
  '%s: no name of the roster and no planted detail survives, properties included',
  async (format) => {
    const { report } = await made();
    expect(
      survivors(await texts(await bytesOf(await renderReport(format, report, NEEDS)))),
    ).toEqual([]);
  },
);

const pdftotext = service('pdftotext');
describe.skipIf(pdftotext === null)('pdf', () => {
  it('no name of the roster and no planted detail survives, properties included', async () => {
    const { report } = await made();
    const bytes = await bytesOf(await renderReport('pdf', report, NEEDS));
    const words = execFileSync(pdftotext!, ['-', '-'], { input: bytes, encoding: 'utf8' });
    const properties = execFileSync(service('pdfinfo')!, ['-'], { input: bytes, encoding: 'utf8' });
    expect(words).toContain('Annex A');
    expect(survivors([words, properties])).toEqual([]);
  });
});

it('the same person has one label everywhere, and the preview tells what it stands for', async () => {
  const { report, taken } = await made();
  const [first] = report.rows;
  const quote = first!.finding.evidence[0]!.quote;
  expect(quote).toBe(
    '[Officer 1] will not listen. Tell [Officer 1] that [Member 1] says so, and cc [email 1].',
  );
  expect(first!.finding.document.author).toBe('Member 1');
  expect(first!.finding.document.to).toEqual(['Officer 1']);
  const words = Object.fromEntries(taken.map((each) => [each.label, each.words]));
  expect(words['Officer 1']).toEqual(expect.arrayContaining(['Ruth Adeyemi', 'RUTH']));
  expect(words['phone 1']).toEqual(['07700 900123']);
});

describe('redactor', () => {
  const redact = (text: string): string => createRedactor(indexNames(ROSTER, [])).text(text);
  it.each([
    'I will not have this report presented to the Planning Committee in May.',
    'The Labour Group met on Tuesday and asked the Chief Executive for £12,500 by 2026-07-01.',
    'Please change it by nine tomorrow. You know what I want. Mark my words, it may hail.',
    'The 2026/27 budget needs 15% more, says paragraph 4.2 of the Code.',
  ])('leaves ordinary words alone: %s', (text) => {
    expect(redact(text)).toBe(text);
  });
  it.each([
    ['Cllr Green and J. Oakenfold came.', '[Person 1] and [Member 1] came.'],
    ['Ask susan about the lane.', 'Ask [Person 1] about the lane.'],
    ['Ring 01632 960 983 or 0800-111-2222.', 'Ring [phone 1] or [phone 2].'],
    ['See 24/00123/FUL at SW1A 1AA', 'See [reference 1] at [address 1]'],
    ['a [Jane Oakenfold] note', 'a [[Member 1]] note'],
  ])('takes out %s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
  it('knows in the first text whom only the last introduces', () => {
    const redactor = createRedactor(indexNames(ROSTER, []));
    redactor.learn('Mrs Pettigrew came');
    expect(redactor.text('pettigrew was there')).toBe('[Person 1] was there');
  });
});
