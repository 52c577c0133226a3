import PDFDocument from 'pdfkit';
import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/formats/read-message.js';
import { docxOf, zipOf } from './archives.js';

const codes = (message: { defects: readonly { code: string }[] }) =>
  message.defects.map((d) => d.code);
const paragraph = (text: string) => `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

describe('txt and html', () => {
  it.each([
    ['utf-8', Buffer.from('Tŷ\r\n\r\n5 March 2024\r\n')],
    ['utf-16 with a mark', Buffer.from('\ufeffTŷ\n\n5 March 2024\n', 'utf16le')],
  ])('reads %s', async (_, bytes) => {
    const letter = await readMessage(bytes, 'txt', { name: 'letter.txt' });
    expect(letter).toMatchObject({ medium: 'letter', sentAt: '2024-03-05', from: [], defects: [] });
    expect(letter.parts).toEqual([
      { id: 'body', contentType: 'text/plain', name: 'letter.txt', text: 'Tŷ\n\n5 March 2024\n' },
    ]);
  });

  it('reads utf-16 without a mark, and windows-1252', async () => {
    const wide = Buffer.from('You will withdraw it.', 'utf16le');
    const wideText = (await readMessage(wide, 'txt', { name: 'x' })).parts[0]?.text;
    expect(wideText).toBe('You will withdraw it.');
    const curly = Buffer.from('\x93No\x94', 'latin1');
    expect((await readMessage(curly, 'txt', { name: 'x' })).parts[0]?.text).toBe('“No”');
  });

  it('reads html by its own charset, lines kept', async () => {
    const html = '<meta charset="windows-1252"><p>Town Hall<br>5 March 2024</p><p>It\x92s</p>';
    const letter = await readMessage(Buffer.from(html, 'latin1'), 'html', { name: 'x.html' });
    expect(letter.sentAt).toBe('2024-03-05');
    expect(letter.parts[0]?.text).toBe('Town Hall\n5 March 2024\n\nIt’s');
  });

  it('says that an empty file is empty', async () => {
    expect(codes(await readMessage(Buffer.alloc(0), 'txt', { name: 'x' }))).toEqual(['empty-file']);
  });
});

describe('docx', () => {
  it('keeps breaks, headers, footers, shapes and comments; leaves deleted text out', async () => {
    const shape =
      '<mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>in a shape</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:p><w:r><w:t>in a shape</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>';
    const bytes = await docxOf({
      body:
        '<w:p><w:r><w:t>Ida Smith</w:t><w:br/><w:t>Labour Member</w:t></w:r></w:p>' +
        paragraph('5 March 2024') +
        '<w:p><w:r><w:t>You will with</w:t></w:r><w:r><w:t>draw it &amp; soon.</w:t></w:r>' +
        '<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del></w:p>' +
        `<w:p><w:r>${shape}</w:r></w:p>`,
      more: {
        'word/header1.xml': `<w:hdr>${paragraph('Stell Council')}</w:hdr>`,
        'word/header2.xml': `<w:hdr>${paragraph('Stell Council')}</w:hdr>`,
        'word/footer1.xml': `<w:ftr>${paragraph('Page 1')}</w:ftr>`,
        'word/comments.xml': `<w:comments><w:comment w:id="0" w:author="Owen Pike">${paragraph('Too soft.')}</w:comment></w:comments>`,
      },
    });
    const letter = await readMessage(bytes, 'docx', { name: 'x.docx' });
    expect(letter.parts[0]?.text.split(/\n+/)).toEqual([
      'Stell Council',
      'Ida Smith',
      'Labour Member',
      '5 March 2024',
      'You will withdraw it & soon.',
      'in a shape',
      'Page 1',
      '[Comment by Owen Pike] Too soft.',
    ]);
    expect([letter.sentAt, codes(letter)]).toEqual(['2024-03-05', []]);
  });

  it('reads a million runs by its own scan', async () => {
    const runs = '<w:r><w:t>a </w:t></w:r>'.repeat(1_000_000);
    const bytes = await docxOf({ body: `<w:p>${runs}</w:p>${paragraph('the end')}` });
    const letter = await readMessage(bytes, 'docx', { name: 'x.docx' });
    expect(codes(letter)).toContain('cap-words');
  }, 10_000);

  it('cuts off a docx that unpacks to too much', async () => {
    const noise = Array.from({ length: 6_000 }, (_, i) => ((i * i * 7919) % 1e9).toString(36));
    const body = paragraph('the start') + paragraph(noise.join(' ')).repeat(900);
    const letter = await readMessage(await docxOf({ body }), 'docx', { name: 'x.docx' });
    expect(codes(letter)).toContain('cap-docx-bytes');
    expect(letter.parts[0]?.text).toContain('the start');
  }, 10_000);

  it('scans for words when the xml is broken', async () => {
    const bytes = await docxOf({ body: `${paragraph('kept')}<w:p><w:r>` });
    const letter = await readMessage(bytes, 'docx', { name: 'x.docx' });
    expect([letter.parts[0]?.text, codes(letter)]).toEqual(['kept', ['docx-broken']]);
  });

  it('describes what is no docx', async () => {
    const zip = await zipOf({ 'a.txt': 'x' });
    const letter = await readMessage(zip, 'docx', { name: 'x.docx' });
    expect(codes(letter)).toEqual(['docx-unreadable']);
  });
});

describe('pdf', () => {
  async function pdfOf(pages: readonly (readonly string[])[], password?: string): Promise<Buffer> {
    const options = password ? { userPassword: password } : {};
    const pdf = new PDFDocument({ ...options, autoFirstPage: false });
    const chunks: Buffer[] = [];
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    for (const lines of pages) {
      pdf.addPage();
      for (const each of lines) each === '' ? pdf.moveDown(1.5) : pdf.text(each);
    }
    const ended = new Promise((resolve) => pdf.on('end', resolve));
    pdf.end();
    await ended;
    return Buffer.concat(chunks);
  }

  it('keeps lines, paragraphs and pages', async () => {
    const bytes = await pdfOf([
      ['Town Hall', '5 March 2024', '', 'You will withdraw it.'],
      ['Ida'],
    ]);
    const letter = await readMessage(bytes, 'pdf', { name: 'x.pdf' });
    expect(letter.parts[0]?.text).toBe('Town Hall\n5 March 2024\n\nYou will withdraw it.\n\nIda');
    expect([letter.sentAt, codes(letter)]).toEqual(['2024-03-05', []]);
  });

  it('says when there is no text, a password, or no pdf', async () => {
    const read = async (bytes: Buffer) => codes(await readMessage(bytes, 'pdf', { name: 'x.pdf' }));
    expect(await read(await pdfOf([[]]))).toEqual(['pdf-without-text']);
    expect(await read(await pdfOf([['secret']], 'pw'))).toEqual(['pdf-encrypted']);
    expect(await read(Buffer.from('%PDF-1.7\nnot really'))).toEqual(['pdf-unreadable']);
  });
});

describe('attached letters', () => {
  it('are read as parts, by content before declared type', async () => {
    const docx = (await docxOf({ body: paragraph('as docx') })).toString('base64');
    const part = (type: string, name: string, body: string, encoding = 'base64') =>
      `--b\nContent-Type: ${type}\nContent-Transfer-Encoding: ${encoding}\nContent-Disposition: attachment; filename="${name}"\n\n${body}\n`;
    const mail = [
      'From: a@stell.example\nDate: Tue, 5 Mar 2024 22:14:00 +0000\nContent-Type: multipart/mixed; boundary=b\n\n',
      part('application/octet-stream', 'letter.bin', docx),
      part('text/html', 'l.html', '<p>as <b>html</b></p>', '7bit'),
      part('image/png', 'p.png', 'iVBORw0KGgo='),
      part('application/msword', 'old.doc', '0M8R4KGxGuE='),
      part('text/csv', 'l.csv', 'a,b', '7bit'),
      '--b--\n',
    ].join('');
    const message = await readMessage(Buffer.from(mail), 'eml', { name: 'x.eml' });
    expect(message.parts.map(({ id, name, text }) => [id, name, text])).toEqual([
      ['body', '', ''],
      ['attachment:1', 'letter.bin', 'as docx'],
      ['attachment:2', 'l.html', 'as html'],
      ['attachment:3', 'p.png', ''],
      ['attachment:4', 'old.doc', ''],
      ['attachment:5', 'l.csv', 'a,b'],
    ]);
    expect(codes(message)).toEqual(['attachment-not-read']);
  });
});
