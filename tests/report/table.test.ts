import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { cellWidth, wrap } from '../../src/report/cell-width.js';
import { renderTable } from '../../src/report/table.js';
import { finding, stream, whole } from './finding.js';

function table(width: number, ...findings: Finding[]): Promise<string> {
  return whole(renderTable(stream(...findings), { width, colour: false }));
}

function quoting(quote: string): Finding {
  const { evidence } = finding();
  return finding({ evidence: [{ ...evidence[0]!, quote }] });
}

function subject(text: string): Finding {
  return finding({ document: { ...finding().document, subject: text } });
}

/** What a terminal obeys or shows out of order. */
const STEERING = /[\0-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('renderTable', () => {
  it.each([80, 100, 120, 160])(
    'tells who, whom, when, what, words and how sure at %i',
    async (width) => {
      const text = await table(width, finding());
      const flat = text.replace(/\s+/g, '');
      for (const part of [
        '2024-03-05',
        '22:14',
        'Pressure',
        '82%',
        'high',
        '(member)',
        'model cl. 8',
      ]) {
        expect(flat).toContain(part.replaceAll(' ', ''));
      }
      expect(text).toMatch(/May engage/);
      expect(Math.max(...text.split('\n').map(cellWidth))).toBeLessThanOrEqual(width);
    },
  );

  it('looks like this', async () => {
    expect(`\n${await table(120, finding())}`).toMatchInlineSnapshot(`
      "
      When        Who wrote to whom           May engage               Exact words                                      Sure
      ──────────  ──────────────────────────  ───────────────────────  ───────────────────────────────────────────────  ──────
      2024-03-05  cllr.marsh@ashfordvale.     bullying-pressure        “I expect the report rewritten by five today”    82%
      22:14       example (member)            deadline-threat          Mill Lane application — samples/inbox.mbox       high
                  → raj.patel@ashfordvale.    model cl. 8 Pressure on
                  example                     officers
      ──────────  ──────────────────────────  ───────────────────────  ───────────────────────────────────────────────  ──────
      "
    `);
  });

  it('names parts, other authors, other sightings and a crowd of recipients', async () => {
    const { evidence, document } = finding();
    const text = await table(
      140,
      finding({
        evidence: [{ ...evidence[0]!, part: 'header:bcc', author: 'x@y.example' }],
        document: { ...document, to: ['a@b.example', 'c@d.example', 'e@f.example', 'g@h.example'] },
        sightings: ['samples/b.eml'],
      }),
    );
    expect(text).toContain('header:bcc: “I expect');
    expect(text).toContain('words of x@y.example');
    expect(text).toContain('→ and 1 more');
    expect(text).toContain('also seen in 1 other document');
  });

  it('says that there is nothing', async () => {
    expect(await table(80)).toBe('No findings.\n');
  });

  it('shows line ends in a quote as blanks', async () => {
    expect(await table(120, quoting('one\r\ntwo\n\nthree\u2028four\u0085five\tsix'))).toContain(
      '“one two three four five six”',
    );
  });

  it.each([
    ['colour and cursor', '\u001b[31mred\u001b[2J'],
    ['a title', '\u001b]0;pwned\u0007'],
    ['a clipboard', '\u009d52;c;AAAA\u009c'],
    ['C1 CSI', '\u009b31m'],
    ['bidi override', 'a\u202eb\u202c \u2066c\u2069'],
    ['backspace and bell', 'a\u0008\u0007b\u007f'],
    ['half a character', 'a\ud800b'],
  ])('lets no %s through', async (_, nasty) => {
    for (const text of [await table(120, quoting(nasty)), await table(80, subject(nasty))]) {
      expect(text).not.toMatch(STEERING);
      expect(Buffer.from(text).toString()).toBe(text);
    }
  });

  it('keeps the width and steers nothing, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer({ min: 60, max: 200 }),
        async (quote, width) => {
          const text = await table(width, quoting(quote));
          expect(text).not.toMatch(STEERING);
          expect(Math.max(...text.split('\n').map(cellWidth))).toBeLessThanOrEqual(width);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('colours only when asked, and closes each colour on its line', async () => {
    const text = await whole(renderTable(stream(finding()), { width: 100, colour: true }));
    expect(text).toContain('\u001b[1;31mhigh\u001b[0m');
    for (const line of text.split('\n')) {
      expect(line.split('\u001b[0m').length).toBe((line.match(/\u001b\[[1-9]/g) ?? []).length + 1);
    }
  });

  it('yields each finding as it comes', async () => {
    let given = 0;
    async function* slow(): AsyncGenerator<Finding> {
      for (; given < 1_000; given++) yield finding();
    }
    const chunks = renderTable(slow(), { width: 80, colour: false });
    await chunks.next();
    await chunks.next();
    expect(given).toBeLessThanOrEqual(2);
  });
});

describe('wrap', () => {
  it('breaks addresses after a mark and counts wide characters', () => {
    expect(wrap('jane.marsh@ashfordvale.example', 16)).toEqual([
      'jane.marsh@',
      'ashfordvale.',
      'example',
    ]);
    expect(wrap('日本語', 4)).toEqual(['日本', '語']);
    expect(wrap('a bb ccc', 4)).toEqual(['a bb', 'ccc']);
  });
});
