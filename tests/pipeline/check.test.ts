import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/model/check.js';
import { createChecker, type Draft, isReport } from '../../src/pipeline/check.js';
import { EXAMPLE_ROSTER } from '../../src/pipeline/example-people.js';
import { docxOf } from '../formats/archives.js';

const settings = { protocol: 'protocol-2007', lists: new Map(), minConfidence: 0.5 };
const stranger = await createChecker({ ...settings, roster: { text: '', path: '' } });
const lists = new Map([
  ['lane-forum@fenwick.example', [{ name: 'Fenwick Herald', address: 'news@herald.example' }]],
]);
const insider = await createChecker({
  ...settings,
  lists,
  roster: { text: EXAMPLE_ROSTER, path: 'roster.csv' },
});

async function check(
  content: string | Buffer,
  more: Partial<Draft> = {},
  checker = stranger,
): Promise<CheckReport> {
  const outcome = await checker.check({
    path: 'letter.txt',
    bytes: Buffer.from(content),
    author: '',
    audience: [],
    suppressions: [],
    today: '2026-03-01',
    ...more,
  });
  if (!isReport(outcome)) throw new Error(outcome.reason);
  return outcome;
}

const letter = (body: string, more: { head?: string; to?: string; signed?: string } = {}) =>
  `${more.head ?? 'Fenwick Borough Council\nTown Hall, Fenwick\n'}
3 March 2026

${more.to ?? 'Mrs P. Lowe\n4 Mill Lane\n\nDear Mrs Lowe,'}

Thank you for your letter about the lane.

${body}

Yours sincerely,
${more.signed ?? 'Jane Marsh\nCouncillor for Mill ward'}
`;
const PROMISE =
  'We will resurface the lane by May, and you may take this letter as the council’s word on it.';
const categories = (report: CheckReport) => report.findings.map((f) => f.category);
const patterns = (report: CheckReport) => report.findings.map((f) => f.pattern);

describe('who signs, and to whom', () => {
  it.each([
    ['the signature', {}, 'member'],
    [
      'the letterhead',
      { head: 'From Councillor Jane Marsh\nFenwick Borough Council\n', signed: 'Jane Marsh' },
      'member',
    ],
    [
      'a post on the council’s paper',
      { signed: 'Bev Stott\nWaste and Recycling Manager' },
      'officer',
    ],
    ['nothing', { head: '', signed: 'Bev Stott' }, 'unknown'],
  ])('%s tells the author', async (_, more, role) => {
    const report = await check(letter('It is in hand.', more));
    expect(report.author.role).toBe(role);
    expect(report.notices.some((n) => n.includes('--as'))).toBe(role === 'unknown');
  });

  it.each([
    ['Dear Cllr Tate,', 'member'],
    ['Dear resident,', 'external'],
    ['Mr L. Booth\n3 High Street\n\nDear Mr Booth,', 'external'],
    ['The Rt Hon Mary Fell MP\nSecretary of State\n\nDear Secretary of State,', 'external'],
    ['Dear Sam,', 'unknown'],
  ])('%s tells the audience', async (to, role) => {
    const { audience, notices } = await check(letter('It is in hand.', { to }));
    expect(audience.map((a) => a.role)).toEqual([role]);
    expect(notices.some((n) => n.includes('--to'))).toBe(role === 'unknown');
  });

  it('the options go before the letter', async () => {
    const bare = letter(PROMISE, { head: '', signed: 'Jane Marsh', to: 'Dear Pat,' });
    expect(patterns(await check(bare, { author: 'officer', audience: ['resident'] }))).toEqual([]);
    const signed = await check(bare, { author: 'Cllr Jane Marsh', audience: ['resident'] });
    expect(categories(signed)).toEqual(['member-obligation']);
    expect(signed.author).toEqual({
      name: 'Cllr Jane Marsh',
      role: 'member',
      reason: 'given by --as',
    });
    expect(signed.notices).toEqual([]);
  });

  it('a letter that binds is told who signs it instead; a Minister may be written to', async () => {
    const [finding] = (await check(letter(PROMISE))).findings;
    expect(finding?.advice).toContain('an officer of the Highways team should sign it');
    const onBehalf = 'I am writing on behalf of the Council about the cost of homes.';
    const official = (await check(letter(onBehalf))).findings;
    expect(official.map((f) => f.category)).toEqual(['member-obligation']);
    const minister = {
      to: 'The Rt Hon Mary Fell MP\nSecretary of State\n\nDear Secretary of State,',
    };
    expect(patterns(await check(letter(onBehalf, minister)))).toEqual([]);
  });
});

