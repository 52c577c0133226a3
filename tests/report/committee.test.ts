import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/model/report.js';
import { gatherReport } from '../../src/pipeline/report/gather.js';
import { changeOf } from '../../src/report/committee/themes.js';
import { REPORT_FORMATS, renderReport } from '../../src/report/report-formats.js';
import { request, type Sent, storeOf } from '../pipeline/report-store.js';
import { service } from '../services.js';
import { accessibilityErrors } from './axe.js';
import { bytesOf, NEEDS, textsInZip } from './bytes.js';

const folder = mkdtempSync(join(tmpdir(), 'probity-report-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Enough findings for a table of several pages. */
const SENT: Sent[] = Array.from({ length: 60 }, (_, at) => ({
  name: `m${at}.eml`,
  day: `2026-0${4 + (at % 6)}-1${at % 9}`,
  words: ['Tell her that the ŵyl report is a disgrace', 'Change it by nine <tomorrow> & no later'],
  category: at % 3 === 0 ? 'bullying-pressure' : 'officer-criticism',
}));

let made: Promise<Report> | undefined;
const reportOf = (): Promise<Report> => {
  made ??= storeOf(SENT).then(async (store) => (await gatherReport(store, request())).report);
  return made;
};

const rendered = async (format: (typeof REPORT_FORMATS)[number]): Promise<Buffer> =>
  bytesOf(await renderReport(format, await reportOf(), NEEDS));

it.each(REPORT_FORMATS)('%s: the same report is the same bytes', async (format) => {
  const first = await rendered(format);
  // The dates in zips have steps of two seconds.
  const later = Date.now() + 3 * 86_400_000;
  const now = Date.now;
  Date.now = () => later;
  const again = await rendered(format).finally(() => {
    Date.now = now;
  });
  expect(again.equals(first)).toBe(true);
});

it('docx: Word’s own headings, repeated table headers, charts with words, no time of making', async () => {
  const parts = await textsInZip(await rendered('docx'));
  const body = parts.get('word/document.xml')!;
  expect(body).toContain('w:val="Heading1"');
  expect(body).toContain('<w:tblHeader');
  expect(body).toMatch(/<wp:docPr [^>]*descr="Bar chart of findings by month/);
  expect([...parts.keys()].filter((name) => name.startsWith('word/charts/chart')).length).toBe(2);
  const core = parts.get('docProps/core.xml')!;
  expect(core.match(/2026-10-05T00:00:00Z/g)?.length).toBe(2);
  expect(core).not.toMatch(/<dc:creator>(?!Probity<)/);
});

it('html: one page that loads nothing, its charts described', async () => {
  const html = (await rendered('html')).toString();
  expect(html).not.toMatch(/<script|<link|url\(|src=/);
  expect(html.match(/<svg role="img" aria-label="Bar chart/g)?.length).toBe(2);
  expect(html).toContain("default-src 'none'");
});

it('says nothing that judges', async () => {
  const html = (await rendered('html')).toString().toLowerCase();
  const words = ['breach', 'guilt', 'offend', 'culprit', 'misconduct', 'violat'];
  expect(words.filter((word) => html.includes(word))).toEqual([]);
  expect(html.includes('may engage')).toBe(true);
  expect(html.includes('not a verdict on anybody')).toBe(true);
});

it('calls no change larger than chance that more reading explains', () => {
  const doubled = { now: 40, earlier: 20 };
  expect(changeOf(doubled, { now: 2000, earlier: 1000 })).toContain('no more of a change');
  expect(changeOf(doubled, { now: 1000, earlier: 1000 })).toContain('a rise larger than chance');
  expect(changeOf({ now: 2, earlier: 30 }, { now: 9, earlier: 9 })).toContain('a fall larger');
  expect(changeOf(doubled, { now: 1000, earlier: 0 })).toContain('no mail to compare with');
});

const pdfinfo = service('pdfinfo');
describe.skipIf(pdfinfo === null)('pdf', () => {
  it('is tagged, titled, dated by the report, with headings, lists, tables and described figures', async () => {
    const path = join(folder, 'report.pdf');
    writeFileSync(path, await rendered('pdf'));
    const info = execFileSync(pdfinfo!, ['-isodates', path], { encoding: 'utf8' });
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+Member\/officer protocol/);
    expect(info).toMatch(/CreationDate:\s+2026-10-05T00:00:00Z/);
    expect(execFileSync(pdfinfo!, ['-meta', path], { encoding: 'utf8' })).toMatch(
      /pdfuaid:part>1</,
    );
    const told = execFileSync(pdfinfo!, ['-struct', path], { encoding: 'utf8' });
    for (const tag of ['Document', 'H1', 'H2', 'L ', 'LBody', 'Table', 'TH', 'TD', 'Figure']) {
      expect(told).toContain(tag);
    }
    expect(told).toContain('/Scope /Row');
  });
});

const chromium = service('chromium', 'chromium-browser', 'google-chrome');
describe.skipIf(chromium === null)('in a browser', () => {
  it('html: no accessibility error, wide and narrow', async () => {
    const path = join(folder, 'report.html');
    writeFileSync(path, await rendered('html'));
    expect(await accessibilityErrors(chromium!, path)).toEqual([]);
  });
});
