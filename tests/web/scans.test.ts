import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveRosterText } from '../../src/pipeline/roster-file.js';
import type { ScanState } from '../../src/store/oversight/store.js';
import { progressOf, standingOf } from '../../src/web/pages/scans/model.js';
import { readPaths } from '../../src/web/pages/scans/sources.js';
import { safeName } from '../../src/web/pages/scans/uploading.js';
import { mailbox, message, newFolder, numbers, ROSTER } from '../pipeline/mail.js';
import { type Asking, askAs } from './asking.js';
import { openDesk, scanSamples, type TestDesk } from './desk.js';

let desk: TestDesk;
let officer: Asking;
let caseId: string;
beforeAll(async () => {
  desk = await openDesk();
  await saveRosterText(desk.desk.config.dataDir, ROSTER.text);
  officer = await askAs(desk, 'k.osei', ['monitoring_officer']);
  ({ id: caseId } = await desk.desk.store.ensureCase({ name: '-- Review 4' }));
});
afterAll(() => desk.close());

/** The events up to the end: the stream ends when the scan does. */
const events = async (scan: string): Promise<string> =>
  (await officer.get(`${scan}/events`)).text();

test('a file is uploaded, scanned, and followed to its end', async () => {
  const file = { field: 'file', name: '../in box.mbox', text: mailbox(numbers(30).map(message)) };
  const fields = { case: caseId, protocol: 'protocol-2007', sources: '' };
  const answer = await officer.upload('/scans', fields, file, '/scans/new');
  const scan = answer.headers.get('location') ?? (await answer.text());
  expect(scan).toMatch(/^\/scans\/[0-9a-f]{24}$/);
  const told = await events(scan);
  expect(told).toContain('"standing":"done"');
  expect(told.trim().endsWith('event: end\ndata: {}')).toBe(true);
  const html = await (await officer.get(scan)).text();
  expect(html).toContain('Everything was read');
  expect(await desk.desk.store.oversight.case(caseId)).toMatchObject({
    documents: 30,
    findings: 3,
  });
  expect(readdirSync(join(desk.desk.config.dataDir, 'uploads', caseId))).toEqual(['in box.mbox']);
  const [started] = await desk.desk.store.oversight.auditPage({ action: 'scan-started' }, 1);
  expect(started?.who).toBe('k.osei');
});

test('what could not be read is listed, set aside with a reason, and tried again', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'a.eml'), message(1));
  writeFileSync(join(folder, 'old.pst'), 'x');
  const fields = { case: caseId, protocol: 'protocol-2007', sources: folder };
  const answer = await officer.upload('/scans', fields, null, '/scans/new');
  const scan = answer.headers.get('location')!;
  await events(scan);
  expect(await (await officer.get(scan)).text()).toContain('which Probity does not read yet');
  const { failures } = await desk.desk.store.oversight.failures(scan.slice(7), 10);
  const { what } = failures[0]!;
  const refused = await officer.post(`${scan}/set-aside`, { what, reason: ' ' }, scan);
  expect(refused.status).toBe(400);
  await officer.post(`${scan}/set-aside`, { what, reason: 'backup of a.eml' }, scan);
  expect(await (await officer.get(scan)).text()).toContain('backup of a.eml');

  writeFileSync(join(folder, 'old.pst'), message(2));
  const again = await officer.post(`${scan}/again`, {}, scan);
  await events(again.headers.get('location')!);
  const state = await desk.desk.store.oversight.scan(again.headers.get('location')!.slice(7));
  expect(state).toMatchObject({ state: 'done', recorded: 2, unreadSources: 0 });
});

test('a scan of the command line is shown too', async () => {
  const scanId = await scanSamples(desk.workspace, 'from the command line');
  const html = await (await officer.get(`/scans/${scanId}`)).text();
  expect(html).toContain('from the command line');
  expect(html).not.toContain('Stop the scan');
  expect((await officer.post(`/scans/${scanId}/stop`, {}, `/scans/${scanId}`)).status).toBe(400);
});

test('what cannot be scanned is told on the form, which keeps what was uploaded', async () => {
  const fields = { case: caseId, protocol: 'protocol-2007', sources: '/no/such/folder' };
  const file = { field: 'file', name: 'letter.txt', text: 'Dear Ruth' };
  const answer = await officer.upload('/scans', fields, file, '/scans/new');
  const html = await answer.text();
  expect(answer.status).toBe(400);
  expect(html).toContain('There is no file or folder /no/such/folder');
  expect(html).toMatch(/value="letter.txt" checked/);
  const nothing = await officer.upload('/scans', { ...fields, sources: '' }, null, '/scans/new');
  expect(await nothing.text()).toContain('Choose a file');
});

test('behind an address for others, only the folder meant for it is open', async () => {
  const inside = newFolder();
  const open = { ...desk.desk.config, reviewUrl: 'https://probity.fenwick.example' };
  expect((await readPaths(inside, open)).problems).toHaveLength(1);
  const limited = { ...open, scanFolder: inside };
  expect(await readPaths(`${inside}\n/etc`, limited)).toMatchObject({
    paths: [inside],
    problems: [{ field: 'sources' }],
  });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\mail\\in:box.mbox', 'in_box.mbox'],
  ['...', 'upload'],
  ['<b>\u0000x</b>.eml', 'b_.eml'],
])('%j is kept as %j', (given, kept) => {
  expect(safeName(given)).toBe(kept);
});

const SCAN: ScanState = {
  id: 's',
  caseId: 'c',
  caseName: 'Review',
  settings: { sources: [], roster: '', protocol: 'protocol-2007', analysisKey: '' },
  state: 'running',
  startedAt: '2026-03-02T09:00:00Z',
  finishedAt: '',
  pulseAt: '2026-03-02T09:01:00Z',
  intakeDone: false,
  messages: 500,
  recorded: 300,
  newFindings: 4,
  excluded: 50,
  bytes: 2_000,
  bytesRead: 1_000,
  failedMessages: 50,
  unreadSources: 1,
};

test('rate, time left and what is reckoned from the bytes cut so far', () => {
  const since = { atMs: Date.parse('2026-03-02T09:00:50Z'), done: 200 };
  const view = progressOf(SCAN, since, new Date('2026-03-02T09:01:00Z'));
  expect(view).toMatchObject({ done: 400, total: 1_000, percent: 40, rate: 20, left: '30 s' });
  expect(progressOf({ ...SCAN, intakeDone: true }, since, new Date()).total).toBe(500);
  expect(progressOf({ ...SCAN, recorded: 100 }, since, new Date('2026-03-02T09:01:00Z')).left).toBe(
    '',
  );
});

test('a scan without a sign of life is interrupted', () => {
  expect(standingOf(SCAN, new Date('2026-03-02T09:01:10Z'))).toBe('running');
  expect(standingOf(SCAN, new Date('2026-03-02T09:02:00Z'))).toBe('interrupted');
  expect(standingOf({ ...SCAN, state: 'done' }, new Date('2026-03-02T09:02:00Z'))).toBe('done');
});
