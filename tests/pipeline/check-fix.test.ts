import { expect, it } from 'vitest';
import { unpackOffice } from '../../src/formats/office-xml.js';
import { readMessage } from '../../src/formats/read-message.js';
import type { CheckReport } from '../../src/model/check.js';
import { annotate } from '../../src/pipeline/check/annotate.js';
import { fixDraft } from '../../src/pipeline/check/fix.js';
import { createChecker, isReport } from '../../src/pipeline/check.js';
import { docxOf } from '../formats/archives.js';

const checker = await createChecker({
  roster: { text: '', path: '' },
  protocol: 'protocol-2007',
  lists: new Map(),
  minConfidence: 0.5,
});

async function check(bytes: Uint8Array, path: string): Promise<CheckReport> {
  const outcome = await checker.check({
    path,
    bytes,
    author: 'Cllr Jane Marsh',
    audience: ['resident'],
    suppressions: [],
    today: '2026-03-01',
  });
  if (!isReport(outcome)) throw new Error(outcome.reason);
  return outcome;
}

const fixed = async (bytes: Uint8Array, path: string) => {
  const done = await fixDraft(bytes, await check(bytes, path));
  if (typeof done === 'string') throw new Error(done);
  return done;
};

const PROMISE =
  'We will resurface the lane by May, and you may take this letter as the council’s word on it.';
const BETTER =
  'I have asked the Highways team whether the lane can be resurfaced by May, and will write again when they reply.';

it.each([
  ['utf-8', Buffer.from(`Dear Mrs Lowe,\r\n\r\nTŷ Mawr. ${PROMISE} Good.\r\n\r\nJane Marsh\r\n`)],
  [
    'utf-16',
    Buffer.from(`\ufeffDear Mrs Lowe,\n\nTŷ Mawr. ${PROMISE} Good.\n\nJane Marsh\n`, 'utf16le'),
  ],
])('a %s text keeps its charset and line ends; only the sentence is another', async (_, bytes) => {
  const after = Buffer.from((await fixed(bytes, 'letter.txt')).bytes);
  const charset = bytes[0] === 0xff ? 'utf16le' : 'utf8';
  expect(after.toString(charset)).toBe(bytes.toString(charset).replace(PROMISE, BETTER));
  expect((await check(after, 'letter.txt')).findings).toEqual([]);
});

it('html keeps its markup, and new words cannot bring any in', async () => {
  const html = `<p class="a">Dear Mrs Lowe,</p><p>We <b>will</b> resurface the lane by &lt;May&gt;.</p><p>Jane Marsh</p>`;
  const { bytes } = await fixed(Buffer.from(html), 'letter.html');
  expect(Buffer.from(bytes).toString()).toBe(
    `<p class="a">Dear Mrs Lowe,</p><p>I have asked the Highways team whether the lane can be resurfaced by &lt;May&gt;, and will write again when they reply.<b></b></p><p>Jane Marsh</p>`,
  );
});

const run = (text: string, properties = '') =>
  `<w:r>${properties}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const BOLD = '<w:rPr><w:b/></w:rPr>';
const docx = () =>
  docxOf({
    body: `<w:p>${run('Dear Mrs Lowe,')}</w:p><w:p>${run('It was good to see you. We will ')}${run('resurface the lane', BOLD)}${run(' by May, and you may take this letter as the council’s word on it. Good.')}</w:p><w:p>${run('Jane Marsh')}</w:p>`,
    more: { 'word/media/logo.png': 'picture' },
  });

it('a docx keeps its other runs and members', async () => {
  const { bytes, after } = await fixed(await docx(), 'letter.docx');
  expect(after).toContain(`It was good to see you. ${BETTER} Good.`);
  const xml = (await unpackOffice(bytes)).files.get('word/document.xml')?.toString();
  expect(xml).toContain(run('', BOLD));
  expect(Buffer.from(bytes).includes('word/media/logo.png')).toBe(true);
});

it('an annotated docx has a comment around exactly the words, and reads as before', async () => {
  const before = await docx();
  const report = await check(before, 'letter.docx');
  expect(report.findings).toHaveLength(1);
  const bytes = await annotate(before, report);
  const { files, defects } = await unpackOffice(bytes!);
  const xml = files.get('word/document.xml')!.toString();
  const [, inside = ''] =
    /<w:commentRangeStart w:id="0"\/>(.*)<w:commentRangeEnd w:id="0"\/>/.exec(xml) ?? [];
  expect(inside.replace(/<[^>]*>/g, '')).toBe(PROMISE);
  expect(inside).toContain(`${BOLD}<w:t xml:space="preserve">resurface the lane</w:t>`);
  const comments = files.get('word/comments.xml')!.toString();
  expect(comments).toContain('may engage');
  expect(comments).toContain(BETTER);
  expect(files.get('word/_rels/document.xml.rels')!.toString()).toContain('comments.xml');
  expect(defects).toEqual([]);
  const text = (message: Awaited<ReturnType<typeof readMessage>>) => message.parts[0]!.text;
  const again = await readMessage(bytes!, 'docx', { name: 'a' });
  expect(text(again)).toContain(text(await readMessage(before, 'docx', { name: 'a' })));
  // A second round goes beside the first.
  const twice = await unpackOffice((await annotate(bytes!, await check(bytes!, 'letter.docx')))!);
  expect(
    twice.files
      .get('word/comments.xml')!
      .toString()
      .match(/<w:comment /g)!.length,
  ).toBeGreaterThan(1);
});

it('any other letter becomes a plain docx with the same comments', async () => {
  const bytes = Buffer.from(`Dear Mrs Lowe,\n\n${PROMISE}\n\nJane Marsh\n`);
  const made = await annotate(bytes, await check(bytes, 'letter.txt'));
  const { files } = await unpackOffice(made!);
  expect(files.get('word/document.xml')!.toString()).toContain('<w:commentRangeStart w:id="0"/>');
});

it('says why there is nothing to put in', async () => {
  const good = Buffer.from('Dear Mrs Lowe,\n\nThank you for the tea.\n\nJane Marsh\n');
  expect(await fixDraft(good, await check(good, 'a.txt'))).toContain('no suggestion');
  const rtf = Buffer.from(
    `{\\rtf1 Dear Mrs Lowe,\\par ${PROMISE.replace('’', '\\rquote ')}\\par Jane Marsh}`,
  );
  expect(await fixDraft(rtf, await check(rtf, 'a.rtf'))).toContain('save it as docx');
});