describe('findings', () => {
  it('say where, which words, and what to write instead', async () => {
    const text = letter(PROMISE);
    const { findings } = await check(text);
    const [finding] = findings;
    expect(findings).toHaveLength(1);
    expect(finding?.place).toEqual({
      unit: 'line',
      line: 13,
      column: 1,
      endLine: 13,
      endColumn: PROMISE.length + 1,
    });
    expect(finding?.excerpt.words).toBe(PROMISE);
    expect(finding?.suggestions).toEqual([
      {
        part: 'body',
        start: text.indexOf(PROMISE),
        end: text.indexOf(PROMISE) + PROMISE.length,
        quote: PROMISE,
        write:
          'I have asked the Highways team whether the lane can be resurfaced by May, and will write again when they reply.',
        first: 'Ask the Highways team before this goes: the new wording says that you have.',
      },
    ]);
  });

  it('point at the source of html and at the paragraph of a docx, the second of two like places', async () => {
    const html = `<html><body><p>Councillor Jane Marsh</p><p>Dear Mrs Lowe,</p>\n<p>We <b>will</b> resurface the lane&nbsp;by May,\n and you may take this letter as the council&#8217;s word on it.</p><p>Yours sincerely,<br>Jane Marsh</p></body></html>`;
    const [inHtml] = (await check(html, { path: 'letter.html' })).findings;
    expect(inHtml?.place).toMatchObject({ unit: 'line', line: 2, column: 4, endLine: 3 });
    const paragraphs = [
      'Councillor Jane Marsh',
      '',
      'Dear Mrs Lowe,',
      PROMISE,
      'Yours sincerely,',
      'Jane Marsh',
    ];
    const body = paragraphs.map(
      (p) => `<w:p><w:r><w:t>${p.slice(0, 9)}</w:t></w:r><w:r><w:t>${p.slice(9)}</w:t></w:r></w:p>`,
    );
    const [inDocx] = (await check(await docxOf({ body: body.join('') }), { path: 'a.docx' }))
      .findings;
    expect(inDocx?.place).toMatchObject({ unit: 'paragraph', line: 3 });
  });

  it('are none in a good letter, and none for words that the writer only quotes', async () => {
    const good = letter(
      'I have asked the Highways team whether the lane can be resurfaced, and will write again when they reply.',
    );
    expect(await check(good)).toMatchObject({ findings: [], notices: [] });
    const reply = `From: Ruth Adeyemi <ruth.adeyemi@fenwick.example>\nTo: Jane Marsh <jane.marsh@fenwick.example>\nSubject: Re: stables\n\nThank you, I shall look at it.\nRuth\n\nOn Mon, 4 Mar 2024 at 09:00, Jane Marsh <jane.marsh@fenwick.example> wrote:\n> You will drop the objection to the stables and put your name to the new version by noon.\n`;
    expect(patterns(await check(reply, { path: 'reply.eml' }, insider))).toEqual([]);
    const own = reply
      .replace(/\n> .*/, '\n> Hello')
      .replace(
        'Thank you, I shall look at it.',
        'You will drop the objection to the stables and put your name to the new version by noon.',
      );
    expect(categories(await check(own, { path: 'reply.eml' }, insider))).toEqual([
      'bullying-pressure',
    ]);
  });

  it('of a list that the press reads name it', async () => {
    const mail = `From: Jane Marsh <jane.marsh@fenwick.example>\nTo: Ruth Adeyemi <ruth.adeyemi@fenwick.example>\nCc: lane-forum@fenwick.example\nSubject: Mill Lane\n\nThe survey is on Tuesday.\n`;
    const [finding] = (await check(mail, { path: 'draft.eml' }, insider)).findings;
    expect(finding).toMatchObject({
      pattern: 'confidentiality/list-reaches-outside',
      severity: 'high',
      place: { line: 3 },
    });
    expect(finding?.because.join()).toContain('Fenwick Herald');
  });
});

describe('suppressions', () => {
  const suppression = {
    pattern: 'member-obligation/binds-council',
    reason: 'Cabinet resolved it on 1 February',
    by: 'Ruth Adeyemi',
    until: '2026-03-01',
    path: 'probity-suppress.yml',
    line: 2,
  };

  it('hold through their last day, for the files they name', async () => {
    const report = await check(letter(PROMISE), { suppressions: [suppression] });
    expect(report.findings).toEqual([]);
    expect(report.suppressed).toMatchObject([
      { finding: { category: 'member-obligation' }, by: 'Ruth Adeyemi' },
    ]);
    const other = { ...suppression, files: ['other.txt'] };
    expect(categories(await check(letter(PROMISE), { suppressions: [other] }))).toEqual([
      'member-obligation',
    ]);
  });

  it('that have run out are findings of their own beside what they were for', async () => {
    const report = await check(letter(PROMISE), {
      suppressions: [suppression],
      today: '2026-03-02',
    });
    expect(categories(report)).toEqual(['member-obligation', 'procedure']);
    expect(report.findings[1]).toMatchObject({
      document: { path: 'probity-suppress.yml' },
      place: { line: 2 },
    });
  });

  it.each([
    [
      'letter.html',
      `<html><head><meta name="probity-suppress" content="member-obligation/binds-council; Cabinet resolved it; R. Adeyemi; 2026-12-31"></head><body><pre>`,
    ],
    [
      'letter.md',
      `---\nprobity-suppress:\n  - "member-obligation/binds-council; Cabinet resolved it; R. Adeyemi; 2026-12-31"\n---\n`,
    ],
  ])('are read from the metadata of %s', async (path, head) => {
    const report = await check(head + letter(PROMISE), { path });
    expect(report.suppressed).toHaveLength(1);
    await expect(
      check(head.replace('2026-12-31', 'soon') + letter(PROMISE), { path }),
    ).rejects.toThrow('until');
  });
});

it.each([
  [
    'a mailbox',
    'From a@b.example Tue Mar  5 10:00:00 2024\nFrom: a@b.example\nTo: c@b.example\n\nHello\n',
    'box',
    'scan',
  ],
  ['nothing', '', 'empty.txt', 'empty'],
  ['a picture', '\x89PNG\r\n\x1a\n\0\0\0', 'a.png', 'save it as docx'],
])('says what to do with %s', async (_, content, path, hint) => {
  const outcome = await stranger.check({
    path,
    bytes: Buffer.from(content, 'latin1'),
    author: '',
    audience: [],
    suppressions: [],
    today: '2026-03-01',
  });
  expect(isReport(outcome) ? '' : outcome.reason).toContain(hint);
});
