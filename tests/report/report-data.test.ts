import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { reportFileSchema } from '../../src/model/report.js';
import { gatherReport } from '../../src/pipeline/report/gather.js';
import { reportJsonSchema } from '../../src/report/data/report-json.js';
import { renderReport } from '../../src/report/report-formats.js';
import { request, storeOf } from '../pipeline/report-store.js';
import { bytesOf, NEEDS, textsInZip } from './bytes.js';

const WORDS = [
  '=HYPERLINK("http://x.example","a")',
  '+44',
  'Line one\nline two, "quoted"',
  '@SUM(A1)',
  'a <b> & _x0041_',
];

async function made() {
  const store = await storeOf([{ name: 'a.eml', day: '2026-07-01', words: WORDS }]);
  return (await gatherReport(store, request())).report;
}

it('csv: a byte order mark, a row a finding, and no cell that a spreadsheet would run', async () => {
  const bytes = await bytesOf(await renderReport('csv', await made(), NEEDS));
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const rows: Record<string, string>[] = parse(bytes, { bom: true, columns: true });
  expect(rows.map((row) => row.Words)).toEqual([
    `'${WORDS[0]}`,
    `'${WORDS[1]}`,
    WORDS[2],
    `'${WORDS[3]}`,
    WORDS[4],
  ]);
  const cells = rows.flatMap((row) => Object.values(row));
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(rows[0]).toMatchObject({ Reference: 'F1', Day: '2026-07-01', Severity: 'high' });
});

it('xlsx: text stays text', async () => {
  const parts = await textsInZip(await bytesOf(await renderReport('xlsx', await made(), NEEDS)));
  const sheets = [...parts].filter(([name]) => name.startsWith('xl/worksheets/sheet'));
  expect(sheets.length).toBe(2);
  for (const [, xml] of sheets) expect(xml).not.toContain('<f>');
  const findings = parts.get('xl/worksheets/sheet1.xml')!;
  expect(findings.match(/<row r="\d+">/g)).toHaveLength(WORDS.length + 1);
  expect(findings).toContain('=HYPERLINK(');
  expect(findings).toContain('Line one\nline two');
  expect(findings).toContain('a &lt;b&gt; &amp; _x005F_x0041_');
});

it('json: the file has the published shape, and nothing beside it', async () => {
  const file = JSON.parse(
    (await bytesOf(await renderReport('json', await made(), NEEDS))).toString(),
  );
  expect(reportFileSchema.safeParse(file).error).toBeUndefined();
  expect(reportFileSchema.safeParse({ ...file, more: 1 }).success).toBe(false);
  const schema = JSON.parse(reportJsonSchema());
  expect(schema.$id).toBe(file.$schema);
  expect(Object.keys(schema.properties)).toEqual(Object.keys(file));
});
