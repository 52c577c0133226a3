import { describe, expect, it } from 'vitest';
import { readMessage } from '../../src/formats/read-message.js';
import { zipOf } from './archives.js';

const codes = (message: { defects: readonly { code: string }[] }) =>
  message.defects.map((d) => d.code);
const read = async (bytes: Buffer | string, format: 'odt' | 'rtf' | 'md') => {
  const message = await readMessage(Buffer.from(bytes), format, { name: `letter.${format}` });
  return { text: message.parts[0]?.text, codes: codes(message), message };
};
const odtOf = (body: string, more: Readonly<Record<string, string>> = {}) =>
  zipOf({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    ...more,
  });

describe('odt', () => {
  it('keeps paragraphs, blanks, breaks and page headers; comments apart, deleted text out', async () => {
    const bytes = await odtOf(
      '<text:tracked-changes><text:deletion><text:p>You idiot.</text:p></text:deletion></text:tracked-changes>' +
        '<text:h>Mill Lane</text:h>\n<text:p>Dear <text:span>Mrs</text:span><text:s text:c="2"/>Lowe,<text:line-break/>It&#8217;s  done &amp; dusted' +
        '<office:annotation><dc:creator>Jo</dc:creator><text:p>Soften?</text:p></office:annotation>.</text:p>' +
        '<text:p><![CDATA[A < B]]></text:p>',
      {
        'styles.xml':
          '<style:master-page><style:header><text:p>Fenwick Council</text:p></style:header><style:header-first><text:p>Fenwick Council</text:p></style:header-first><style:footer><text:p>Page 1</text:p></style:footer></style:master-page>',
      },
    );
    expect((await read(bytes, 'odt')).text).toBe(
      'Fenwick Council\n\nMill Lane\n\nDear Mrs  Lowe,\nIt’s done & dusted.\n\nA < B\n\nPage 1\n\n[Comment by Jo] Soften?',
    );
  });

  it('says what cannot be unpacked', async () => {
    expect((await read('PK\x03\x04 nothing', 'odt')).codes).toContain('odt-unreadable');
    expect((await read(await zipOf({ 'a.xml': '' }), 'odt')).codes).toContain('odt-unreadable');
  });

  it('expands no entity that the file declares', async () => {
    const lol = Array.from({ length: 9 }, (_, i) => {
      return `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`;
    });
    const xml = `<!DOCTYPE x [<!ENTITY l0 "lol">${lol.join('')}<!ENTITY f SYSTEM "file:///etc/passwd">]><text:p>&l9;&f; said she</text:p>`;
    const { text } = await read(await zipOf({ 'content.xml': xml }), 'odt');
    expect(text).toBe('&l9;&f; said she');
  });

  it('reads what is nested very deep, and stops where it unpacks to too much', async () => {
    const deep = '<text:section>'.repeat(200_000);
    expect((await read(await odtOf(`${deep}<text:p>Here.</text:p>`), 'odt')).text).toBe('Here.');
    const bomb = await odtOf(
      `<text:p>First.</text:p>${`<text:p>${' '.repeat(10_000)}</text:p>`.repeat(3_500)}`,
    );
    const { text, codes: found } = await read(bomb, 'odt');
    expect(found).toContain('cap-docx-bytes');
    expect(text).toBe('First.');
  });
});

describe('rtf', () => {
  it('reads words, marks and both kinds of other characters', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Arial;}}{\*\generator Wordy;}{\info{\author Jo}}
\pard Dear Mrs\~Lowe,\par
It\rquote s \b done\b0 , T\u375?r and \'a35\line next line \{x\}{\pict 89504e47}\par
{\field{\*\fldinst HYPERLINK "http://x.example"}{\fldrslt our page}}{\v secret}\cell last}`;
    const { text, codes: found } = await read(rtf, 'rtf');
    expect(text).toBe(
      'Dear Mrs\u00a0Lowe,\n\nIt’s done, Tŷr and £5\nnext line {x}\n\nour page\tlast'.replace(
        'Tŷr',
        'Tŷr',
      ),
    );
    expect(found).toEqual(['hidden-text']);
  });

  it('keeps the text in shapes and footnotes', async () => {
    const rtf = String.raw`{\rtf1 Body{\*\shpinst{\sp{\sn x}}{\shptxt In a shape}}{\footnote A note}}`;
    expect((await read(rtf, 'rtf')).text).toContain('In a shape');
    expect((await read(rtf, 'rtf')).text).toContain('A note');
  });

  it.each([
    ['a length of raw data that is a lie', String.raw`{\rtf1 a\bin4000000000 b}`, 'ab'],
    ['raw data that looks like text', `{\\rtf1 a\\bin5 \\par}b}`, 'ab'],
    ['an escaped backslash before bin', String.raw`{\rtf1 a\\bin4 b}`, String.raw`a\bin4 b`],
    ['bad digits', String.raw`{\rtf1 a\'zzb}`, 'a?zzb'],
    ['more ends than beginnings', '{\\rtf1 a}}}}}}}b', 'ab'],
    ['no end', '{\\rtf1 {{{{{ab', 'ab'],
  ])('takes %s', async (_, rtf, text) => {
    expect((await read(rtf, 'rtf')).text).toBe(text);
  });

  it('is not slowed or filled by depth, lines or size', async () => {
    const deep = await read(`{\\rtf1 ${'{'.repeat(300_000)}here`, 'rtf');
    expect(deep).toMatchObject({ text: 'here', codes: ['cap-rtf-depth'] });
    const started = performance.now();
    const lines = await read(`{\\rtf1 ${'a\n'.repeat(1_000_000)}}`, 'rtf');
    expect(lines.text?.length).toBe(1_000_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe('md', () => {
  it('keeps every word at its place and takes settings for nobody’s words', async () => {
    const md = '---\ntitle: The council will pay\n---\n# Mill Lane\n\nDear Mrs Lowe,\n';
    const { text, message } = await read(md, 'md');
    expect(text).toBe(
      `${md.slice(0, md.indexOf('#')).replace(/[^\n]/g, ' ')}# Mill Lane\n\nDear Mrs Lowe,\n`,
    );
    expect(message.parts[0]?.contentType).toBe('text/markdown');
  });

  it('takes a rule that is never closed for text', async () => {
    expect((await read('---\nDear all,\n', 'md')).text).toBe('---\nDear all,\n');
  });
});
